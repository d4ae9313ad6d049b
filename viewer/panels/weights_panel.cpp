// The weights of the first layer as pictures, one a unit, and what belongs to them pixel by pixel: the gradient, the
// change, what the optimizer remembers.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/model/number.h"
#include "viewer/panels/cell_menu.h"
#include "viewer/panels/panels.h"
#include "viewer/panels/tiles.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/digit_image.h"
#include "viewer/widgets/heatmap.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

constexpr const char* follow = "the newest";

std::size_t at(int index) { return static_cast<std::size_t>(index); }

void update(PanelContext& context) {
    WeightsState& state = context.state.weights;
    const MadeFor now{context.session.trace, context.session.position};
    if (!(state.made_for == now)) state.pictures = weight_pictures(context.session);
    state.made_for = now;
}

// Of the values: the one that was chosen, if this recording has it, else the newest.
int shown_value(const WeightsState& state) {
    const std::vector<PicturedValue>& values = state.pictures.values;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i].name == state.chosen) return static_cast<int>(i);
    return state.pictures.newest;
}

void draw_choices(PanelContext& context, int shown) {
    Ui& ui = context.ui;
    WeightsState& state = context.state.weights;
    std::vector<std::string> names{follow};
    for (const PicturedValue& value : state.pictures.values) names.push_back(value.name);
    int chosen = state.chosen.empty() ? 0 : shown + 1;
    if (choice(ui, "##value", names, chosen, 150 * ui.theme.scale)) state.chosen = chosen == 0 ? "" : names[at(chosen)];
    ImGui::SameLine(0, ui.theme.gap);
    const std::vector<std::string> scales{"one scale", "a scale each"};
    int own = state.own_scale ? 1 : 0;
    if (segmented(ui, "scale", scales, own)) state.own_scale = own == 1;
}

// Measured once, as long as recording and value stay.
const std::vector<double>& largest_of(PanelContext& context, int shown, const Numbers& numbers,
                                      const std::optional<Numbers>& minus) {
    WeightsState& state = context.state.weights;
    if (state.measured != context.session.trace || state.measured_value != shown)
        state.largest = largest_of_units(numbers, minus);
    state.measured = context.session.trace;
    state.measured_value = shown;
    return state.largest;
}

void draw_unit(PanelContext& context, const PicturedValue& value, const UnitPicture& picture, double largest,
               double max, float size) {
    Ui& ui = context.ui;
    const Session& session = context.session;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    HeatmapStyle style;
    style.max = max;
    style.digits = false;
    style.version =
        combine_hash(session.trace->serial, static_cast<std::uint64_t>(value.event * 2 + (value.minus ? 1 : 0)));
    const std::optional<CellRef>& selected = session.selected;
    if (selected && selected->event == value.event && selected->row == picture.unit)
        style.selected = Cell{selected->col / picture.cols, selected->col % picture.cols};
    const HeatmapResult result = heatmap(ui, fmt::format("unit {}", picture.unit).c_str(), picture,
                                         image_box(picture.rows, picture.cols, size), style);
    const auto pixel_of = [&](Cell cell) { return cell.row * picture.cols + cell.col; };
    if (result.hovered) {
        const Cell cell = *result.hovered;
        tooltip(ui, fmt::format("unit {}, pixel ({},{}): {} ({},{}) = {}", picture.unit, cell.row, cell.col, value.name,
                                picture.unit, pixel_of(cell),
                                short_number(picture(cell.row, cell.col), context.state.digits)));
    }
    if (result.hovered && value.minus)  // what stands in no recording
        offer_number_menu(context, picture(result.hovered->row, result.hovered->col), true);
    else if (result.hovered)
        offer_cell_menu(context, {value.event, picture.unit, pixel_of(*result.hovered)}, true);
    if (result.clicked) context.actions.push_back(SelectCell{{value.event, picture.unit, pixel_of(*result.clicked)}});
    const Rect below{{corner.x, corner.y + size + 2 * ui.theme.scale},
                     {corner.x + size, corner.y + size + 18 * ui.theme.scale}};
    const std::string number = std::to_string(picture.unit), reach = brief_number(largest, 2);
    text_in(ui, below, {0, 0}, number, {.font = ui.fonts.small, .color = ui.theme.text});
    if (text_width(ui, "000  ±0.000", ui.fonts.small) < size)
        text_in(ui, below, {1, 0}, "±" + reach, {.font = ui.fonts.small, .color = ui.theme.dim});
}

