#include "tests/data/png_bytes.h"

#include <zlib.h>

#include <stdexcept>
#include <string_view>

namespace backstep::samples {
namespace {

using Bytes = std::vector<std::uint8_t>;

void add_word(Bytes& bytes, std::uint32_t word) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(word >> shift));
}

void add_chunk(Bytes& png, std::string_view name, const Bytes& data) {
    add_word(png, static_cast<std::uint32_t>(data.size()));
    Bytes named(name.begin(), name.end());
    named.insert(named.end(), data.begin(), data.end());
    png.insert(png.end(), named.begin(), named.end());
    add_word(png, static_cast<std::uint32_t>(crc32(0, named.data(), static_cast<uInt>(named.size()))));
}

int channels_of(int kind) { return kind == grey ? 1 : kind == rgb ? 3 : 4; }

}  // namespace

Bytes png(std::uint32_t width, std::uint32_t height, int kind, const Bytes& pixels) {
    Bytes bytes{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}, header, rows;
    add_word(header, width);
    add_word(header, height);
    for (const int byte : {8, kind, 0, 0, 0}) header.push_back(static_cast<std::uint8_t>(byte));
    add_chunk(bytes, "IHDR", header);
    const std::size_t row = width * static_cast<std::size_t>(channels_of(kind));
    for (std::size_t at = 0; at < pixels.size(); at += row) {
        rows.push_back(0);  // no filter
        rows.insert(rows.end(), pixels.begin() + static_cast<long>(at), pixels.begin() + static_cast<long>(at + row));
    }
    Bytes packed(compressBound(rows.size()));
    uLongf size = packed.size();
    if (compress(packed.data(), &size, rows.data(), rows.size()) != Z_OK) throw std::runtime_error("zlib");
    packed.resize(size);
    add_chunk(bytes, "IDAT", packed);
    add_chunk(bytes, "IEND", {});
    return bytes;
}

}  // namespace backstep::samples
