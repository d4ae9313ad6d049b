#include "viewer/widgets/plot.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "viewer/widgets/controls.h"
#include "viewer/widgets/plot_axes.h"
#include "viewer/widgets/plot_legend.h"
#include "viewer/widgets/text.h"

namespace backstep {

namespace {

// Where a pixel column holds many points, its lowest and highest stand for all of them.
void draw_series(ImDrawList* list, const PlotAxes& axes, const PlotSeries& series, Color color, float thickness) {
    std::vector<ImVec2> line;
    const auto flush = [&] {
        if (line.size() == 1) list->AddCircleFilled(line[0], thickness, color);
        if (line.size() > 1) list->AddPolyline(line.data(), static_cast<int>(line.size()), color, 0, thickness);
        line.clear();
    };
    for (std::size_t index = 0; index < series.y.size();) {
        if (!std::isfinite(axes.on_y(series.y[index]))) {
            flush();
            ++index;
            continue;
        }
        const float x = axes.to_x(x_at(series, index));
        const double first = series.y[index];
        double low = first, high = first, last = first;
        for (; index < series.y.size() && std::isfinite(axes.on_y(series.y[index])) &&
               axes.to_x(x_at(series, index)) < x + 1;
             ++index) {
            last = series.y[index];
            low = std::min(low, last), high = std::max(high, last);
        }
        const bool falling = last < first;
        line.emplace_back(x, axes.to_y(falling ? high : low));
        if (low != high) line.emplace_back(x, axes.to_y(falling ? low : high));
    }
    flush();
}

// As many digits as tell neighbours apart, at least 3.
int digits_apart(const std::vector<double>& all) {
    int digits = 3;
    for (std::size_t i = 1; i < all.size(); ++i) {
        const double largest = std::max(std::abs(all[i]), std::abs(all[i - 1])), step = all[i] - all[i - 1];
        if (step > 0) digits = std::max(digits, 1 + static_cast<int>(std::floor(std::log10(largest / step) + 1e-9)));
    }
    return std::min(digits, 12);
}

void draw_y_axis(Ui& ui, const PlotAxes& axes) {
    const Rect& area = axes.area;
    const float text_height = font_size(ui.fonts.small), scale = ui.theme.scale;
    // One mark alone says nothing of the scale: then they may be closer, if they do not touch.
    const int count = std::max(2, static_cast<int>(area.height() / (2 * text_height)));
    std::vector<double> all = y_ticks(axes, count);
    for (int more = count + 1; all.size() < 2 && more <= 3 * count; ++more) {
        const std::vector<double> closer = y_ticks(axes, more);
        if (closer.size() > 1 && axes.to_y(closer[0]) - axes.to_y(closer[1]) >= text_height) all = closer;
    }
    const int digits = digits_apart(all);
    for (const double tick : all) {
        const float y = std::round(axes.to_y(tick));
        if (y < area.min.y - 1 || y > area.max.y + 1) continue;
        ImGui::GetWindowDrawList()->AddRectFilled({area.min.x, y}, {area.max.x, y + ui.theme.hairline}, ui.theme.grid);
        const Rect label{{area.min.x - 60 * scale, y - text_height / 2}, {area.min.x - 6 * scale, y + text_height / 2}};
        text_in(ui, label, {1, 0.5F}, brief_number(tick, digits), {ui.fonts.small, ui.theme.dim});
    }
}

// Marks whose labels would touch the one before get none.
void draw_x_axis(Ui& ui, const PlotAxes& axes, const PlotStyle& style) {
    const Rect& area = axes.area;
    const float text_height = font_size(ui.fonts.small), scale = ui.theme.scale;
    std::vector<PlotTick> marks = style.x_ticks;
    if (marks.empty())
        for (const std::vector<double> all =
                 ticks(axes.x.low, axes.x.high, std::max(2, static_cast<int>(area.width() / (5 * text_height))));
             const double tick : all)
            marks.push_back({tick, brief_number(tick, std::max(5, digits_apart(all)))});
    float free_from = -1e9F;
    for (const PlotTick& mark : marks) {
        const float x = std::round(axes.to_x(mark.x));
        if (x < area.min.x - 1 || x > area.max.x + 1) continue;
        ImGui::GetWindowDrawList()->AddRectFilled({x, area.max.y}, {x + ui.theme.hairline, area.max.y + 4 * scale},
                                                  ui.theme.dim);
        const float half = text_width(ui, mark.label, ui.fonts.small) / 2, top = area.max.y + 5 * scale;
        if (x - half < free_from) continue;
        free_from = x + half + 8 * scale;
        text_in(ui, {{x - half, top}, {x + half, top + text_height}}, {0.5F, 0}, mark.label,
                {ui.fonts.small, ui.theme.dim});
    }
    ImGui::GetWindowDrawList()->AddRectFilled({area.min.x, area.max.y}, {area.max.x, area.max.y + ui.theme.hairline},
                                              ui.theme.dim);
}

void draw_lines(Ui& ui, const PlotAxes& axes, std::span<const PlotSeries> all, const PlotStyle& style) {
    const float scale = ui.theme.scale;
    const Rect& area = axes.area;
    ImDrawList* list = ImGui::GetWindowDrawList();
    for (const PlotSeries& series : all)
        draw_series(list, axes, series, series.color ? series.color : ui.theme.accent, series.width * scale);
    for (const PlotMark& mark : style.marks) {
        const float x = std::round(axes.to_x(mark.x));
        const float end = std::max(x + 2 * scale, std::round(axes.to_x(mark.x_end)));
        list->AddRectFilled({x, area.min.y}, {end, area.min.y + 6 * scale}, mark.color ? mark.color : ui.theme.warning);
    }
    if (!style.cursor) return;
    const float x = std::round(axes.to_x(*style.cursor)), half = std::max(1.0F, std::round(scale)) / 2;
    list->AddRectFilled({x - half, area.min.y}, {x + half, area.max.y}, ui.theme.text);
}

// Everything around the lines.
void draw_frame(Ui& ui, const PlotAxes& axes, const PlotStyle& style) {
    const Rect& area = axes.area;
    if (style.done && *style.done < axes.x.high)
        ImGui::GetWindowDrawList()->AddRectFilled(
            {std::max(area.min.x, std::round(axes.to_x(*style.done))), area.min.y}, area.max, ui.theme.panel);
    draw_y_axis(ui, axes);
    draw_x_axis(ui, axes, style);
    if (style.x_label.empty()) return;
    const float text_height = font_size(ui.fonts.small), top = area.max.y + 7 * ui.theme.scale + text_height;
    text_in(ui, {{area.min.x, top}, {area.max.x, top + text_height}}, {1, 0}, style.x_label,
            {ui.fonts.small, ui.theme.dim});
}

constexpr const char* see_all_label = "see all";

Rect see_all_place(Ui& ui, const Rect& area) {
    const float scale = ui.theme.scale, width = text_width(ui, see_all_label, ui.fonts.small) + 12 * scale;
    const ImVec2 corner{std::round(area.max.x - width - 4 * scale), std::round(area.min.y + 9 * scale)};
    return {corner, {corner.x + width, corner.y + font_size(ui.fonts.small) + 6 * scale}};
}

// On the axis, which part of it is shown.
void draw_part(Ui& ui, const PlotAxes& axes) {
    if (axes.x == axes.whole_x) return;
    const auto on_axis = [&](double x) {
        const double share = (x - axes.whole_x.low) / axes.whole_x.extent();
        return axes.area.min.x + static_cast<float>(share) * axes.area.width();
    };
    const float left = on_axis(axes.x.low), right = std::max(on_axis(axes.x.high), left + 6 * ui.theme.scale);
    ImGui::GetWindowDrawList()->AddRectFilled({left, axes.area.max.y - ui.theme.scale},
                                              {right, axes.area.max.y + 2 * ui.theme.scale}, ui.theme.accent);
}

// The way back to all.
void draw_see_all(Ui& ui, const Rect& chip) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const bool over = chip.contains(ImGui::GetIO().MousePos);
    list->AddRectFilled(chip.min, chip.max, over ? ui.theme.accent_soft : ui.theme.raised, 3 * ui.theme.scale);
    list->AddRect(chip.min, chip.max, ui.theme.border, 3 * ui.theme.scale);
    text_in(ui, chip, {0.5F, 0.5F}, see_all_label, {ui.fonts.small, over ? ui.theme.accent : ui.theme.text});
}

// Lets the reader choose the part, and sets the axes to it. True if what the mouse does is for the zoom.
bool choose_part(Ui& ui, const std::string& name, PlotAxes& axes, std::span<const PlotSeries> all,
                 const PlotStyle& style, PlotZoom& zoom, const Hit& hit) {
    if (style.x_low && style.x_high) {
        if (zoom.whole && *zoom.whole != axes.whole_x) zoom.see_all();
        zoom.whole = axes.whole_x;
    }
    const PlotAxes whole = axes;
    axes = shown_axes(whole, all, zoom, name);
    const PlotParts parts{axes.x, axes.y, axes.whole_x, axes.whole_y,
                          style.least_x > 0 ? style.least_x : axes.whole_x.extent() * 1e-6};
    PlotMouse mouse{name, axes.area, axes.area, hit.hovered, false, hit.double_clicked};
    bool wheel = takes_wheel(zoom, hit.hovered);
    mouse.y_axis = {{axes.area.min.x - 52 * ui.theme.scale, axes.area.min.y}, {axes.area.min.x, axes.area.max.y}};
    mouse.over_y = hit_area(ui, ("y axis of " + name).c_str(), mouse.y_axis).hovered;
    wheel = takes_wheel(zoom, mouse.over_y) || wheel;
    zoom.drawn_at = ui.seconds;
    if (hit.hovered) zoom.over_at = ui.seconds;
    const std::optional<PlotRange> x = zoom.x;
    const std::map<std::string, PlotRange> y = zoom.y;
    follow_cursor(zoom, parts, style.cursor);
    follow_keys(zoom, parts, style.cursor);
    const bool mine = follow_mouse(zoom, parts, mouse, wheel);
    if (zoom.x != x || zoom.y != y) axes = shown_axes(whole, all, zoom, name), ui.animating = true;
    return mine;
}

PlotResult result_of(const PlotAxes& axes, const Hit& hit, double under, bool zooming) {
    PlotResult result;
    result.rect = axes.area;
    result.x_low = axes.x.low;
    result.x_high = axes.x.high;
    if (hit.hovered) result.hovered = under;
    if (hit.held && !zooming) result.held = std::clamp(under, axes.x.low, axes.x.high);
    if (hit.clicked && !zooming) result.clicked = under;
    result.double_clicked = hit.double_clicked && zooming;
    return result;
}

}  // namespace

