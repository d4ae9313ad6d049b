#include "viewer/widgets/plot_zoom.h"

#include <algorithm>
#include <cmath>

namespace backstep {
namespace {

constexpr double closer_a_line = 1.25, closer_a_key = 1.6;

// All of it is no zoom.
void set_x(PlotZoom& zoom, PlotRange range, const PlotParts& parts) {
    range = within(range, parts.whole_x, parts.least_x);
    zoom.x.reset();
    if (range != parts.whole_x) zoom.x = range;
}

void set_y(PlotZoom& zoom, const std::string& name, PlotRange range, const PlotParts& parts) {
    range = within(range, parts.whole_y, parts.whole_y.extent() * 1e-6);
    if (range == parts.whole_y)
        zoom.y.erase(name);
    else
        zoom.y[name] = range;
}

void pan(PlotZoom& zoom, const PlotParts& parts, const PlotMouse& mouse) {
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    const double x = static_cast<double>(moved.x / mouse.area.width()) * parts.x.extent();
    const double y = static_cast<double>(moved.y / mouse.area.height()) * parts.y.extent();
    if (zoom.x) set_x(zoom, {parts.x.low - x, parts.x.high - x}, parts);
    if (zoom.y.count(mouse.name)) set_y(zoom, mouse.name, {parts.y.low + y, parts.y.high + y}, parts);
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
}

void turn(PlotZoom& zoom, const PlotParts& parts, const PlotMouse& mouse) {
    const ImGuiIO& io = ImGui::GetIO();
    const double closer = std::pow(closer_a_line, static_cast<double>(io.MouseWheel));
    if (mouse.over_area) {
        const double share = static_cast<double>((io.MousePos.x - mouse.area.min.x) / mouse.area.width());
        set_x(zoom, zoomed(parts.x, parts.x.low + share * parts.x.extent(), closer), parts);
    } else if (mouse.over_y) {
        const double share = static_cast<double>((mouse.area.max.y - io.MousePos.y) / mouse.area.height());
        set_y(zoom, mouse.name, zoomed(parts.y, parts.y.low + share * parts.y.extent(), closer), parts);
    }
}

}  // namespace

const char* const plot_zoom_hint = "wheel: closer, farther away\nmiddle button or Shift: drag\ndouble click: all again";

PlotRange zoomed(PlotRange range, double at, double closer) {
    return {at - (at - range.low) / closer, at + (range.high - at) / closer};
}

PlotRange within(PlotRange range, PlotRange whole, double least) {
    const double extent = std::max(range.extent(), least);
    if (!(extent < whole.extent())) return whole;
    const double middle = (range.low + range.high) / 2;
    const double low = std::clamp(middle - extent / 2, whole.low, whole.high - extent);
    return {low, low + extent};
}

// A pane that has begun to scroll goes on, though plots come under the mouse, until the mouse moves.
bool takes_wheel(PlotZoom& zoom, bool hovered) {
    const float scroll = ImGui::GetScrollY();
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    if (zoom.pane_scroll && *zoom.pane_scroll != scroll) zoom.pane_scrolls = true;
    if (moved.x != 0 || moved.y != 0) zoom.pane_scrolls = false;
    zoom.pane_scroll = scroll;
    if (!hovered || zoom.pane_scrolls) return false;
    keep_wheel_from_pane();
    return true;
}

void follow_cursor(PlotZoom& zoom, const PlotParts& parts, std::optional<double> cursor) {
    const std::optional<double> before = std::exchange(zoom.cursor, cursor);
    if (!zoom.x || !cursor || before == cursor) return;
    const PlotRange range = *zoom.x;
    if (*cursor >= range.low && *cursor <= range.high) return;
    const double ahead = *cursor > range.high ? 0.2 : 0.8;
    const double low = *cursor - ahead * range.extent();
    set_x(zoom, {low, low + range.extent()}, parts);
}

void follow_keys(PlotZoom& zoom, const PlotParts& parts, std::optional<double> cursor) {
    const int keys = std::exchange(zoom.keys, 0);
    if (keys == 0) return;
    const bool seen = cursor && *cursor >= parts.x.low && *cursor <= parts.x.high;
    const double at = seen ? *cursor : (parts.x.low + parts.x.high) / 2;
    set_x(zoom, zoomed(parts.x, at, std::pow(closer_a_key, keys)), parts);
}

namespace {

// The second press of a double click, until it ends: no click and no drag.
bool is_second_press(PlotZoom& zoom, const PlotMouse& mouse) {
    if (zoom.double_pressed != mouse.name) return false;
    if (!ImGui::IsMouseDown(0)) zoom.double_pressed.clear();
    return true;
}

}  // namespace

bool follow_mouse(PlotZoom& zoom, const PlotParts& parts, const PlotMouse& mouse, bool wheel) {
    const bool shift = ImGui::GetIO().KeyShift;
    if (mouse.over_area && !zoom.grabbed && (ImGui::IsMouseClicked(2) || (ImGui::IsMouseClicked(0) && shift))) {
        zoom.grabbed = ImGui::IsMouseClicked(2) ? 2 : 0;
        zoom.grabbed_plot = mouse.name;
    }
    const bool mine = zoom.grabbed && zoom.grabbed_plot == mouse.name;
    if (mine) pan(zoom, parts, mouse);
    if (mine && !ImGui::IsMouseDown(*zoom.grabbed)) zoom.grabbed.reset();
    if (mouse.double_clicked && !shift) zoom.see_all(), zoom.double_pressed = mouse.name;
    if (wheel && ImGui::GetIO().MouseWheel != 0) turn(zoom, parts, mouse);
    return mine || is_second_press(zoom, mouse);
}

}  // namespace backstep
