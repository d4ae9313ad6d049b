#pragma once
// A PNG for tests, made byte by byte.

#include <cstdint>
#include <vector>

namespace backstep::samples {

constexpr int grey = 0, rgb = 2, rgba = 6;  // the kinds of colour as the format numbers them

// Of 8-bit pixels, channel by channel, row by row.
std::vector<std::uint8_t> png(std::uint32_t width, std::uint32_t height, int kind,
                              const std::vector<std::uint8_t>& pixels);

}  // namespace backstep::samples
