#include "viewer/panels/stage_matrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/model/number.h"
#include "viewer/model/term_text.h"
#include "viewer/panels/cell_menu.h"
#include "viewer/panels/edited.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

std::string cell_name(const Session& session, int event, Cell cell, int digits) {
    const char* by_hand = set_by_hand(*session.trace, event, cell.row, cell.col) ? ", set by hand" : "";
    const std::string number = short_number(value_of(session, event)(cell.row, cell.col), digits);
    return cell_name(*session.trace, event, cell.row, cell.col) + " = " + number + by_hand;
}

}  // namespace

Numbers value_of(const Session& session, int event) { return session.trace->value(event); }

const StageState::Measure& measure_of(PanelContext& context, int event) {
    StageState& state = context.state.stage;
    if (state.measured != context.session.trace) {
        state.measured = context.session.trace;
        state.measures.clear();
    }
    const auto [found, is_new] = state.measures.try_emplace(event);
    if (is_new)
        value_of(context.session, event).visit([&of = found->second](double number) {
            of.finite = of.finite && std::isfinite(number);
            of.largest = std::isfinite(number) ? std::max(of.largest, std::abs(number)) : of.largest;
        });
    return found->second;
}

void know_numbers(PanelContext& context, int event, HeatmapStyle& style) {
    style.max = measure_of(context, event).largest;
    style.significant = context.state.digits;
    style.version = combine_hash(context.session.trace->serial, static_cast<std::uint64_t>(event));
}

void answer_mouse(PanelContext& context, int event, const HeatmapResult& result) {
    offer_menu(context, event, result);
    if (result.hovered) tooltip(context.ui, cell_name(context.session, event, *result.hovered, context.state.digits));
    if (result.clicked) context.actions.push_back(SelectCell{{event, result.clicked->row, result.clicked->col}});
    if (result.double_clicked) {
        std::optional<int>& alone = context.state.stage.alone;
        alone = alone ? std::nullopt : std::optional(event);
    }
}

std::string extent_text(const StageState::Measure& measure) {
    const std::string extent = measure.largest == 0 ? "all 0" : "±" + short_number(measure.largest, 3);
    return measure.finite ? extent : extent + ", NaN or ∞";
}

void draw_labels(PanelContext& context, const Rect& picture, const std::string& name, const EquationPiece& piece,
                 bool is_result) {
    Ui& ui = context.ui;
    const float line = font_size(ui.fonts.small) + 5 * ui.theme.scale;
    const float reach = 80 * ui.theme.scale;
    const Rect above{{picture.min.x - reach, picture.min.y - line}, {picture.max.x + reach, picture.min.y}};
    text_in(ui, above, {0.5F, 0.5F}, piece.transposed ? name + "ᵀ" : name,
            {.font = ui.fonts.small, .color = ui.theme.text});
    const int rows = piece.transposed ? piece.cols : piece.rows, cols = piece.transposed ? piece.rows : piece.cols;
    const std::string first = std::to_string(rows), last = std::to_string(cols);
    float x = picture.center().x - text_width(ui, first + "×" + last, ui.fonts.small) / 2;
    const float y = picture.max.y + 5 * ui.theme.scale;
    const auto put = [&](const std::string& what, bool matched) {
        const Color color = matched && !is_result ? ui.theme.accent : ui.theme.dim;
        x = text_at(ui, {x, y}, what, {.font = ui.fonts.small, .color = color}).max.x;
    };
    put(first, piece.matches_left);
    put("×", false);
    put(last, piece.matches_right);
    if (is_result) return;  // its colours have a legend
    const float below = y + font_size(ui.fonts.small) + 2 * ui.theme.scale;
    const Rect line_below{{above.min.x, below}, {above.max.x, below + font_size(ui.fonts.tiny)}};
    text_in(ui, line_below, {0.5F, 0}, extent_text(measure_of(context, piece.event)),
            {.font = ui.fonts.tiny, .color = ui.theme.dim});
}

void draw_matrix(PanelContext& context, const Rect& picture, int event, bool transposed, const HeatmapStyle& wanted) {
    HeatmapStyle style = wanted;
    style.transposed = transposed;
    style.largest_cell = 1000;
    know_numbers(context, event, style);
    const Trace& trace = *context.session.trace;
    const std::string name = trace.events[static_cast<std::size_t>(event)].name.text() + "##" + std::to_string(event);
    const Numbers value = value_of(context.session, event);
    ImGui::SetCursorScreenPos(picture.min);
    const HeatmapResult result = heatmap(context.ui, name.c_str(), value, picture.size(), style);
    mark_edits(context.ui, trace, event, result);
    answer_mouse(context, event, result);
}

}  // namespace backstep
