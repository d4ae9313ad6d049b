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
};
constexpr Kind image_file{"images", 0x803, 16};
constexpr Kind label_file{"labels", 0x801, 8};

// Items in one file; MNIST has 60,000, its relatives up to 814,255.
constexpr std::uint32_t most_items = 1'000'000;
constexpr std::uint32_t longest_side = 1000;         // of an image, in pixels
constexpr std::uint64_t most_bytes = 2'000'000'000;  // of all images

struct Items {
    int count, rows, cols;  // a label is 1×1
    Bytes bytes;            // the items, without the header
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

std::uint64_t bytes_of(const Items& items) {
    return static_cast<std::uint64_t>(items.count) * static_cast<std::uint64_t>(items.rows) *
           static_cast<std::uint64_t>(items.cols);
}

// What the first bytes of the file say of its items.
Items checked_header(const std::string& path, const Kind& kind, const Bytes& start) {
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
    Items items{static_cast<int>(count), 1, 1, {}};
    for (std::size_t at = 8; at < kind.header; at += 4) {
        const std::uint32_t size = big_endian(start, at);
        if (size == 0 || size > longest_side)
            throw InputError(
                path,
                fmt::format("{} {} at byte {}, expected 1 to {}", size, at == 8 ? "rows" : "columns", at, longest_side),
                size == 0 ? "give images with pixels" : "make smaller images of them");
        (at == 8 ? items.rows : items.cols) = static_cast<int>(size);
    }
    if (bytes_of(items) > most_bytes)
        throw InputError(
            path,
            fmt::format("{} images of {}×{}, expected at most {} bytes", count, items.rows, items.cols, most_bytes),
            "take fewer images, or smaller ones");
    return items;
}

Items read_items(const std::string& path, const Kind& kind) {
    Bytes file = read_file(path);
    const bool packed = is_gzip(file);
    const Bytes start =
        packed ? gunzip_start(path, file, kind.header)
               : Bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(std::min(file.size(), kind.header)));
    Items items = checked_header(path, kind, start);
    const std::uint64_t size = kind.header + bytes_of(items);
    if (packed) file = gunzip(path, file, size);
    if (file.size() != size)
        throw InputError(
            path,
            fmt::format("{} bytes, expected {} for the {} {} of its header", file.size(), size, items.count, kind.name),
            "download the file again");
    file.erase(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(kind.header));
    items.bytes = std::move(file);
    return items;
}

}  // namespace

Dataset read_idx(const std::string& images_path, const std::string& labels_path) {
    Items labels = read_items(labels_path, label_file);
    Items images = read_items(images_path, image_file);
    if (labels.count != images.count)
        throw InputError(labels_path,
                         fmt::format("{} labels for the {} images of {}", labels.count, images.count, images_path),
                         "use two files of the same set");
    Dataset data;
    data.rows = images.rows;
    data.cols = images.cols;
    data.count = images.count;
    data.images = std::move(images.bytes);
    data.labels = std::move(labels.bytes);
    data.source = images_path;
    return data;
}

}  // namespace backstep
