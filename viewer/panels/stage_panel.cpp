// The current event: its equation with the shapes, and the same equation as a row of heatmaps.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/panels/lit.h"
#include "viewer/panels/matching.h"
#include "viewer/panels/panels.h"
#include "viewer/panels/picture.h"
#include "viewer/panels/slow_motion.h"
#include "viewer/panels/stage_matrix.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/math.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

void draw_title(PanelContext& context, const Event& event) {
    Ui& ui = context.ui;
    const Color color = phase_color(ui.theme, event.phase);
    text(ui, event.name.text(), {.font = ui.fonts.heading, .color = color});
    ImGui::SameLine(0, 2 * ui.theme.gap);
    std::vector<std::string> where{phase_name(event.phase)};  // from short to long
    const auto add = [&](const std::string& more) { where.push_back(where.back() + "  ·  " + more); };
    if (event.layer()) add(fmt::format("layer {}", event.layer()));
    if (context.session.trace->events.back().step > 1) add(fmt::format("step {}", event.step));
    if (event.version) add(fmt::format("also called {}@{}", event.name.text(), event.version));
    add(fmt::format("value {} of {}", event.index + 1, context.session.count()));
    std::ranges::reverse(where);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + (font_size(ui.fonts.heading) - font_size(ui.fonts.sans)) / 2);
    fitted_text(ui, where, ImGui::GetContentRegionAvail().x, {.font = ui.fonts.small, .color = ui.theme.dim});
}

void draw_equation(PanelContext& context, const EquationView& view) {
    const float width = ImGui::GetContentRegionAvail().x;
    const bool large = formula_size(context.ui, view.tex_with_shapes, {.large = true}).x < width;
    ImGui::Dummy({0, context.ui.theme.gap / 2});
    formula(context.ui, "equation", view.tex_with_shapes, {.large = large, .centered_in = width});
    ImGui::Dummy({0, context.ui.theme.gap});
}

struct Shown {
    EquationPiece piece;  // the result first; a sign has no event
    std::string name;
};

// The equation from left to right: result, =, operands and the signs between them.
std::vector<Shown> shown_parts(const EquationView& view) {
    EquationPiece result;
    result.event = view.event;
    result.rows = view.rows;
    result.cols = view.cols;
    std::vector<Shown> shown{{result, view.symbol}};
    if (view.given) return shown;
    EquationPiece equals;
    equals.text = view.sign;
    shown.push_back({equals, {}});
    for (const EquationPiece& piece : view.pieces) {
        Shown part{piece, piece.text};
        if (piece.event < 0) {
            // The ᵀ stands in the matrix's own label.
            if (part.piece.text.rfind("ᵀ", 0) == 0) part.piece.text.erase(0, std::string_view("ᵀ").size());
            const std::size_t begin = part.piece.text.find_first_not_of(' ');
            if (begin == std::string::npos) continue;
            part.piece.text = part.piece.text.substr(begin, part.piece.text.find_last_not_of(' ') + 1 - begin);
            std::replace(part.piece.text.begin(), part.piece.text.end(), '_', ' ');
        }
        shown.push_back(part);
    }
    return shown;
}

std::vector<PicturePart> measured_parts(PanelContext& context, const std::vector<Shown>& shown) {
    const Ui& ui = context.ui;
    std::vector<PicturePart> parts;
    for (const Shown& part : shown) {
        PicturePart out;
        if (part.piece.event < 0)
            out.label_width = text_width(ui, part.piece.text, ui.fonts.large),
            out.closes = part.piece.text.find_first_not_of(",)") == std::string::npos;
        else {
            out.rows = part.piece.transposed ? part.piece.cols : part.piece.rows;
            out.cols = part.piece.transposed ? part.piece.rows : part.piece.cols;
            const std::string shape = std::to_string(out.rows) + "×" + std::to_string(out.cols);
            out.label_width =
                std::max({text_width(ui, part.name + "ᵀ", ui.fonts.small), text_width(ui, shape, ui.fonts.small),
                          text_width(ui, extent_text(measure_of(context, part.piece.event)), ui.fonts.tiny)});
        }
        parts.push_back(out);
    }
    // The last sign, "/ m", has nothing behind it to go with.
    parts.back().closes = parts.back().closes || shown.back().piece.event < 0;
    return parts;
}

void draw_picture(PanelContext& context, const EquationView& view, float bottom) {
    Ui& ui = context.ui;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const std::vector<Shown> shown = shown_parts(view);
    std::vector<PicturePart> parts = measured_parts(context, shown);
    PictureRoom room;
    room.size = {ImGui::GetContentRegionAvail().x, bottom - corner.y};
    room.gap = ui.theme.gap;
    room.label_height = 68 * ui.theme.scale;
    room.largest_cell = 64 * ui.theme.scale;
    room.smallest = 18 * ui.theme.scale;
    const float used = place_parts(parts, room);
    const float down = std::round(std::max(0.0F, (room.size.y - used) / 3));
    float widest = 0;
    for (const PicturePart& part : parts) widest = std::max(widest, part.rect.max.x);
    const float aside = std::round(std::max(0.0F, (room.size.x - widest) / 2));
    const std::optional<CellRef> selected = context.session.selected;
    std::optional<Rect> left_factor;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        Rect rect = parts[i].rect;
        for (ImVec2* point : {&rect.min, &rect.max}) *point = {point->x + corner.x + aside, point->y + corner.y + down};
        const EquationPiece& piece = shown[i].piece;
        if (piece.event < 0) {
            text_in(ui, {{rect.min.x - 40, rect.min.y - 40}, {rect.max.x + 40, rect.max.y + 40}}, {0.5F, 0.5F},
                    piece.text, {.font = ui.fonts.large});
            continue;
        }
        HeatmapStyle style;
        if (selected && selected->event == piece.event)
            style.selected = Cell{selected->row, selected->col};
        else if (selected && selected->event == view.event && i > 0)
            light_operand(style, piece, value_of(context.session, piece.event), view, {selected->row, selected->col});
        if (i > 0) frame_walked_cell(style, context.session, piece.event);
        draw_matrix(context, rect, piece.event, piece.transposed, style);
        draw_labels(context, rect, shown[i].name, piece, i == 0);
        if (i == 0) continue;
        mark_matching_sides(ui, rect, piece);
        if (left_factor && piece.matches_left) join_matching_sides(ui, *left_factor, rect);
        left_factor = piece.matches_right ? std::optional(rect) : std::nullopt;
    }
}

