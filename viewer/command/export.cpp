#include "viewer/command/export.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "engine/math/error.h"
#include "viewer/command/npy.h"

namespace backstep {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& file, const std::string& why) {
    throw InputError(file, "it cannot be written (" + why + ")", "choose a file in a folder that you may write to");
}

void write_whole(const std::string& file, const std::string& bytes) {
    std::error_code ignored;
    const fs::file_status status = fs::status(file, ignored);
    if (fs::is_directory(status)) refuse(file, "it is a folder");
    if (fs::exists(status) && !fs::is_regular_file(status)) refuse(file, "it is no ordinary file");
    const std::string temporary = fmt::format("{}.{}.part", file, getpid());
    std::ofstream out(temporary, std::ios::binary);
    if (!out) refuse(file, std::strerror(errno));
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    std::string why = out ? "" : std::strerror(errno);
    if (why.empty()) {
        std::error_code error;
        fs::rename(temporary, file, error);
        if (!error) return;
        why = error.message();
    }
    fs::remove(temporary, ignored);
    refuse(file, why);
}

}  // namespace

std::string export_key(const Trace& trace, const Event& event) {
    const int width = std::max(3, static_cast<int>(std::to_string(trace.events.size() - 1).size()));
    return fmt::format("{:0{}} {}", event.index, width, event.name.text());
}

void export_npz(const Trace& trace, const std::string& file) {
    if (file.empty()) refuse(file, "the name is empty");
    std::vector<NpzEntry> entries;
    for (const Event& event : trace.events) entries.push_back({export_key(trace, event), &trace.value(event)});
    write_whole(file, npz_bytes(entries));
}

}  // namespace backstep
