// The images of the batch, each with its label and what the network says.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "viewer/model/batch.h"
#include "viewer/model/number.h"
#include "viewer/panels/panels.h"
#include "viewer/panels/tiles.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/digit_image.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

constexpr int most_shown = 256;  // of a batch that is all the data

void draw_digit(PanelContext& context, const BatchView& batch, const BatchDigit& digit, ImVec2 corner, float size) {
    Ui& ui = context.ui;
    const Session& session = context.session;
    const Numbers X = session.trace->value(batch.event);
    std::optional<int> pixel;
    const std::optional<CellRef>& selected = session.selected;
    if (selected && selected->event == batch.event && selected->col == digit.column) pixel = selected->row;
    ImGui::SetCursorScreenPos(corner);
    const std::string name = fmt::format("digit {}", digit.column);
    const HeatmapResult result =
        digit_image(ui, name.c_str(), X, digit.column, {batch.rows, batch.cols, batch.ink}, size, pixel);
    const bool is_column = selected && selected->event != batch.event && selected->col == digit.column &&
                           session.trace->value(selected->event).cols == X.cols;
    if (is_column)
        ImGui::GetWindowDrawList()->AddRect(result.rect.min, result.rect.max, ui.theme.accent, 0, 0,
                                            2 * ui.theme.scale);
    if (result.hovered) {
        std::string line = fmt::format("example {}", digit.column);
        if (digit.label >= 0) line += fmt::format(", label {}", digit.label);
        if (digit.prediction >= 0)
            line += fmt::format("\nsays {} with probability {}", digit.prediction,
                                short_number(digit.probability, context.state.digits));
        const Cell at = *result.hovered;
        line += fmt::format("\npixel ({},{}) = {}", at.row / batch.cols, at.row % batch.cols,
                            short_number(X(at.row, at.col), context.state.digits));
        tooltip(ui, line);
    }
    if (result.clicked) context.actions.push_back(SelectCell{{batch.event, result.clicked->row, result.clicked->col}});
    if (digit.label < 0 && digit.prediction < 0) return;
    const Rect below{{corner.x, corner.y + size}, {corner.x + size, corner.y + size + 16 * ui.theme.scale}};
    const bool read = digit.prediction >= 0, labelled = digit.label >= 0;
    const std::string label =
        (labelled ? std::to_string(digit.label) : "") + (read ? fmt::format("→{}", digit.prediction) : "");
    const Color color = !read ? ui.theme.dim : !labelled || digit.right() ? ui.theme.text : ui.theme.warning;
    text_in(ui, below, {0.5F, 0}, label, {.font = ui.fonts.small, .color = color});
}

// Made once for each position: a batch that is all the data has tens of thousands of images.
const BatchView& current_batch(PanelContext& context) {
    BatchState& state = context.state.batch;
    const MadeFor now{context.session.trace, context.session.position};
    if (!(state.made_for == now)) state.view = batch_view(context.session);
    state.made_for = now;
    return state.view;
}

}  // namespace

void draw_batch(PanelContext& context) {
    Ui& ui = context.ui;
    const Theme& theme = ui.theme;
    begin_panel(ui, "batch", context.place, {.border_left = true, .border_top = true});
    const BatchView& batch = current_batch(context);
    const int all = static_cast<int>(batch.digits.size()), count = std::min(all, most_shown);
    std::string title = all == 1 ? "1 example" : fmt::format("{} examples", all);
    if (count < all) title += fmt::format(", the first {} below", count);
    const bool labelled = !batch.digits.empty() && batch.digits.front().label >= 0;
    if (batch.prediction_event >= 0 && labelled) title += fmt::format(", {} right  ·  label→prediction", batch.right);
    wrapped_text(ui, title, {.font = ui.fonts.small, .color = theme.dim});
    const float label = labelled || batch.prediction_event >= 0 ? 16 * theme.scale : 0, gap = 4 * theme.scale;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const TileRoom room{ImGui::GetContentRegionAvail(), label, gap, 22 * theme.scale, 84 * theme.scale};
    const Tiles tiles = tiles_for(count, room);
    for (const BatchDigit& digit : std::span(batch.digits).first(static_cast<std::size_t>(count)))
        draw_digit(context, batch, digit, tiles.corner(digit.column, corner, room), tiles.size);
    ImGui::SetCursorScreenPos({corner.x, corner.y + tiles.height(count, room) - 1});
    ImGui::Dummy({1, 1});
    end_panel(ui);
}

}  // namespace backstep