std::vector<double> ticks(double low, double high, int count) {
    std::vector<double> result;
    if (!(low < high) || count < 1 || !std::isfinite(high - low)) return result;
    const double rough = (high - low) / count, power = std::pow(10, std::floor(std::log10(rough)));
    const double ratio = rough / power;
    const double step = power * (ratio <= 1 + 1e-9 ? 1 : ratio <= 2 + 1e-9 ? 2 : ratio <= 5 + 1e-9 ? 5 : 10);
    for (double index = std::ceil(low / step - 1e-9); index * step <= high + step * 1e-9; ++index)
        result.push_back(index == 0 ? 0 : index * step);
    return result;
}

ThinLine thinned(std::span<const double> y, double x_first, double x_step, int columns,
                 const std::optional<PlotRange>& shown) {
    const std::size_t most = static_cast<std::size_t>(std::max(1, columns)) * 2;
    if (shown && !y.empty()) {
        const auto count = static_cast<double>(y.size());
        const double from = std::clamp(std::floor((shown->low - x_first) / x_step), 0.0, count - 1);
        const double to = std::clamp(std::ceil((shown->high - x_first) / x_step) + 1, from + 1, count);
        y = y.subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
        x_first += from * x_step;
    }
    if (y.size() <= most) return {{y.begin(), y.end()}, x_first, x_step};
    const std::size_t each = (y.size() + most / 2 - 1) / (most / 2);
    ThinLine line;
    line.x_step = x_step * static_cast<double>(each) / 2;
    line.x_first = x_first + line.x_step / 2 - x_step / 2;
    for (std::size_t first = 0; first < y.size(); first += each) {
        std::size_t low = y.size(), high = y.size();
        for (std::size_t index = first; index < std::min(first + each, y.size()); ++index) {
            if (!std::isfinite(y[index])) continue;
            if (low == y.size() || y[index] < y[low]) low = index;
            if (high == y.size() || y[index] > y[high]) high = index;
        }
        const double gap = std::numeric_limits<double>::quiet_NaN();
        line.y.push_back(low == y.size() ? gap : y[std::min(low, high)]);
        line.y.push_back(low == y.size() ? gap : y[std::max(low, high)]);
    }
    return line;
}

