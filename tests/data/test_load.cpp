#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "engine/data/digits.h"
#include "engine/data/load.h"
#include "tests/data/samples.h"

using namespace backstep;
using namespace backstep::samples;

BOOST_AUTO_TEST_SUITE(load)

BOOST_AUTO_TEST_CASE(a_folder_of_idx_files_has_training_and_test_images) {
    const Folder folder;
    folder.write("train-images-idx3-ubyte", idx_images(3));
    folder.write("train-labels-idx1-ubyte.gz", gzipped(idx_labels({3, 1, 4})));
    folder.write("t10k-images.idx3-ubyte", idx_images(2));
    folder.write("t10k-labels.idx1-ubyte.gz", gzipped(idx_labels({1, 5})));
    BOOST_TEST((load_training(folder.path()).labels == Bytes{3, 1, 4}));
    BOOST_TEST((load_training(folder.path() + "/").labels == Bytes{3, 1, 4}));
    BOOST_TEST((load_test(folder.path()).labels == Bytes{1, 5}));
}

BOOST_AUTO_TEST_CASE(a_csv_holds_out_its_last_images_for_the_test) {
    const Folder folder;
    Bytes labels(84, 6);
    labels[81] = 7, labels[82] = 8, labels[83] = 9;
    const std::string path = folder.write("train.csv", csv_file(labels));
    for (const std::string& place : {folder.path(), path}) {
        const Dataset training = load_training(place), test = load_test(place);
        BOOST_TEST(training.count == 82);
        BOOST_TEST(training.labels.back() == 7);
        BOOST_TEST((training.labels.size() == 82u && training.images.size() == 82u * 784u));
        BOOST_TEST(test.count == 2);
        BOOST_TEST((test.labels == Bytes{8, 9}));
        BOOST_TEST((test.images.size() == 2u * 784u && test.image(1)[5] == sample_pixel(83, 5)));
        BOOST_TEST(test.source == path + ", images 83 to 84");
    }
    labels.pop_back();
    folder.write("train.csv", csv_file(labels));
    BOOST_TEST(load_test(path).count == 1);  // 1 in 42, rounded down
    const std::string one = folder.write("one.csv", csv_file({1}));
    check_refused([&] { load_test(one); }, {one, "one image"});
}

BOOST_AUTO_TEST_CASE(an_incomplete_folder_is_refused_by_what_is_missing) {
    const Folder folder;
    check_refused([&] { load_training(folder.path()); }, {folder.path(), "train.csv", "fetch_mnist.cmake"});
    folder.write("train-images-idx3-ubyte", idx_images(3));
    check_refused([&] { load_training(folder.path()); }, {folder.path(), "train-labels-idx1-ubyte"});
    folder.write("train.csv", csv_file({1, 2}));  // does not stand in for the other half of IDX files
    check_refused([&] { load_test(folder.path()); }, {folder.path(), "t10k-images-idx3-ubyte"});
}

BOOST_AUTO_TEST_CASE(a_place_that_is_no_folder_is_refused) {
    const Folder folder;
    check_refused([&] { load_training(folder.path("missing")); }, {folder.path("missing"), "no such folder"});
    check_refused([&] { load_training(folder.path("missing.csv")); }, {"missing.csv", "no such file"});
    check_refused([&] { load_training(folder.write("notes.txt", "text")); }, {"notes.txt", "expected a folder"});
    check_refused([&] { load_test(""); }, {"no such folder"});
}

BOOST_AUTO_TEST_CASE(a_bad_file_in_a_folder_is_refused_by_its_own_name) {
    const Folder folder;
    folder.write("train-images-idx3-ubyte", idx_images(3));
    folder.write("train-labels-idx1-ubyte", Bytes{});
    check_refused([&] { load_training(folder.path()); }, {folder.path("train-labels-idx1-ubyte"), "ends at byte 0"});
}

BOOST_AUTO_TEST_CASE(the_option_wins_over_the_environment_and_that_over_the_folder_of_the_project) {
    const Folder folder;
    BOOST_TEST(mnist_folder("option", "environment", folder.path()).value() == "option");
    BOOST_TEST(mnist_folder(std::nullopt, "environment", folder.path()).value() == "environment");
    BOOST_TEST(mnist_folder(std::nullopt, nullptr, folder.path()).value() == folder.path());
    BOOST_TEST(mnist_folder(std::nullopt, "", folder.path()).value() == folder.path());
    BOOST_TEST(!mnist_folder(std::nullopt, nullptr, folder.path("missing")));
    check_refused([] { mnist_folder("", nullptr); }, {"--data", "empty path"});
}

BOOST_AUTO_TEST_CASE(without_a_place_there_are_the_built_in_digits) {
    const Dataset training = training_digits(std::nullopt, 20, 7), test = test_digits(std::nullopt, 20, 7);
    BOOST_TEST((training.images == built_in_digits(20, 7).images));
    BOOST_TEST(test.count == 20);
    BOOST_TEST((test.images != training.images));
    const Folder folder;
    const std::string path = folder.write("train.csv", csv_file({3, 1, 4}));
    BOOST_TEST(training_digits(path, 20, 7).count == 2);
    BOOST_TEST(test_digits(path, 20, 7).count == 1);
}

BOOST_AUTO_TEST_SUITE_END()