void draw_units(PanelContext& context, const PicturedValue& value, int shown) {
    Ui& ui = context.ui;
    const Trace& trace = *context.session.trace;
    const Numbers numbers = trace.value(value.event);
    const std::optional<Numbers> minus = value.minus ? std::optional<Numbers>(trace.value(*value.minus)) : std::nullopt;
    const std::vector<double>& largest = largest_of(context, shown, numbers, minus);
    const bool own = context.state.weights.own_scale;
    const double most = largest.empty() ? 0 : *std::max_element(largest.begin(), largest.end());
    const ImageSize shape = context.state.weights.pictures.size;
    const float label = 18 * ui.theme.scale, gap = 8 * ui.theme.scale, legend = 34 * ui.theme.scale;
    ImVec2 room = ImGui::GetContentRegionAvail();
    if (!own) room.y -= legend;
    begin_scroll(ui, "units", room);
    ImVec2 corner = ImGui::GetCursorScreenPos();
    corner.x += ui.theme.hairline, corner.y += ui.theme.hairline;  // for the frame of the first picture
    const TileRoom tile_room{
        {room.x - 14 * ui.theme.scale, room.y}, label, gap, 56 * ui.theme.scale, 196 * ui.theme.scale,
        std::max(shape.rows, shape.cols)};
    const Tiles tiles = tiles_for(numbers.rows, tile_room);
    for (int unit = 0; unit < numbers.rows; ++unit) {
        ImGui::SetCursorScreenPos(tiles.corner(unit, corner, tile_room));
        const UnitPicture picture{numbers, minus, unit, shape.rows, shape.cols};
        draw_unit(context, value, picture, largest[at(unit)], own ? largest[at(unit)] : most, tiles.size);
    }
    ImGui::SetCursorScreenPos({corner.x, corner.y + tiles.height(numbers.rows, tile_room) - gap - 1});
    ImGui::Dummy({1, 1});
    end_scroll(ui);
    if (!own && most > 0) heatmap_legend(ui, most, std::min(room.x, 280 * ui.theme.scale), context.state.digits);
}

}  // namespace

void draw_weights(PanelContext& context) {
    Ui& ui = context.ui;
    begin_panel(ui, "weights", context.place, {.scroll = false, .border_left = true});
    update(context);
    const WeightsState& state = context.state.weights;
    if (state.pictures.values.empty()) {
        wrapped_text(ui, "This recording has no value with a number for each pixel and unit.", {.color = ui.theme.dim});
        return end_panel(ui);
    }
    const int shown = shown_value(state);
    draw_choices(context, shown);
    const PicturedValue value = state.pictures.values[at(shown)];
    const Event& event = context.session.trace->events[at(value.event)];
    ImGui::Dummy({0, 2 * ui.theme.scale});
    text(ui, value.name, {.color = phase_color(ui.theme, event.phase)});
    ImGui::SameLine(0, ui.theme.gap);
    if (event.index >= context.session.position) {
        dim_text(ui, "has not run yet;");
        ImGui::SameLine(0, ui.theme.gap / 2);
        if (link(ui, fmt::format("go to {}##to value", event.name.text()).c_str()))
            context.actions.push_back(GoToPosition{event.index + 1});
    } else {
        dim_text(ui, "one picture a unit, a pixel a weight");
        ImGui::Dummy({0, ui.theme.gap / 2});
        draw_units(context, value, shown);
    }
    end_panel(ui);
}

}  // namespace backstep
