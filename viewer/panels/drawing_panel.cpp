// A sheet to draw a digit on, or to open one from a picture, and what the network reads in it: as it was drawn, and
// made ready as the digits of MNIST were.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/data/centred.h"
#include "engine/network/metrics.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/bars.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/heatmap.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

constexpr const char* hint =
    "The right mouse button rubs out. Centred: scaled to fit 20×20 pixels and moved so that the centre of mass is in "
    "the middle, as the images of MNIST were.";
constexpr double pen_radius = 1.15, eraser_radius = 2;  // pixels of the sheet

HeatmapStyle ink_style() {
    HeatmapStyle style;
    style.grey = true;
    style.max = 1;
    style.digits = false;
    return style;
}

void read(PanelContext& context, DrawState::Reading& reading, std::vector<std::uint8_t> pixels) {
    const PixelScale scale = context.session.timelines.timeline()->plan().scale();
    reading.picture = ink_of(pixels, Drawing::side, Drawing::side);
    reading.pixels = std::move(pixels);
    reading.probabilities = probabilities_of(*context.session.compute, *context.state.draw.net, reading.pixels, scale);
}

// Reads anew what has changed: the drawing, or the network at the cursor.
void update(PanelContext& context) {
    DrawState& state = context.state.draw;
    const NetworkMoment moment = network_moment(context.session);
    const bool same_network = state.net && state.moment == moment;
    if (same_network && state.version == state.drawing.version()) return;
    if (!same_network) state.net = network_here(context.session);
    state.moment = moment;
    state.version = state.drawing.version();
    read(context, state.raw, state.drawing.raw());
    read(context, state.centred, state.drawing.centred());
}

// The ink follows the mouse from where it was in the last frame.
void draw_with_mouse(PanelContext& context, const Rect& sheet) {
    DrawState& state = context.state.draw;
    if (!ImGui::IsItemActive()) return state.pen.reset();
    const bool eraser = state.tool == 1 || ImGui::IsMouseDown(1);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const double pixel = sheet.width() / Drawing::side;
    const PenSpot spot{(mouse.x - sheet.min.x) / pixel, (mouse.y - sheet.min.y) / pixel,
                       eraser ? eraser_radius : pen_radius};
    const PenSpot from = state.pen ? PenSpot{state.pen->x, state.pen->y, spot.radius} : spot;
    if (!state.pen || from.x != spot.x || from.y != spot.y) state.drawing.line(from, spot, eraser);
    state.pen = spot;
}

