#include "viewer/widgets/plot.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {

namespace {

struct Range {
    double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();

    void add(double value) {
        if (!std::isfinite(value)) return;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    // A range without extent, or without values, is widened to one that can be drawn.
    void make_drawable() {
        if (!(low <= high)) low = 0, high = 1;
        if (low == high) low -= 0.5, high += 0.5;
    }
};

struct Axes {
    Rect area;
    Range x, y;

    float to_x(double value) const {
        return area.min.x + static_cast<float>((value - x.low) / (x.high - x.low)) * area.width();
    }
    float to_y(double value) const {
        return area.max.y - static_cast<float>((value - y.low) / (y.high - y.low)) * area.height();
    }
    double from_x(float pixel) const {
        return x.low + static_cast<double>((pixel - area.min.x) / area.width()) * (x.high - x.low);
    }
};

double x_at(const PlotSeries& series, std::size_t index) {
    return series.x_first + series.x_step * static_cast<double>(index);
}

void fit(Axes& axes, std::span<const PlotSeries> all, const PlotStyle& style) {
    for (const PlotSeries& series : all) {
        for (double value : series.y) axes.y.add(value);
        if (!series.y.empty()) {
            axes.x.add(x_at(series, 0));
            axes.x.add(x_at(series, series.y.size() - 1));
        }
    }
    axes.x.make_drawable();
    axes.y.make_drawable();
    const double air = (axes.y.high - axes.y.low) * 0.05;
    axes.y.low = style.y_low.value_or(axes.y.low - air);
    axes.y.high = style.y_high.value_or(axes.y.high + air);
    if (!(axes.y.low < axes.y.high)) axes.y.high = axes.y.low + 1;
}

// Where a pixel column holds many points, its lowest and highest stand for all of them.
void draw_series(ImDrawList* list, const Axes& axes, const PlotSeries& series, Color color, float thickness) {
    std::vector<ImVec2> line;
    const auto flush = [&] {
        if (line.size() == 1) list->AddCircleFilled(line[0], thickness, color);
        if (line.size() > 1) list->AddPolyline(line.data(), static_cast<int>(line.size()), color, 0, thickness);
        line.clear();
    };
    for (std::size_t index = 0; index < series.y.size();) {
        if (!std::isfinite(series.y[index])) {
            flush();
            ++index;
            continue;
        }
        const float x = axes.to_x(x_at(series, index));
        Range column;
        const double first = series.y[index];
        double last = first;
        for (; index < series.y.size() && std::isfinite(series.y[index]) && axes.to_x(x_at(series, index)) < x + 1;
             ++index) {
            last = series.y[index];
            column.add(last);
        }
        const bool falling = last < first;
        line.emplace_back(x, axes.to_y(falling ? column.high : column.low));
        if (column.low != column.high) line.emplace_back(x, axes.to_y(falling ? column.low : column.high));
    }
    flush();
}

void draw_grid(Ui& ui, const Axes& axes) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Rect& area = axes.area;
    const float line = ui.theme.hairline, text_height = font_size(ui.fonts.small);
    const TextStyle style{ui.fonts.small, ui.theme.dim};
    for (double tick :
         ticks(axes.y.low, axes.y.high, std::max(2, static_cast<int>(area.height() / (3 * text_height))))) {
        const float y = std::round(axes.to_y(tick));
        if (y < area.min.y - 1 || y > area.max.y + 1) continue;
        list->AddRectFilled({area.min.x, y}, {area.max.x, y + line}, ui.theme.grid);
        text_in(ui,
                {{area.min.x - 60 * ui.theme.scale, y - text_height / 2},
                 {area.min.x - 6 * ui.theme.scale, y + text_height / 2}},
                {1, 0.5F}, brief_number(tick), style);
    }
    for (double tick :
         ticks(axes.x.low, axes.x.high, std::max(2, static_cast<int>(area.width() / (5 * text_height))))) {
        const float x = std::round(axes.to_x(tick));
        if (x < area.min.x - 1 || x > area.max.x + 1) continue;
        list->AddRectFilled({x, area.max.y}, {x + line, area.max.y + 4 * ui.theme.scale}, ui.theme.dim);
        const float half = 40 * ui.theme.scale, top = area.max.y + 5 * ui.theme.scale;
        text_in(ui, {{x - half, top}, {x + half, top + text_height}}, {0.5F, 0}, brief_number(tick, 5), style);
    }
    list->AddRectFilled({area.min.x, area.max.y}, {area.max.x, area.max.y + line}, ui.theme.dim);
}

// Names in the colours of their lines, in a row above the area.
void draw_legend(Ui& ui, std::span<const PlotSeries> all, Rect area, const PlotStyle& style) {
    float x = area.min.x;
    const float height = font_size(ui.fonts.small), y = area.min.y - height - 6 * ui.theme.scale;
    if (!style.y_label.empty()) {
        const Rect rect = text_at(ui, {x, y}, style.y_label, {ui.fonts.small, ui.theme.dim});
        x = rect.max.x + 16 * ui.theme.scale;
    }
    for (const PlotSeries& series : all) {
        if (series.name.empty()) continue;
        const Color color = series.color ? series.color : ui.theme.accent;
        const float length = 14 * ui.theme.scale;
        ImGui::GetWindowDrawList()->AddRectFilled({x, y + height / 2 - ui.theme.scale},
                                                  {x + length, y + height / 2 + ui.theme.scale}, color);
        const Rect rect =
            text_at(ui, {x + length + 6 * ui.theme.scale, y}, series.name, {ui.fonts.small, ui.theme.text});
        x = rect.max.x + 16 * ui.theme.scale;
    }
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

PlotResult plot(Ui& ui, const char* name, std::span<const PlotSeries> all, ImVec2 size, const PlotStyle& style) {
    const float scale = ui.theme.scale, text_height = font_size(ui.fonts.small);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float below = text_height + 8 * scale + (style.x_label.empty() ? 0 : text_height + 2 * scale);
    Axes axes;
    axes.area = {{std::round(start.x + 52 * scale), std::round(start.y + text_height + 8 * scale)},
                 {std::round(start.x + size.x - 14 * scale), std::round(start.y + size.y - below)}};
    PlotResult result;
    result.rect = axes.area;
    const Hit hit = hit_area(ui, name, axes.area);
    ImGui::Dummy(size);
    if (axes.area.empty()) return result;
    fit(axes, all, style);
    draw_grid(ui, axes);
    draw_legend(ui, all, axes.area, style);
    if (!style.x_label.empty()) {
        const float top = axes.area.max.y + 7 * scale + text_height;
        text_in(ui, {{axes.area.min.x, top}, {axes.area.max.x, top + text_height}}, {1, 0}, style.x_label,
                {ui.fonts.small, ui.theme.dim});
    }
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PushClipRect(axes.area.min, {axes.area.max.x + 1, axes.area.max.y + 1}, true);
    for (const PlotSeries& series : all)
        draw_series(list, axes, series, series.color ? series.color : ui.theme.accent, 1.6F * scale);
    const auto vertical = [&](double at, Color color) {
        const float x = std::round(axes.to_x(at));
        list->AddRectFilled({x, axes.area.min.y}, {x + ui.theme.hairline, axes.area.max.y}, color);
    };
    if (style.cursor) vertical(*style.cursor, ui.theme.accent);
    if (hit.hovered) {
        result.hovered = axes.from_x(ImGui::GetIO().MousePos.x);
        vertical(*result.hovered, ui.theme.faint);
    }
    list->PopClipRect();
    if (hit.clicked) result.clicked = axes.from_x(ImGui::GetIO().MousePos.x);
    return result;
}

}  // namespace backstep
