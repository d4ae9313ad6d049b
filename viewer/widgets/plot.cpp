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

// With a logarithmic axis, `y` is the range of the powers of ten.
struct Axes {
    Rect area;
    Range x, y;
    bool log_y = false;

    double on_y(double value) const {
        if (!log_y) return value;
        return value > 0 ? std::log10(value) : std::numeric_limits<double>::quiet_NaN();
    }

    float to_x(double value) const {
        return area.min.x + static_cast<float>((value - x.low) / (x.high - x.low)) * area.width();
    }
    float to_y(double value) const {
        return area.max.y - static_cast<float>((on_y(value) - y.low) / (y.high - y.low)) * area.height();
    }
    double from_x(float pixel) const {
        return x.low + static_cast<double>((pixel - area.min.x) / area.width()) * (x.high - x.low);
    }
};

double x_at(const PlotSeries& series, std::size_t index) {
    return series.x_first + series.x_step * static_cast<double>(index);
}

void fit(Axes& axes, std::span<const PlotSeries> all, const PlotStyle& style) {
    axes.log_y = style.log_y;
    for (const PlotSeries& series : all) {
        if (series.y.empty()) continue;
        if (series.fitted)
            for (double value : series.y) axes.y.add(axes.on_y(value));
        axes.x.add(x_at(series, 0));
        axes.x.add(x_at(series, series.y.size() - 1));
    }
    axes.x.low = style.x_low.value_or(axes.x.low);
    axes.x.high = style.x_high.value_or(axes.x.high);
    axes.x.make_drawable();
    axes.y.make_drawable();
    const double air = (axes.y.high - axes.y.low) * 0.05;
    axes.y.low = style.y_low ? axes.on_y(*style.y_low) : axes.y.low - air;
    axes.y.high = style.y_high ? axes.on_y(*style.y_high) : axes.y.high + air;
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
        if (!std::isfinite(axes.on_y(series.y[index]))) {
            flush();
            ++index;
            continue;
        }
        const float x = axes.to_x(x_at(series, index));
        Range column;
        const double first = series.y[index];
        double last = first;
        for (; index < series.y.size() && std::isfinite(axes.on_y(series.y[index])) &&
               axes.to_x(x_at(series, index)) < x + 1;
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

// A logarithmic axis has powers of ten, every one or every second, third … Those outside the range are not drawn.
std::vector<double> y_ticks(const Axes& axes, int count) {
    if (!axes.log_y) return ticks(axes.y.low, axes.y.high, count);
    std::vector<double> marks;
    const double first = std::ceil(axes.y.low), last = std::floor(axes.y.high);
    const double every = std::max(1.0, std::ceil((last - first + 1) / count));
    for (double power = first; power <= last; power += every) marks.push_back(std::pow(10, power));
    if (marks.size() >= 3 || count < 3) return marks;
    // In a short range 2 and 5 stand between them.
    std::vector<double> more;
    for (double power = std::floor(axes.y.low); power <= last; ++power)
        for (const double digit : {1.0, 2.0, 5.0}) more.push_back(digit * std::pow(10, power));
    return more;
}

void draw_y_axis(Ui& ui, const Axes& axes) {
    const Rect& area = axes.area;
    const float text_height = font_size(ui.fonts.small), scale = ui.theme.scale;
    for (double tick : y_ticks(axes, std::max(2, static_cast<int>(area.height() / (2 * text_height))))) {
        const float y = std::round(axes.to_y(tick));
        if (y < area.min.y - 1 || y > area.max.y + 1) continue;
        ImGui::GetWindowDrawList()->AddRectFilled({area.min.x, y}, {area.max.x, y + ui.theme.hairline}, ui.theme.grid);
        const Rect label{{area.min.x - 60 * scale, y - text_height / 2}, {area.min.x - 6 * scale, y + text_height / 2}};
        text_in(ui, label, {1, 0.5F}, brief_number(tick), {ui.fonts.small, ui.theme.dim});
    }
}

// Marks whose labels would touch the one before get none.
void draw_x_axis(Ui& ui, const Axes& axes, const PlotStyle& style) {
    const Rect& area = axes.area;
    const float text_height = font_size(ui.fonts.small), scale = ui.theme.scale;
    std::vector<PlotTick> marks = style.x_ticks;
    if (marks.empty())
        for (double tick :
             ticks(axes.x.low, axes.x.high, std::max(2, static_cast<int>(area.width() / (5 * text_height)))))
            marks.push_back({tick, brief_number(tick, 5)});
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

// Names in the colours of their lines, in a row above the area, as many as have room.
void draw_legend(Ui& ui, std::span<const PlotSeries> all, Rect area, const PlotStyle& style) {
    float x = area.min.x;
    const float height = font_size(ui.fonts.small), y = area.min.y - height - 6 * ui.theme.scale;
    if (!style.y_label.empty()) {
        const Rect rect = text_at(ui, {x, y}, style.y_label, {ui.fonts.small, ui.theme.dim});
        x = rect.max.x + 12 * ui.theme.scale;
    }
    for (const PlotSeries& series : all) {
        if (series.name.empty()) continue;
        const Color color = series.color ? series.color : ui.theme.accent;
        const float length = 12 * ui.theme.scale, right = area.max.x + 14 * ui.theme.scale;
        if (x + length + 6 * ui.theme.scale + text_width(ui, series.name, ui.fonts.small) > right) break;
        ImGui::GetWindowDrawList()->AddRectFilled({x, y + height / 2 - ui.theme.scale},
                                                  {x + length, y + height / 2 + ui.theme.scale}, color);
        const Rect rect =
            text_at(ui, {x + length + 6 * ui.theme.scale, y}, series.name, {ui.fonts.small, ui.theme.text});
        x = rect.max.x + 12 * ui.theme.scale;
    }
}

void draw_lines(Ui& ui, const Axes& axes, std::span<const PlotSeries> all, const PlotStyle& style) {
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

ThinLine thinned(std::span<const double> y, double x_first, double x_step, int columns) {
    const std::size_t most = static_cast<std::size_t>(std::max(1, columns)) * 2;
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
    result.x_low = axes.x.low;
    result.x_high = axes.x.high;
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (style.done && *style.done < axes.x.high)
        list->AddRectFilled({std::max(axes.area.min.x, std::round(axes.to_x(*style.done))), axes.area.min.y},
                            axes.area.max, ui.theme.panel);
    draw_y_axis(ui, axes);
    draw_x_axis(ui, axes, style);
    draw_legend(ui, all, axes.area, style);
    if (!style.x_label.empty()) {
        const float top = axes.area.max.y + 7 * scale + text_height;
        text_in(ui, {{axes.area.min.x, top}, {axes.area.max.x, top + text_height}}, {1, 0}, style.x_label,
                {ui.fonts.small, ui.theme.dim});
    }
    list->PushClipRect({axes.area.min.x, axes.area.min.y}, {axes.area.max.x + 1, axes.area.max.y + 1}, true);
    draw_lines(ui, axes, all, style);
    const double under = axes.from_x(ImGui::GetIO().MousePos.x);
    if (hit.hovered) {
        result.hovered = under;
        const float x = std::round(axes.to_x(under));
        list->AddRectFilled({x, axes.area.min.y}, {x + ui.theme.hairline, axes.area.max.y}, ui.theme.faint);
    }
    list->PopClipRect();
    if (hit.held) result.held = std::clamp(under, axes.x.low, axes.x.high);
    if (hit.clicked) result.clicked = under;
    return result;
}

}  // namespace backstep
