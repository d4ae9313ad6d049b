#include "viewer/command/whole_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "engine/math/error.h"

namespace backstep {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& file, const std::string& why) {
    throw InputError(file, "it cannot be written (" + why + ")", "choose a file in a folder that you may write to");
}

std::string temporary_name(const std::string& file) { return fmt::format("{}.{}.part", file, getpid()); }

std::ofstream open_temporary(const std::string& file) {
    if (file.empty()) refuse(file, "the name is empty");
    std::error_code ignored;
    const fs::file_status status = fs::status(file, ignored);
    if (fs::is_directory(status)) refuse(file, "it is a folder");
    if (fs::exists(status) && !fs::is_regular_file(status)) refuse(file, "it is no ordinary file");
    std::ofstream out(temporary_name(file), std::ios::binary);
    if (!out) refuse(file, std::strerror(errno));
    return out;
}

}  // namespace

void check_writable(const std::string& file) {
    open_temporary(file).close();
    fs::remove(temporary_name(file));
}

void write_whole(const std::string& file, const std::string& bytes) {
    write_whole(file, [&](const std::string& part) {
        std::ofstream out(part, std::ios::binary);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.close();
        if (!out) throw std::runtime_error(std::strerror(errno));
    });
}

void write_whole(const std::string& file, const std::function<void(const std::string&)>& write) {
    open_temporary(file).close();
    std::error_code ignored;
    try {
        write(temporary_name(file));
        fs::rename(temporary_name(file), file);
    } catch (const fs::filesystem_error& error) {
        fs::remove(temporary_name(file), ignored);
        refuse(file, error.code().message());
    } catch (const std::exception& error) {
        fs::remove(temporary_name(file), ignored);
        refuse(file, error.what());
    }
}

}  // namespace backstep
