#include "engine/data/files.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#include "engine/math/error.h"

namespace backstep {
namespace {

// The size of the regular file at the path. Looked at before it is opened: opening a pipe would wait for a writer.
std::uint64_t size_of(const std::string& path) {
    namespace fs = std::filesystem;
    if (path.empty()) throw InputError("\"\"", "an empty path", "name a file");
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) throw InputError(path, "no such file", "check the path");
    if (status.type() == fs::file_type::directory)
        throw InputError(path, "a directory, expected a file", "name a file in it");
    if (error) throw InputError(path, error.message(), "check the path and its permissions");
    if (status.type() != fs::file_type::regular)
        throw InputError(path, "a pipe or device, expected a regular file", "copy its contents to a file first");
    const std::uintmax_t size = fs::file_size(path, error);
    if (error) throw InputError(path, error.message(), "check the path and its permissions");
    return size;
}

struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

Bytes read_file(const std::string& path, std::uint64_t most) {
    const std::uint64_t size = size_of(path);
    if (size > most)
        throw InputError(path, fmt::format("{} bytes, expected at most {}", size, most),
                         "check that this is the file you meant");
    const std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "rb"));
    if (!file) throw InputError(path, std::strerror(errno), "check the permissions of the file");
    Bytes bytes(size);
    const std::size_t got = std::fread(bytes.data(), 1, bytes.size(), file.get());
    if (std::ferror(file.get())) throw InputError(path, std::strerror(errno), "check the disk");
    if (got != size)
        throw InputError(path, fmt::format("ended at byte {} of {}", got, size),
                         "wait until nothing writes to the file, then try again");
    return bytes;
}

bool is_file(const std::string& path) {
    std::error_code error;
    return std::filesystem::exists(path, error) && !is_folder(path);
}

bool is_folder(const std::string& path) {
    std::error_code error;
    return std::filesystem::is_directory(path, error);
}

}  // namespace backstep
