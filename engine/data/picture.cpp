#include "engine/data/picture.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "engine/data/files.h"
#include "engine/math/error.h"

// The whole of stb_image, private to this file; its warnings are not ours to mend.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wunused-function"
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#include <stb/stb_image.h>
#pragma GCC diagnostic pop

namespace backstep {
namespace {

constexpr int longest_side = 4096;
constexpr std::uint64_t largest_png = 100'000'000;  // bytes; 4096×4096 pixels of noise take 67 million
constexpr std::uint8_t signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

struct Size {
    int width = 0, height = 0;
};

std::uint32_t word_at(const Bytes& bytes, std::size_t at) {
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 | std::uint32_t{bytes[at + 2]} << 8 |
           std::uint32_t{bytes[at + 3]};
}

// A PNG is chunks: length, name, data, checksum. stb_image looks at no checksum.
void check_chunks(const std::string& path, const Bytes& bytes) {
    for (std::size_t at = sizeof signature;;) {
        if (bytes.size() - at < 12 || bytes.size() - at - 12 < word_at(bytes, at))
            throw InputError(path, fmt::format("it ends in the middle, after {} bytes", bytes.size()),
                             "copy or save the whole picture again");
        const std::size_t length = word_at(bytes, at);
        const auto sum = crc32(0, bytes.data() + at + 4, static_cast<uInt>(length + 4));
        if (sum != word_at(bytes, at + 8 + length))
            throw InputError(path, fmt::format("it is damaged: the checksum of the bytes from {} on is wrong", at + 4),
                             "copy or save the picture again");
        if (std::equal(bytes.begin() + static_cast<long>(at) + 4, bytes.begin() + static_cast<long>(at) + 8, "IEND"))
            return;
        at += length + 12;
    }
}

Bytes read_checked(const std::string& path) {
    Bytes bytes = read_file(path, largest_png);
    if (bytes.size() < sizeof signature || !std::equal(std::begin(signature), std::end(signature), bytes.begin()))
        throw InputError(path, "it is no PNG picture", "save the picture as PNG");
    check_chunks(path, bytes);
    return bytes;
}

// How light each pixel is, 0 … 1, on white paper.
Matrix lightness(const unsigned char* pixels, Size size) {
    Matrix light(size.height, size.width);
    for (int row = 0; row < size.height; ++row)
        for (int col = 0; col < size.width; ++col, pixels += 4) {
            const double grey = (0.299 * pixels[0] + 0.587 * pixels[1] + 0.114 * pixels[2]) / 255;
            const double alpha = pixels[3] / 255.0;
            light(row, col) = std::min(1.0, alpha * grey + (1 - alpha));
        }
    return light;
}

Matrix decoded(const std::string& path, const Bytes& bytes) {
    Size size;
    int channels = 0;
    const int length = static_cast<int>(bytes.size());
    if (!stbi_info_from_memory(bytes.data(), length, &size.width, &size.height, &channels))
        throw InputError(path, fmt::format("it cannot be read as a PNG ({})", stbi_failure_reason()),
                         "save the picture again, as PNG");
    if (size.width > longest_side || size.height > longest_side)
        throw InputError(path, fmt::format("it has {}×{} pixels", size.width, size.height),
                         fmt::format("make it smaller, at most {0}×{0}", longest_side));
    const std::unique_ptr<unsigned char, void (*)(void*)> pixels(
        stbi_load_from_memory(bytes.data(), length, &size.width, &size.height, &channels, 4), stbi_image_free);
    if (!pixels)
        throw InputError(path, fmt::format("it cannot be read as a PNG ({})", stbi_failure_reason()),
                         "save the picture again, as PNG");
    return lightness(pixels.get(), size);
}

std::vector<double> border_of(const Matrix& picture) {
    std::vector<double> border;
    for (int col = 0; col < picture.cols; ++col)
        for (int row = 0; row < picture.rows; ++row)
            if (row == 0 || col == 0 || row == picture.rows - 1 || col == picture.cols - 1)
                border.push_back(picture(row, col));
    std::sort(border.begin(), border.end());
    return border;
}

}  // namespace

Picture read_png(const std::string& path) {
    Picture picture;
    picture.ink = decoded(path, read_checked(path));
    std::vector<double> border = border_of(picture.ink);
    picture.inverted = border[border.size() / 2] > 0.5;
    if (picture.inverted)
        for (double& ink : picture.ink.values) ink = 1 - ink;

    // Paper that is not quite clean is: nine of ten pixels of the border are no ink, nor is what is hardly more. A
    // picture on clean paper stays as it is.
    border = border_of(picture.ink);
    const double paper = border[border.size() * 9 / 10], faint = paper > 0 ? 0.1 : 0;
    const double largest = *std::max_element(picture.ink.values.begin(), picture.ink.values.end());
    if (largest - paper < 0.1)
        throw InputError(path, "there is nothing in it: all of it has nearly the same colour",
                         "open a picture of a digit, dark on light or light on dark");
    for (double& ink : picture.ink.values) {
        ink = paper > 0 ? std::max(0.0, ink - paper) / (1 - paper) : ink;
        if (ink < faint) ink = 0;
    }
    return picture;
}

}  // namespace backstep
