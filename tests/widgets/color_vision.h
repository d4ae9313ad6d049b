#pragma once
// How colours look to people who lack one kind of cone. Matrices for severity 1.0 from G. Machado, M. Oliveira,
// L. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009; on linear RGB.

#include <algorithm>
#include <array>
#include <cmath>

#include "viewer/widgets/color.h"

namespace backstep {

using ColorMatrix = std::array<std::array<double, 3>, 3>;

constexpr ColorMatrix normal_vision = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr ColorMatrix protanopia = {
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr ColorMatrix deuteranopia = {
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr ColorMatrix tritanopia = {
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
constexpr std::array<ColorMatrix, 4> all_visions = {normal_vision, protanopia, deuteranopia, tritanopia};

inline Color seen_with(const ColorMatrix& vision, Color color) {
    std::array<double, 3> linear{};
    for (unsigned channel = 0; channel < 3; ++channel) {
        const double value = ((color >> (8 * channel)) & 255U) / 255.0;
        linear[channel] = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    }
    Color result = 0xFF000000U;
    for (unsigned channel = 0; channel < 3; ++channel) {
        double sum = 0;
        for (unsigned from = 0; from < 3; ++from) sum += vision[channel][from] * linear[from];
        sum = std::clamp(sum, 0.0, 1.0);
        const double encoded = sum <= 0.0031308 ? sum * 12.92 : 1.055 * std::pow(sum, 1 / 2.4) - 0.055;
        result |= static_cast<Color>(std::lround(encoded * 255)) << (8 * channel);
    }
    return result;
}

}  // namespace backstep