// One matrix alone, as large as it gets, with its numbers in the cells.
void draw_alone(PanelContext& context, int event, float bottom) {
    Ui& ui = context.ui;
    const Event& of = context.session.trace->events[static_cast<std::size_t>(event)];
    const Numbers value = value_of(context.session, event);
    text(ui, fmt::format("{}  {}×{}", of.name.text(), value.rows, value.cols), {.font = ui.fonts.heading});
    if (link(ui, "back to the equation")) context.state.stage.alone.reset();
    HeatmapStyle style;
    style.largest_cell = 72;
    know_numbers(context, event, style);
    if (const auto& at = context.session.selected; at && at->event == event) style.selected = {at->row, at->col};
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    ImVec2 room{ImGui::GetContentRegionAvail().x, bottom - corner.y};
    // Cells that are too narrow for numbers need no height for them either.
    const ImVec2 free = heatmap_size(ui, value, room, style);
    const float cell_width = free.x / static_cast<float>(value.cols);
    if (cell_width < 38 * ui.theme.scale && value.rows > 1)
        room.y = std::min(room.y, std::max(cell_width * 1.5F, 4.0F) * static_cast<float>(value.rows));
    const ImVec2 size = heatmap_size(ui, value, room, style);
    ImGui::SetCursorScreenPos({std::round(corner.x + (room.x - size.x) / 2), corner.y + ui.theme.gap});
    answer_mouse(context, event, heatmap(ui, of.name.text().c_str(), value, {room.x, room.y - ui.theme.gap}, style));
}

void draw_legend(PanelContext& context, int event) {
    const Rect& place = context.place;
    const float width = std::min(280 * context.ui.theme.scale, place.width() - 2 * context.ui.theme.margin);
    ImGui::SetCursorScreenPos({place.center().x - width / 2, place.max.y - 48 * context.ui.theme.scale});
    const std::string name = context.session.trace->events[static_cast<std::size_t>(event)].name.text();
    const float line = font_size(context.ui.fonts.small) + 6 * context.ui.theme.scale;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const auto [largest, finite] = measure_of(context, event);
    std::string title = "colours of " + name;
    if (largest == 0) title = finite ? "every number of " + name + " is 0" : title;
    if (!finite) title += ", magenta is NaN or ∞";
    text_in(context.ui, {{place.min.x, corner.y - line}, {place.max.x, corner.y}}, {0.5F, 0}, title,
            {.font = context.ui.fonts.small, .color = context.ui.theme.dim});
    ImGui::SetCursorScreenPos(corner);
    if (largest > 0) heatmap_legend(context.ui, largest, width, context.state.digits);
}

void draw_before_first(PanelContext& context) {
    Ui& ui = context.ui;
    const float top = context.place.min.y + context.place.height() * 0.3F;
    const Rect line{{context.place.min.x, top}, {context.place.max.x, top + 40 * ui.theme.scale}};
    const Session& session = context.session;
    const bool trains = !session.timelines.empty();
    const bool again = trains && session.timelines.step <= session.timelines.timeline()->trained();
    text_in(ui, line, {0.5F, 0.5F}, again ? "The beginning of this step" : "Nothing has run yet",
            {.font = ui.fonts.heading});
    const Rect below{{line.min.x, line.max.y}, {line.max.x, line.max.y + 32 * ui.theme.scale}};
    text_in(ui, below, {0.5F, 0.5F},
            again    ? "Press → to run its first line once more."
            : trains ? "Press → to run the first line of this step, or t to train."
                     : "Press → to run the first line, and ← to take it back.",
            {.color = ui.theme.dim});
}

}  // namespace

void draw_stage(PanelContext& context) {
    const Session& session = context.session;
    begin_panel(context.ui, "stage", context.place, {.scroll = false, .border_left = true});
    std::optional<int>& alone = context.state.stage.alone;
    const MadeFor now{session.trace, session.position};
    if ((alone && *alone >= session.count()) || context.state.stage.made_for != now) alone.reset();  // a step ends it
    context.state.stage.made_for = now;
    const float bottom = context.place.max.y - 76 * context.ui.theme.scale;
    if (const Event* event = session.current()) {
        if (alone)
            draw_alone(context, *alone, bottom);
        else {
            const EquationView view = equation_view(*session.trace, event->index);
            draw_title(context, *event);
            draw_equation(context, view);
            draw_picture(context, view, bottom);
        }
        draw_legend(context, alone ? *alone : event->index);
    } else if (session.trace)
        draw_before_first(context);
    end_panel(context.ui);
}

}  // namespace backstep
