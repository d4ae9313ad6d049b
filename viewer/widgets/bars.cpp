#include "viewer/widgets/bars.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/widgets/text.h"

namespace backstep {
namespace {

void draw_bar(Ui& ui, const Rect& row, double probability, bool lit) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float high = std::round(row.height() * 0.56F), top = std::round(row.center().y - high / 2);
    list->AddRectFilled({row.min.x, top}, {row.max.x, top + high}, ui.theme.raised);
    if (!(probability > 0)) return;
    const float length = std::max(1.0F, std::round(row.width() * static_cast<float>(std::min(probability, 1.0))));
    list->AddRectFilled({row.min.x, top}, {row.min.x + length, top + high}, lit ? ui.theme.accent : ui.theme.dim);
}

}  // namespace

std::string probability_text(double probability) {
    if (!std::isfinite(probability)) return "NaN";
    const double percent = probability * 100;
    if (percent > 0 && percent < 0.01) return "<0.01%";
    // Almost all is not all.
    if (percent >= 99.95 && percent < 100) return percent >= 99.995 ? ">99.99%" : fmt::format("{:.2f}%", percent);
    return fmt::format("{:.{}f}%", percent, percent > 0 && percent < 1 ? 2 : 1);
}

void probability_bars(Ui& ui, const char* name, std::span<const double> probabilities, Rect place, int truth) {
    note_item(ui, name, place);
    if (probabilities.empty()) return;
    const auto largest = std::max_element(probabilities.begin(), probabilities.end(), [](double one, double other) {
        return std::isnan(one) ? !std::isnan(other) : one < other;
    });
    const int lit = static_cast<int>(largest - probabilities.begin());
    const float pitch = place.height() / static_cast<float>(probabilities.size());
    ImFont* const font = pitch >= font_size(ui.fonts.small) ? ui.fonts.small : ui.fonts.tiny;
    const float before = std::round(text_width(ui, "0", font) + ui.theme.gap);
    const float after = std::round(text_width(ui, ">99.99%", font) + ui.theme.gap / 2);
    for (int i = 0; i < static_cast<int>(probabilities.size()); ++i) {
        const double probability = probabilities[static_cast<std::size_t>(i)];
        const float top = place.min.y + pitch * static_cast<float>(i);
        const Rect row{{place.min.x, top}, {place.max.x, top + pitch}};
        const bool is_lit = i == lit, is_truth = i == truth;
        const Color color = is_lit || is_truth ? ui.theme.text : ui.theme.dim;
        text_in(ui, {row.min, {row.min.x + before, row.max.y}}, {0, 0.5F}, std::to_string(i), {font, color});
        if (is_truth)
            ImGui::GetWindowDrawList()->AddRectFilled({row.min.x - 5 * ui.theme.scale, std::round(top + pitch * 0.15F)},
                                                      {row.min.x - 3 * ui.theme.scale, std::round(top + pitch * 0.85F)},
                                                      ui.theme.text);
        draw_bar(ui, {{row.min.x + before, top}, {row.max.x - after, row.max.y}}, probability, is_lit);
        text_in(ui, row, {1, 0.5F}, probability_text(probability), {font, color});
    }
}

}  // namespace backstep
