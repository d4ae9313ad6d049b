// The network at a glance: the layers from X to J, the gradients below them on their way back, what has happened filled
// and where the cursor is lit, each in the colour of its phase.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

constexpr double rest = 0.2;  // seconds that a step is shown before it is compared: whoever plays on is not held up
constexpr float row_height = 38, row_gap = 12, edge = 8;  // in pixels before scale

// Columns from left to right: X; the parameters, Z and A of each layer; J. Gradients stand below what they are of.
int column_of(const MapBox& box, int layers) {
    switch (box.role) {
        case MapRole::X:
            return 0;
        case MapRole::J:
        case MapRole::Y:
            return 3 * layers + 1;
        case MapRole::Z:
        case MapRole::dZ:
            return 3 * box.layer - 1;
        case MapRole::A:
            return 3 * box.layer;
        default:
            return 3 * box.layer - 2;
    }
}

bool is_below(MapRole role) {
    return role == MapRole::dZ || role == MapRole::dW || role == MapRole::db || role == MapRole::Y;
}

// Where the boxes are, and how their text is set.
struct MapPlaces {
    std::vector<Rect> rects;
    float upper_edge = 0, lower_edge = 0;  // the end of the upper row, the beginning of the lower
    ImFont* font = nullptr;                // null: not even symbols fit
    bool whole_names = true;               // else only the symbols, and the layer below them
    ImFont* detail = nullptr;              // for the second line of high boxes; null: it does not fit
};

Rect half_of(const Rect& box, bool upper, float gap) {
    Rect half = box;
    (upper ? half.max.y : half.min.y) = std::round(box.center().y) + (upper ? -gap : gap);
    return half;
}

std::vector<Rect> place_boxes(const PanelContext& context, const NetworkMap& map) {
    const float scale = context.ui.theme.scale;
    const Rect& place = context.place;
    const int columns = 3 * map.layers + 2;
    const float width = place.width() - 2 * context.ui.theme.margin;
    const float pitch = std::min(width / static_cast<float>(columns), 92 * scale);
    const float gap = std::clamp(pitch * 0.155F, 3 * scale, 14 * scale);
    const float left = place.center().x - (pitch * static_cast<float>(columns) - gap) / 2;
    std::vector<Rect> rects;
    for (const MapBox& box : map.boxes) {
        const float x = left + pitch * static_cast<float>(column_of(box, map.layers));
        const float y = place.min.y + (edge + (is_below(box.role) ? row_height + row_gap : 0)) * scale;
        const Rect whole{{std::round(x), std::round(y)},
                         {std::round(x + pitch - gap), std::round(y + row_height * scale)}};
        const bool upper = box.role == MapRole::W || box.role == MapRole::dW;
        const bool half = upper || box.role == MapRole::b || box.role == MapRole::db;
        rects.push_back(half ? half_of(whole, upper, std::round(1.5F * scale)) : whole);
    }
    return rects;
}

MapPlaces places_for(const PanelContext& context, const NetworkMap& map) {
    const Ui& ui = context.ui;
    MapPlaces places;
    places.rects = place_boxes(context, map);
    places.upper_edge = std::round(context.place.min.y + (edge + row_height) * ui.theme.scale);
    places.lower_edge = std::round(context.place.min.y + (edge + row_height + row_gap) * ui.theme.scale);
    const float room = places.rects.front().width() - 2 * ui.theme.scale;
    const auto fit = [&](std::string MapBox::*text, ImFont* font) {
        return std::all_of(map.boxes.begin(), map.boxes.end(),
                           [&](const MapBox& box) { return text_width(ui, box.*text, font) <= room; });
    };
    places.whole_names = fit(&MapBox::name, ui.fonts.tiny);
    std::string MapBox::*const text = places.whole_names ? &MapBox::name : &MapBox::symbol;
    for (ImFont* font : {ui.fonts.tiny, ui.fonts.small})
        if (fit(text, font)) places.font = font;
    if (!places.whole_names || fit(&MapBox::shape, ui.fonts.tiny)) places.detail = ui.fonts.tiny;
    return places;
}

// Opaque, so that what lies behind a box does not show through.
Color on_page(const Ui& ui, Color color, float strength) { return mix(ui.theme.background, color, strength); }

// "W[1]  10×784, version 1, updated".
std::string map_tooltip(const PanelContext& context, const MapBox& box) {
    const Event& shown = context.session.trace->events[static_cast<std::size_t>(box.shown)];
    std::string words = fmt::format("{}  {}", box.name, box.shape);
    if (shown.version) words += fmt::format(", version {}", shown.version);
    if (box.moment == Moment::future) return words + ", not yet computed";
    if (box.updated) return words + ", updated";
    return words + (shown.given ? ", given" : "");
}

