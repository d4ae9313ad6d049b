#include "viewer/widgets/math_shapes.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <utility>

namespace backstep {

namespace {

constexpr std::string_view low_letters[] = {"a", "c", "e", "g", "m", "n", "o", "p", "q", "r", "s", "u", "v", "w", "x",
                                            "y", "z", "α", "γ", "ε", "η", "ι", "κ", "μ", "ν", "ο", "π", "ρ", "σ", "τ",
                                            "υ", "χ", "ω", ".", ",", "·", "−", "+", "=", "×", "<", ">", "…", " "};
constexpr std::string_view deep_letters[] = {"g", "j", "p", "q", "y", "Q", "(", ")", "[", "]", "{", "}", "|", ",", ";",
                                             "β", "γ", "ζ", "η", "μ", "ξ", "ρ", "φ", "χ", "ψ", "⟨", "⟩", "‖", "∫"};

template <typename List>
bool contains(const List& list, std::string_view letter) {
    return std::find(std::begin(list), std::end(list), letter) != std::end(list);
}

template <typename Test>
bool any_letter(std::string_view text, Test test) {
    for (std::size_t at = 0; at < text.size();) {
        const unsigned char lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (test(text.substr(at, length))) return true;
        at += length;
    }
    return false;
}

MathStroke stroke(std::vector<float> points, float thickness, const std::string& color) {
    MathStroke result;
    result.points = std::move(points);
    result.thickness = thickness;
    result.color = color;
    return result;
}

}  // namespace

void append(MathBox& whole, MathBox part, float x, float y) {
    whole.ascent = std::max(whole.ascent, part.ascent - y);
    whole.descent = std::max(whole.descent, part.descent + y);
    whole.width = std::max(whole.width, x + part.width);
    for (MathText& text : part.texts) {
        text.x += x;
        text.y += y;
        whole.texts.push_back(std::move(text));
    }
    for (MathRule& rule : part.rules) {
        rule.x += x;
        rule.y += y;
        whole.rules.push_back(std::move(rule));
    }
    for (MathStroke& line : part.strokes) {
        for (std::size_t index = 0; index + 1 < line.points.size(); index += 2) {
            line.points[index] += x;
            line.points[index + 1] += y;
        }
        whole.strokes.push_back(std::move(line));
    }
    for (MathRegion& region : part.regions) {
        region.x += x;
        region.y += y;
        whole.regions.push_back(std::move(region));
    }
}

bool rises(std::string_view text) {
    return any_letter(text, [](std::string_view letter) { return !contains(low_letters, letter); });
}

bool descends(std::string_view text) {
    return any_letter(text, [](std::string_view letter) { return contains(deep_letters, letter); });
}

MathBox root_box(MathBox body, float em, float rule, const std::string& color) {
    const float sign = std::round(0.62F * em), gap = std::round(0.14F * em),
                top = -std::round(body.ascent + gap + rule);
    const float bottom = body.descent, height = bottom - top, width = body.width;
    MathBox result;
    append(result, std::move(body), sign, 0);
    result.ascent = -top + rule;
    result.width = sign + width + std::round(0.12F * em);
    const float middle = top + 0.58F * height;
    // A short upstroke, the heavy stroke down, the long stroke up; the line over the radicand is a rule, so it is
    // crisp.
    result.strokes.push_back(stroke({0.06F * em, middle + 0.06F * em, 0.18F * em, middle}, rule, color));
    result.strokes.push_back(stroke({0.18F * em, middle, 0.34F * em, bottom}, rule * 1.6F, color));
    result.strokes.push_back(stroke({0.34F * em, bottom, sign - 0.04F * em, top + rule / 2}, rule, color));
    result.rules.push_back({sign - 0.06F * em, top, result.width - sign + 0.02F * em, rule, color});
    return result;
}

MathBox accent_box(MathBox body, const std::string& mark, float em, float rule, const std::string& color) {
    const float middle = body.width / 2, low = -body.ascent - 0.06F * em, high = low - 0.16F * em;
    const float half = std::clamp(body.width * 0.4F, 0.20F * em, 0.32F * em);
    MathBox result = std::move(body);
    if (mark == "¯") {
        result.rules.push_back({0.04F * em, std::round(low - rule), result.width - 0.08F * em, rule, color});
    } else if (mark == "˜") {
        std::vector<float> wave;
        for (int step = 0; step <= 8; ++step) {
            const float t = static_cast<float>(step) / 8;
            wave.push_back(middle + (2 * t - 1) * half);
            wave.push_back((low + high) / 2 - 0.06F * em * std::sin(2 * std::numbers::pi_v<float> * t));
        }
        result.strokes.push_back(stroke(std::move(wave), rule * 1.2F, color));
    } else {
        result.strokes.push_back(stroke({middle - half, low, middle, high, middle + half, low}, rule * 1.2F, color));
    }
    result.ascent = -high + rule;
    return result;
}

MathBox tall_delimiter(const std::string& sign, float half, float axis, float em, float rule,
                       const std::string& color) {
    const float top = -axis - half, bottom = -axis + half, width = std::round(0.42F * em);
    const bool opening = sign == "(" || sign == "[" || sign == "{";
    std::vector<float> points;
    // x as for an opening bracket: 0 at its back, 1 at its ends.
    const auto add = [&](float x, float y) {
        const float place = 0.25F + 0.55F * x;
        points.push_back((opening ? place : 1 - place) * width);
        points.push_back(y);
    };
    if (sign == "[" || sign == "]") {
        for (const auto& [x, y] : {std::pair(1.0F, top), {0.0F, top}, {0.0F, bottom}, {1.0F, bottom}}) add(x, y);
    } else if (sign == "|") {
        points = {width / 2, top, width / 2, bottom};
    } else {
        const bool brace = sign == "{" || sign == "}";
        for (int step = 0; step <= 24; ++step) {
            const float t = static_cast<float>(step) / 12 - 1;  // −1 … 1 from top to bottom
            const float reach = std::min(1.0F, 0.7F * em / half);
            const float near_end = std::max(0.0F, (std::abs(t) - (1 - reach)) / reach);
            const float near_tip = std::max(0.0F, 1 - std::abs(t) / (0.5F * reach));
            const float x = brace ? 0.45F + 0.55F * near_end * near_end - 0.65F * near_tip * near_tip
                                  : 1 - std::sqrt(std::max(0.0F, 1 - t * t * 0.96F));
            add(x, -axis + t * half);
        }
    }
    MathBox result;
    result.width = width;
    result.ascent = -top;
    result.descent = bottom;
    result.strokes.push_back(stroke(std::move(points), rule * 1.3F, color));
    return result;
}

}  // namespace backstep
