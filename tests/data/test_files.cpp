#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

#include "engine/data/files.h"
#include "tests/data/samples.h"

using namespace backstep;
using namespace backstep::samples;

BOOST_AUTO_TEST_SUITE(files)

BOOST_AUTO_TEST_CASE(a_file_is_read_whole) {
    const Folder folder;
    const Bytes bytes{0, 255, 10, 13, 26, 0};
    BOOST_TEST((read_file(folder.write("some", bytes)) == bytes));
    BOOST_TEST(read_file(folder.write("empty", Bytes{})).empty());
}

BOOST_AUTO_TEST_CASE(what_is_no_readable_file_is_refused_by_name) {
    const Folder folder;
    check_refused([&] { read_file(folder.path("missing")); }, {folder.path("missing"), "no such file"});
    check_refused([&] { read_file(folder.path()); }, {folder.path(), "a directory"});
    check_refused([] { read_file(""); }, {"an empty path"});
    check_refused([] { read_file("/dev/zero"); }, {"/dev/zero", "device"});
}

BOOST_AUTO_TEST_CASE(a_pipe_is_refused_without_waiting_for_a_writer) {
    const Folder folder;
    BOOST_REQUIRE(mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    check_refused([&] { read_file(folder.path("pipe")); }, {folder.path("pipe"), "a pipe"});
}

BOOST_AUTO_TEST_CASE(a_file_without_permission_is_refused) {
    const Folder folder;
    const std::string path = folder.write("secret", "text");
    BOOST_REQUIRE(chmod(path.c_str(), 0) == 0);
    // Root may read every file: be somebody else for a moment.
    BOOST_REQUIRE(chmod(folder.path().c_str(), 0755) == 0);
    const bool root = geteuid() == 0;
    if (root) BOOST_REQUIRE(seteuid(65534) == 0);
    check_refused([&] { read_file(path); }, {path, "ermission"});
    if (root) BOOST_REQUIRE(seteuid(0) == 0);
}

BOOST_AUTO_TEST_CASE(a_file_larger_than_the_limit_is_refused_and_takes_no_memory) {
    const Folder folder;
    const std::string path = folder.write("sparse", "");
    BOOST_REQUIRE(truncate(path.c_str(), off_t{1} << 40) == 0);  // a terabyte of holes
    check_refused([&] { read_file(path); }, {path, "1099511627776 bytes", "at most 1073741824"});
    check_refused([&] { read_file(folder.write("seven", "1234567"), 6); }, {"7 bytes", "at most 6"});
    BOOST_TEST(read_file(folder.write("seven", "1234567"), 7).size() == 7u);
}

BOOST_AUTO_TEST_CASE(files_and_folders_are_told_apart) {
    const Folder folder;
    const std::string path = folder.write("some", "text");
    BOOST_TEST(is_file(path));
    BOOST_TEST(!is_folder(path));
    BOOST_TEST(!is_file(folder.path()));
    BOOST_TEST(is_folder(folder.path()));
    BOOST_TEST(!is_file(folder.path("missing")));
    BOOST_TEST(!is_folder(folder.path("missing")));
}

BOOST_AUTO_TEST_SUITE_END()
