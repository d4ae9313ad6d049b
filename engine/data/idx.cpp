#include "engine/data/idx.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/data/files.h"
#include "engine/data/gzip.h"
#include "engine/math/error.h"

namespace backstep {
namespace {

const char* const use_mnist = "use the MNIST files, e.g. those that cmake -P assets/fetch_mnist.cmake downloads";

// What one of the two kinds of file must be.
struct Kind {
    const char* name;
    std::uint32_t magic;
    std::size_t header;  // bytes
    std::uint64_t item;  // bytes
};
constexpr Kind image_file{"images", 0x803, 16, 28 * 28};
constexpr Kind label_file{"labels", 0x801, 8, 1};

// Items in one file; MNIST has 60,000, its relatives up to 814,255.
constexpr std::uint32_t most_items = 1'000'000;

struct Items {
    int count;
    Bytes bytes;  // the items, without the header
};

std::uint32_t big_endian(const Bytes& bytes, std::size_t at) {
    return (std::uint32_t{bytes[at]} << 24) | (std::uint32_t{bytes[at + 1]} << 16) |
           (std::uint32_t{bytes[at + 2]} << 8) | std::uint32_t{bytes[at + 3]};
}

std::string mistake_in_magic(const Kind& kind, std::uint32_t magic) {
    if (magic == image_file.magic || magic == label_file.magic)
        return fmt::format("these are {}", magic == image_file.magic ? image_file.name : label_file.name);
    if (magic == kind.magic << 16 || magic == __builtin_bswap32(kind.magic)) return "a little-endian header";
    if (magic >> 16 != 0) return "not an IDX file";
    if ((magic >> 8) != 8) return fmt::format("elements of type {:#04x} instead of bytes", magic >> 8);
    return fmt::format("rank {} instead of {}", magic & 0xff, kind.magic & 0xff);
}

// The count of items, from the first bytes of the file.
std::uint32_t checked_header(const std::string& path, const Kind& kind, const Bytes& start) {
    const std::uint32_t magic = start.size() < 4 ? kind.magic : big_endian(start, 0);
    if (magic != kind.magic)
        throw InputError(path,
                         fmt::format("magic number {:#010x} at byte 0 ({}), expected {:#010x} ({})", magic,
                                     mistake_in_magic(kind, magic), kind.magic, kind.name),
                         use_mnist);
    if (start.size() < kind.header)
        throw InputError(path,
                         fmt::format("ends at byte {}, expected an IDX header of {} bytes", start.size(), kind.header),
                         use_mnist);
    const std::uint32_t count = big_endian(start, 4);
    if (count == 0 || count > most_items)
        throw InputError(path, fmt::format("{} {} at byte 4, expected 1 to {}", count, kind.name, most_items),
                         use_mnist);
    for (std::size_t at = 8; at < kind.header; at += 4)
        if (const std::uint32_t size = big_endian(start, at); size != 28)
            throw InputError(path, fmt::format("{} {} at byte {}, expected 28", size, at == 8 ? "rows" : "columns", at),
                             "scale the images to 28×28, as MNIST's are");
    return count;
}

Items read_items(const std::string& path, const Kind& kind) {
    Bytes file = read_file(path);
    const bool packed = is_gzip(file);
    const Bytes start =
        packed ? gunzip_start(path, file, kind.header)
               : Bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(std::min(file.size(), kind.header)));
    const std::uint32_t count = checked_header(path, kind, start);
    const std::uint64_t size = kind.header + count * kind.item;
    if (packed) file = gunzip(path, file, size);
    if (file.size() != size)
        throw InputError(
            path, fmt::format("{} bytes, expected {} for the {} {} of its header", file.size(), size, count, kind.name),
            "download the file again");
    file.erase(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(kind.header));
    return {static_cast<int>(count), std::move(file)};
}

void check_labels(const std::string& path, const Bytes& labels) {
    const auto wrong = std::find_if(labels.begin(), labels.end(), [](std::uint8_t label) { return label > 9; });
    if (wrong != labels.end())
        throw InputError(path,
                         fmt::format("label {} at byte {}, expected 0 to 9", *wrong,
                                     static_cast<std::size_t>(wrong - labels.begin()) + label_file.header),
                         use_mnist);
}

}  // namespace

Dataset read_idx(const std::string& images_path, const std::string& labels_path) {
    Items labels = read_items(labels_path, label_file);
    check_labels(labels_path, labels.bytes);
    Items images = read_items(images_path, image_file);
    if (labels.count != images.count)
        throw InputError(labels_path,
                         fmt::format("{} labels for the {} images of {}", labels.count, images.count, images_path),
                         "use two files of the same set");
    Dataset data;
    data.count = images.count;
    data.images = std::move(images.bytes);
    data.labels = std::move(labels.bytes);
    data.source = images_path;
    return data;
}

}  // namespace backstep