// "differs from timeline 1 by up to 0.0063 at (3,407)".
std::string difference_text(const PanelContext& context, const MapBox& box) {
    const int beside = context.session.timelines.beside;
    return box.differs.empty() ? "" : fmt::format("\ndiffers from timeline {} by up to {}", beside + 1, box.differs);
}

// A corner in the colour of the timeline beside.
void draw_mark(const Ui& ui, ImVec2 corner) {
    const float size = 9 * ui.theme.scale;
    ImGui::GetWindowDrawList()->AddTriangleFilled({corner.x - size, corner.y}, corner, {corner.x, corner.y + size},
                                                  beside_color(ui.theme));
}

// Below X no box stands: there the mark is explained, if anything is marked.
void draw_legend(PanelContext& context, const NetworkMap& map, const MapPlaces& places) {
    Ui& ui = context.ui;
    const auto marked = [](const MapBox& box) { return !box.differs.empty(); };
    if (std::none_of(map.boxes.begin(), map.boxes.end(), marked)) return;
    const auto X =
        std::find_if(map.boxes.begin(), map.boxes.end(), [](const MapBox& box) { return box.role == MapRole::X; });
    if (X == map.boxes.end() || places.lower_edge >= context.place.max.y) return;
    Rect place = places.rects[static_cast<std::size_t>(X - map.boxes.begin())];
    place = {{place.min.x, places.lower_edge}, {place.max.x, places.lower_edge + place.height()}};
    constexpr const char* words = "differs";
    ImFont* const font = ui.fonts.tiny;
    if (text_width(ui, words, font) > place.width()) return;
    draw_mark(ui, {place.center().x + 4.5F * ui.theme.scale, place.min.y + 6 * ui.theme.scale});
    text_in(ui, place, {0.5F, 0.9F}, words, {.font = font, .color = ui.theme.dim});
}

// A line between two boxes of a row, at the height of the lower box of the two; or down from one to the one below it.
void draw_flow(const Rect& a, const Rect& b, Color color, float thick) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (std::abs(a.center().x - b.center().x) < 1) {
        const float x = std::round(a.center().x - thick / 2);
        list->AddRectFilled({x, std::min(a.max.y, b.max.y)}, {x + thick, std::max(a.min.y, b.min.y)}, color);
        return;
    }
    const float y = std::round((a.height() < b.height() ? a : b).center().y - thick / 2);
    list->AddRectFilled({std::min(a.max.x, b.max.x), y}, {std::max(a.min.x, b.min.x), y + thick}, color);
}

bool is_high(const Ui& ui, const Rect& rect) { return rect.height() > 0.8F * row_height * ui.theme.scale; }

// The way of a line from a box to the edge of its row: from a high one straight, from one of two in a column around
// the left side.
std::vector<ImVec2> way_out(const Ui& ui, const Rect& rect, float row_edge) {
    if (is_high(ui, rect)) return {{std::round(rect.center().x), row_edge}};
    const float x = rect.min.x - std::round(3 * ui.theme.scale), y = std::round(rect.center().y);
    return {{rect.min.x, y}, {x, y}, {x, row_edge}};
}

// What goes into the current event from the other row.
void draw_current(const Ui& ui, const NetworkMap& map, const MapPlaces& places, const MapFlow& flow) {
    const auto is_below_at = [&](int box) { return is_below(map.boxes[static_cast<std::size_t>(box)].role); };
    if (is_below_at(flow.from) == is_below_at(flow.to)) return;
    const int upper = is_below_at(flow.from) ? flow.to : flow.from, lower = upper == flow.from ? flow.to : flow.from;
    std::vector<ImVec2> way = way_out(ui, places.rects[static_cast<std::size_t>(upper)], places.upper_edge);
    const std::vector<ImVec2> on = way_out(ui, places.rects[static_cast<std::size_t>(lower)], places.lower_edge);
    way.insert(way.end(), on.rbegin(), on.rend());
    ImGui::GetWindowDrawList()->AddPolyline(way.data(), static_cast<int>(way.size()), phase_color(ui.theme, flow.phase),
                                            0, 1.5F * ui.theme.scale);
}

void draw_flows(const Ui& ui, const NetworkMap& map, const MapPlaces& places) {
    const auto rect = [&](int box) { return places.rects[static_cast<std::size_t>(box)]; };
    const float scale = ui.theme.scale;
    for (const MapFlow& flow : map.flows)
        if (!flow.done) draw_flow(rect(flow.from), rect(flow.to), ui.theme.border, std::round(2 * scale));
    for (const MapFlow& flow : map.flows)
        if (flow.done)
            draw_flow(rect(flow.from), rect(flow.to), on_page(ui, phase_color(ui.theme, flow.phase), 0.7F),
                      std::round(2 * scale));
    for (const MapFlow& flow : map.current) draw_current(ui, map, places, flow);
}

