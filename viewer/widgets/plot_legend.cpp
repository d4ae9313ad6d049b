#include "viewer/widgets/plot_legend.h"

#include <algorithm>

#include "viewer/widgets/text.h"

namespace backstep {
namespace {

// All in pixels.
struct Entries {
    float line, gap, between;  // the piece of a line, the gap between it and its name, that between two entries
    float height;

    explicit Entries(const Ui& ui)
        : line(12 * ui.theme.scale),
          gap(6 * ui.theme.scale),
          between(12 * ui.theme.scale),
          height(font_size(ui.fonts.small)) {}
    float width(const Ui& ui, const PlotSeries& series) const {
        return line + gap + text_width(ui, series.name, ui.fonts.small);
    }
};

// Gives its right end.
float draw_entry(Ui& ui, const Entries& sizes, const PlotSeries& series, ImVec2 at) {
    const Color color = series.color ? series.color : ui.theme.accent;
    const float middle = at.y + sizes.height / 2;
    ImGui::GetWindowDrawList()->AddRectFilled({at.x, middle - ui.theme.scale},
                                              {at.x + sizes.line, middle + ui.theme.scale}, color);
    return text_at(ui, {at.x + sizes.line + sizes.gap, at.y}, series.name, {ui.fonts.small, ui.theme.text}).max.x;
}

void draw_inside(Ui& ui, const Entries& sizes, const std::vector<const PlotSeries*>& named, Rect area, bool low) {
    const float pad = 4 * ui.theme.scale, pitch = sizes.height + 2 * ui.theme.scale;
    float width = 0;
    for (const PlotSeries* series : named) width = std::max(width, sizes.width(ui, *series));
    const float high = pitch * static_cast<float>(named.size()) + 2 * pad - 2 * ui.theme.scale;
    if (width + 2 * pad > area.width() || high > area.height()) return;
    const ImVec2 corner{area.max.x - width - 2 * pad, low ? area.max.y - high : area.min.y};
    ImGui::GetWindowDrawList()->AddRectFilled(corner, {area.max.x, corner.y + high},
                                              with_alpha(ui.theme.background, 0.8F));
    for (std::size_t i = 0; i < named.size(); ++i)
        draw_entry(ui, sizes, *named[i], {corner.x + pad, corner.y + pad + pitch * static_cast<float>(i)});
}

}  // namespace

void draw_legend(Ui& ui, std::span<const PlotSeries> all, Rect area, const std::string& y_label, bool low) {
    const Entries sizes(ui);
    float x = area.min.x;
    const float y = area.min.y - sizes.height - 6 * ui.theme.scale, right = area.max.x + 14 * ui.theme.scale;
    if (!y_label.empty()) x = text_at(ui, {x, y}, y_label, {ui.fonts.small, ui.theme.dim}).max.x + sizes.between;
    std::vector<const PlotSeries*> named;
    float needed = -sizes.between;
    for (const PlotSeries& series : all) {
        if (series.name.empty()) continue;
        named.push_back(&series);
        needed += sizes.width(ui, series) + sizes.between;
    }
    if (x + needed > right) return draw_inside(ui, sizes, named, area, low);
    for (const PlotSeries* series : named) x = draw_entry(ui, sizes, *series, {x, y}) + sizes.between;
}

}  // namespace backstep