PlotResult plot(Ui& ui, const char* name, std::span<const PlotSeries> all, ImVec2 size, const PlotStyle& style,
                PlotZoom* zoom) {
    const float scale = ui.theme.scale, text_height = font_size(ui.fonts.small);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float below = text_height + 8 * scale + (style.x_label.empty() ? 0 : text_height + 2 * scale);
    const Rect area{{std::round(start.x + 52 * scale), std::round(start.y + text_height + 8 * scale)},
                    {std::round(start.x + size.x - 14 * scale), std::round(start.y + size.y - below)}};
    if (area.empty()) {
        PlotResult nothing;
        nothing.rect = area;
        hit_area(ui, name, area);
        ImGui::Dummy(size);
        return nothing;
    }
    PlotAxes axes = whole_axes(area, all, style);
    const bool offered = zoom && !zoom->is_all() && !zoom->grabbed && area.contains(ImGui::GetIO().MousePos);
    const Rect chip = offered ? see_all_place(ui, area) : Rect{};
    const bool see_all = !chip.empty() && hit_area(ui, (std::string("see all of ") + name).c_str(), chip).clicked;
    const Hit hit = hit_area(ui, name, area);
    const bool zooming = zoom && choose_part(ui, name, axes, all, style, *zoom, hit);
    if (see_all) zoom->see_all();
    ImGui::Dummy(size);
    draw_frame(ui, axes, style);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PushClipRect({area.min.x, area.min.y}, {area.max.x + 1, area.max.y + 1}, true);
    draw_lines(ui, axes, all, style);
    const double under = axes.from_x(ImGui::GetIO().MousePos.x);
    if (hit.hovered) {
        const float x = std::round(axes.to_x(under));
        list->AddRectFilled({x, area.min.y}, {x + ui.theme.hairline, area.max.y}, ui.theme.faint);
    }
    list->PopClipRect();
    draw_part(ui, axes);
    draw_legend(ui, all, area, style.y_label, style.legend_low || !chip.empty());
    if (!chip.empty()) draw_see_all(ui, chip);
    return result_of(axes, hit, under, zooming);
}

}  // namespace backstep