void draw_words(Ui& ui, const MapBox& box, const Rect& rect, const MapPlaces& places, Color ink) {
    if (!places.font) return;
    const std::string& name = places.whole_names ? box.name : box.symbol;
    std::string detail = places.whole_names ? box.shape : "";
    if (!places.whole_names && box.layer > 0) detail = fmt::format("[{}]", box.layer);
    if (!is_high(ui, rect) || !places.detail || detail.empty()) {
        text_in(ui, rect, {0.5F, 0.5F}, name, {.font = places.font, .color = ink});
        return;
    }
    const float middle = std::round(rect.center().y + 2 * ui.theme.scale);
    text_in(ui, {rect.min, {rect.max.x, middle}}, {0.5F, 1}, name, {.font = places.font, .color = ink});
    text_in(ui, {{rect.min.x, middle}, rect.max}, {0.5F, 0}, detail, {.font = places.detail, .color = ink});
}

void draw_box(PanelContext& context, const MapBox& box, const Rect& rect, const MapPlaces& places) {
    Ui& ui = context.ui;
    const Theme& theme = ui.theme;
    const bool current = box.moment == Moment::current, done = box.moment == Moment::done;
    const Color color = phase_color(theme, box.phase);
    const std::string item = "map " + box.name;
    const Hit hit = hit_area(ui, item.c_str(), rect);
    const float strength = (current ? 1.0F : done ? 0.3F : 0.05F) + (hit.hovered && !current ? 0.1F : 0);
    const Color fill = on_page(ui, color, strength);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float round = 3 * theme.scale;
    list->AddRectFilled(rect.min, rect.max, fill, round);
    list->AddRect(rect.min, rect.max, current || done ? color : theme.border, round, 0, theme.hairline);
    const Color ink = current ? theme.background : done ? theme.text : theme.dim;
    draw_words(ui, box, rect, places, ink);
    if (!box.differs.empty()) draw_mark(ui, {rect.max.x, rect.min.y});
    if (hit.hovered) tooltip(ui, map_tooltip(context, box) + difference_text(context, box));
    if (hit.clicked) context.actions.push_back(GoToPosition{box.nearest + 1});
}

// What differs from the timeline beside it, once the cursor rests.
void compare(PanelContext& context) {
    MapState& state = context.state.map;
    const Session& session = context.session;
    const Timelines& timelines = session.timelines;
    const std::shared_ptr<const Timeline> beside =
        timelines.beside < 0 ? nullptr : timelines.all[static_cast<std::size_t>(timelines.beside)].timeline;
    const bool another = state.compared != session.trace || state.beside != beside;
    if (another) {
        state.compared = session.trace;
        state.beside = beside;
        state.trained = -1;
        state.since = context.ui.seconds;
        state.differences = {};
    }
    if (!beside || state.trained == beside->trained() || (state.trained >= 0 && !state.differences.changed.empty()))
        return;
    if (session.playing || context.ui.seconds - state.since < rest) {
        context.ui.animating = true;
        return;
    }
    state.trained = beside->trained();
    std::string why;
    const std::shared_ptr<const Trace> other = beside_trace(session, why);
    state.differences = other ? compare_view(*session.trace, *other) : CompareView();
}

void update(PanelContext& context) {
    MapState& state = context.state.map;
    const MadeFor now{context.session.trace, context.session.position};
    const bool moved = !(state.made_for == now);
    if (moved) {
        state.made_for = now;
        state.map = network_map(*context.session.trace, context.session.position);
    }
    compare(context);
    mark_differences(state.map, state.differences, context.state.digits);
}

}  // namespace

float map_height(const Ui& ui, const Session& session) {
    if (!session.trace || !has_map(*session.trace)) return 0;
    const bool two = has_backward_map(*session.trace);
    return std::round((2 * edge + row_height + (two ? row_gap + row_height : 0)) * ui.theme.scale);
}

void draw_map(PanelContext& context) {
    Ui& ui = context.ui;
    begin_panel(ui, "map", context.place, {.scroll = false, .border_left = true, .padding = 0});
    update(context);
    const MapState& state = context.state.map;
    const MapPlaces places = places_for(context, state.map);
    draw_flows(ui, state.map, places);
    for (std::size_t i = 0; i < state.map.boxes.size(); ++i)
        draw_box(context, state.map.boxes[i], places.rects[i], places);
    draw_legend(context, state.map, places);
    ImGui::GetWindowDrawList()->AddRectFilled({context.place.min.x, context.place.max.y - ui.theme.hairline},
                                              context.place.max, ui.theme.border);
    end_panel(ui);
}

}  // namespace backstep