void draw_sheet(PanelContext& context, const Rect& place) {
    Ui& ui = context.ui;
    const DrawState& state = context.state.draw;
    // What comes first has the mouse.
    ImGui::SetCursorScreenPos(place.min);
    ImGui::InvisibleButton("sheet", place.size(), ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
    note_item(ui, "sheet", place);
    draw_with_mouse(context, place);
    ImGui::SetCursorScreenPos(place.min);
    HeatmapStyle style = ink_style();
    style.version = static_cast<std::uint64_t>(state.drawing.version());
    heatmap(ui, "##ink", state.drawing.sheet(), place.size(), style);
    if (state.drawing.empty()) text_in(ui, place, {0.5F, 0.5F}, "draw a digit here", {.color = ui.theme.dim});
}

// With a label, a step through the network goes on to the loss and back to the gradients.
void choose_label(PanelContext& context, float width) {
    std::vector<std::string> labels{"what is it?"};
    const int classes = context.session.timelines.timeline()->plan().network.layers.back();
    for (int label = 0; label < classes; ++label) labels.push_back(fmt::format("it is a {}", label));
    int chosen = context.state.draw.label + 1;
    if (choice(context.ui, "##label", labels, chosen, width)) context.state.draw.label = chosen - 1;
    if (ImGui::IsItemHovered())
        tooltip(context.ui, "Its label: with one, Step goes on to the loss, the gradients and the update");
}

void draw_tools(PanelContext& context, const Rect& place) {
    Ui& ui = context.ui;
    DrawState& state = context.state.draw;
    const std::vector<std::string> tools{"pen", "eraser"};
    ImGui::SetCursorScreenPos(place.min);
    segmented(ui, "tool", tools, state.tool);
    ImGui::SameLine(0, ui.theme.gap);
    if (button(ui, "Clear", {.enabled = !state.drawing.empty()})) {
        state.drawing.clear();
        state.error.clear();
        state.label = -1;
    }
    ImGui::SetCursorScreenPos({place.min.x, ImGui::GetItemRectMax().y + ui.theme.gap});
    // Side by side, if both have room.
    const float half = std::floor((place.width() - ui.theme.gap) / 2);
    const bool beside = half >= text_width(ui, "what is it?") + 2 * ImGui::GetFrameHeight();
    const float field = beside ? half : place.width();
    if (input(ui, "##open a PNG picture", state.path, field, "open a PNG…") && !state.path.empty())
        open_picture(state, state.path);
    if (!beside) ImGui::SetCursorScreenPos({place.min.x, ImGui::GetItemRectMax().y + ui.theme.gap});
    if (beside) ImGui::SameLine(0, ui.theme.gap);
    choose_label(context, place.max.x - ImGui::GetCursorScreenPos().x);
    ImGui::SetCursorScreenPos({place.min.x, ImGui::GetItemRectMax().y + ui.theme.gap});
    const bool failed = !state.error.empty();
    const std::string& note = state.drawing.note();
    wrapped_text(ui,
                 failed         ? state.error
                 : note.empty() ? hint
                                : note,
                 {.font = ui.fonts.small, .color = failed ? ui.theme.warning : ui.theme.dim}, place.width());
}

// The picture, what is read in it and how surely, and all ten probabilities.
void draw_reading(PanelContext& context, const char* title, const char* name, const DrawState::Reading& reading,
                  const Rect& place) {
    Ui& ui = context.ui;
    const float scale = ui.theme.scale, size = (place.height() < 280 * scale ? 56 : 112) * scale;
    const float x = place.min.x + size + 1.5F * ui.theme.gap, top = place.min.y;
    ImGui::SetCursorScreenPos(place.min);
    heatmap(ui, name, reading.picture, {size, size}, ink_style());
    text_at(ui, {x, top}, title, {.font = ui.fonts.small, .color = ui.theme.dim});
    if (context.state.draw.drawing.empty()) return;
    Matrix A(static_cast<int>(reading.probabilities.size()), 1);
    A.values = reading.probabilities;
    const int prediction = predictions(A).front();
    const float middle = top + 38 * scale;
    const Rect row{{x, middle - 16 * scale}, {place.max.x, middle + 16 * scale}};
    const Rect digit =
        text_in(ui, row, {0, 0.5F}, std::to_string(prediction), {.font = ui.fonts.heading, .color = ui.theme.accent});
    text_in(ui, {{digit.max.x + ui.theme.gap, row.min.y}, row.max}, {0, 0.5F}, probability_text(A(prediction, 0)));
    const float width = text_width(ui, "Step") + 2 * ImGui::GetStyle().FramePadding.x;
    ImGui::SetCursorScreenPos({place.max.x - width, top});
    if (button(ui, fmt::format("Step##{}", name).c_str(), {.tooltip = "Step through the network with this image"}))
        context.actions.push_back(
            StepImage{reading.pixels, context.state.draw.label, fmt::format("drawn digit, {}", title)});
    note_item(ui, fmt::format("step {}", name), {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()});
    probability_bars(ui, fmt::format("probabilities {}", name).c_str(), reading.probabilities,
                     {{place.min.x, top + size + ui.theme.gap}, place.max}, context.state.draw.label);
}

}  // namespace

void open_picture(DrawState& state, const std::string& path) {
    state.path = path;
    state.error.clear();
    try {
        state.drawing.open(state.path);
    } catch (const std::exception& error) {
        state.error = error.what();
    }
}

void draw_drawing(PanelContext& context) {
    Ui& ui = context.ui;
    const float scale = ui.theme.scale;
    begin_panel(ui, "draw", context.place, {.scroll = false, .border_left = true});
    const std::vector<int>& layers = context.session.timelines.timeline()->plan().network.layers;
    if (layers.front() != Drawing::side * Drawing::side) {
        wrapped_text(ui, "This network reads no images of 28×28 pixels, so nothing can be drawn for it.",
                     {.color = ui.theme.dim});
        return end_panel(ui);
    }
    text(ui, "Read by the network " + network_where(context.session), {.font = ui.fonts.bold});
    if (const std::optional<Position> end = end_of_training(context.session)) {
        same_line_if_fits(text_width(ui, "to its end"), 2 * ui.theme.gap);
        if (link(ui, "to its end", 0)) context.actions.push_back(GoToMoment{*end});
    }
    ImGui::Dummy({1, ui.theme.gap / 2});
    const ImVec2 corner = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
    const float gap = 2 * ui.theme.gap, reading = std::clamp(room.x * 0.42F, 180 * scale, 300 * scale);
    const float tools = 140 * scale;
    const float pixel = std::max(3.0F, std::floor(std::min(room.x - reading - gap, room.y - tools) / Drawing::side));
    const float side = pixel * Drawing::side;
    const ImVec2 first{std::floor(corner.x), std::floor(corner.y)};
    draw_sheet(context, {first, {first.x + side, first.y + side}});
    draw_tools(context, {{first.x, first.y + side + ui.theme.gap}, {first.x + side, first.y + room.y}});
    update(context);
    const float left = first.x + side + gap, right = std::min(corner.x + room.x, left + 300 * scale);
    const float high = std::min((room.y - gap) / 2, 300 * scale);
    draw_reading(context, "as drawn", "raw", context.state.draw.raw, {{left, first.y}, {right, first.y + high}});
    draw_reading(context, "centred", "centred", context.state.draw.centred,
                 {{left, first.y + high + gap}, {right, first.y + 2 * high + gap}});
    end_panel(ui);
}

}  // namespace backstep
