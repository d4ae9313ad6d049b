// Where the selected number came from: its formula, the terms with the largest first, their sum, and a link to every
// number that went in.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <utility>

#include "viewer/model/batch.h"
#include "viewer/model/number.h"
#include "viewer/model/origin.h"
#include "viewer/panels/cell_menu.h"
#include "viewer/panels/edited.h"
#include "viewer/panels/panels.h"
#include "viewer/panels/slow_motion.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

constexpr int most_terms = 60;

std::string name_of(const Session& session, const CellRef& cell) {
    const Event& event = session.trace->events[static_cast<std::size_t>(cell.event)];
    return fmt::format("{}({},{})", event.name.text(), cell.row, cell.col);
}

// The way here, each cell a link back.
void draw_trail(PanelContext& context) {
    const std::vector<CellRef>& trail = context.session.trail;
    const std::size_t shown = std::min<std::size_t>(trail.size(), 3);
    if (trail.size() > shown) {
        const int back = static_cast<int>(shown) + 1;
        if (link(context.ui, "…##trail")) context.actions.push_back(TrailBack{back});
        if (ImGui::IsItemHovered()) tooltip(context.ui, fmt::format("{} numbers before these", trail.size() - shown));
        ImGui::SameLine(0, context.ui.theme.gap / 2);
        dim_text(context.ui, "›");
        ImGui::SameLine(0, context.ui.theme.gap / 2);
    }
    for (std::size_t i = trail.size() - shown; i < trail.size(); ++i) {
        const std::string label = name_of(context.session, trail[i]) + "##trail" + std::to_string(i);
        if (link(context.ui, label.c_str())) context.actions.push_back(TrailBack{static_cast<int>(trail.size() - i)});
        offer_cell_menu(context, trail[i], ImGui::IsItemHovered());
        ImGui::SameLine(0, context.ui.theme.gap / 2);
        dim_text(context.ui, "›");
        ImGui::SameLine(0, context.ui.theme.gap / 2);
    }
    text(context.ui, context.state.explanation.view.name, {.font = context.ui.fonts.bold});
}

// Links side by side, as many to a line as fit in `width`; a long list shows its beginning.
void draw_links(PanelContext& context, const std::vector<CellLink>& cells, const char* between, float width, int id) {
    constexpr std::size_t most = 6;
    Ui& ui = context.ui;
    const float left = ImGui::GetCursorScreenPos().x, gap = ui.theme.gap / 2;
    const float sign = text_width(ui, between) + 2 * gap;
    float x = left;
    for (std::size_t i = 0; i < std::min(cells.size(), most); ++i) {
        const float needed = text_width(ui, cells[i].name);
        if (i > 0 && x + sign + needed > left + width)
            x = left;
        else if (i > 0) {
            ImGui::SameLine(0, gap);
            dim_text(ui, between);
            ImGui::SameLine(0, gap);
            x += sign;
        }
        const std::string label = fmt::format("{}##{}.{}", cells[i].name, id, i);
        if (link(ui, label.c_str())) context.actions.push_back(FollowCell{cells[i].cell});
        offer_cell_menu(context, cells[i].cell, ImGui::IsItemHovered());
        x += needed;
    }
    if (cells.size() > most) dim_text(ui, fmt::format("and {} more", cells.size() - most));
}

// One term: its value, its operands as links, their numbers, and a bar for its share of the sum.
void draw_term(PanelContext& context, const ExplanationTerm& term) {
    Ui& ui = context.ui;
    const float scale = ui.theme.scale;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float full = ImGui::GetContentRegionAvail().x, line = ImGui::GetTextLineHeight();
    const std::string value = short_number(term.value, context.state.digits);
    const float value_width = text_width(ui, value, ui.fonts.small);
    text_in(ui, {corner, {corner.x + full, corner.y + line}}, {1, 0}, value, {.font = ui.fonts.small});
    const bool is_product = term.cells.size() <= 2;
    draw_links(context, term.cells, is_product ? "·" : ",", full - value_width - ui.theme.gap, term.index);
    // The numbers stand behind the links, or below them where there is no room.
    const float used = ImGui::GetItemRectMax().x - corner.x + ui.theme.gap;
    const bool behind = is_product && used + text_width(ui, term.numbers, ui.fonts.small) + value_width < full;
    if (behind) {
        text_at(ui, {corner.x + used, corner.y + 2 * scale}, term.numbers,
                {.font = ui.fonts.small, .color = ui.theme.dim});
    } else {
        wrapped_text(ui, term.numbers, {.font = ui.fonts.small, .color = ui.theme.dim});
    }
    const float y = behind ? corner.y + line + scale : ImGui::GetItemRectMax().y + scale;
    const Color color = term.value < 0 ? ui.diverging.colors.front() : ui.diverging.colors.back();
    const float bar = std::max(1.0F, full * static_cast<float>(term.share));
    ImGui::GetWindowDrawList()->AddRectFilled({corner.x, y}, {corner.x + bar, y + 2 * scale}, color);
    ImGui::SetCursorScreenPos({corner.x, y + 5 * scale});
}

void draw_steps(PanelContext& context, const ExplanationView& view) {
    Ui& ui = context.ui;
    int id = 1 << 28;
    for (const ExplanationStep& step : view.steps) {
        wrapped_text(ui, fmt::format("{}   →   {}", step.text, short_number(step.value, context.state.digits)));
        // With a sum, what came before it is among the terms below.
        if (!step.cells.empty() && !(view.has_sum && step.cells.size() > 3))
            draw_links(context, step.cells, ",", ImGui::GetContentRegionAvail().x, id++);
    }
}

void draw_sum(PanelContext& context, const ExplanationView& view) {
    Ui& ui = context.ui;
    caption(ui, fmt::format("{}, largest first", view.sum_title));
    for (const ExplanationTerm& term : view.terms) draw_term(context, term);
    if (view.hidden > 0)
        dim_text(ui, fmt::format("and {} smaller terms, together {}", view.hidden,
                                 short_number(view.hidden_sum, context.state.digits)));
    if (view.zeros > 0) dim_text(ui, fmt::format("{} of {} terms are 0", view.zeros, view.count));
    text(ui, fmt::format("sum = {}", short_number(view.sum, context.state.digits)), {.font = ui.fonts.bold});
}

// A training can go on with another number in this cell: a number that is typed forks it.
void draw_edit(PanelContext& context, const CellRef& cell) {
    Ui& ui = context.ui;
    if (context.session.timelines.empty()) return;
    if (set_by_hand(*context.session.trace, cell.event, cell.row, cell.col))
        text(ui, "This number was set by hand.", {.font = ui.fonts.small, .color = ui.theme.warning});
    std::string& typed = context.state.explanation.typed;
    const bool entered = input(ui, "##set by hand", typed, 150 * ui.theme.scale, "set by hand…");
    if (ImGui::IsItemHovered() && !ImGui::IsItemActive())
        tooltip(ui, "A number and Enter: a fork that goes on from here with it");
    if (!entered || typed.empty()) return;
    char* end = nullptr;
    const double number = std::strtod(typed.c_str(), &end);
    if (end == typed.c_str() || *end)
        context.state.notice = mistake("'" + typed + "' is no number");
    else
        context.actions.push_back(EditCell{cell, number});
    typed.clear();
}

void draw_measured(PanelContext& context, const GradientProof& proof) {
    Ui& ui = context.ui;
    const std::vector<ProofLine> lines = lines_of(proof);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        wrapped_text(ui, lines[i].what, {.font = ui.fonts.small, .color = ui.theme.dim});
        const bool compared = i + 2 >= lines.size();
        text(ui, exact_number(lines[i].number),
             {.font = ui.fonts.mono, .color = compared ? ui.theme.accent : ui.theme.text});
    }
    const bool doubtful = proof.probe.crosses_kink || proof.digits < 4;
    wrapped_text(ui, verdict(proof), {.color = doubtful ? ui.theme.warning : ui.theme.text});
}

// A gradient can be measured: two more runs of the step with its number nudged.
void draw_proof(PanelContext& context, const CellRef& cell) {
    Ui& ui = context.ui;
    ExplanationState& state = context.state.explanation;
    if (!can_prove(context.session, cell)) return;
    const bool asked = std::exchange(state.prove, false);
    if (!state.proof &&
        (button(ui, "Prove it", {.tooltip = "Nudge the number it is the slope for, and compare the losses (p)"}) ||
         asked))
        try {
            state.proof = prove_gradient(context.session, cell);
        } catch (const std::exception& error) {
            context.state.notice = mistake(error.what());
        }
    if (!state.proof) return;
    caption(ui, "Measured");
    draw_measured(context, *state.proof);
}

// To the step before, unless an image is stepped through.
void offer_update(PanelContext& context, const CellRef& cell) {
    const Session& session = context.session;
    if (session.timelines.empty() || !was_updated(*session.trace, cell)) return;
    if (link(context.ui, "the update that made it")) context.actions.push_back(FindUpdate{cell});
}

// A pixel is marked in its image, which may be behind another tab.
void offer_image(PanelContext& context, const CellRef& cell) {
    std::string& tab = context.state.side_tab;
    const bool is_hidden = !context.session.timelines.empty() && !tab.empty() && tab != "Images";
    if (!is_hidden || batch_event(context.session) != cell.event) return;
    if (link(context.ui, "show its image")) tab = "Images";
}

void draw_view(PanelContext& context, const ExplanationView& view) {
    Ui& ui = context.ui;
    draw_trail(context);
    if (context.session.walk) draw_walk(context);
    wrapped_text(ui, view.given ? view.origin : view.equation);
    text(ui, fmt::format("= {}", exact_number(view.value)), {.font = ui.fonts.mono, .color = ui.theme.accent});
    note_item(ui, "about the number", {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()});
    offer_cell_menu(context, view.cell, ImGui::IsItemHovered());
    draw_edit(context, view.cell);
    draw_proof(context, view.cell);
    if (view.given) {
        offer_image(context, view.cell);
        return offer_update(context, view.cell);
    }
    if (view.has_sum && !context.session.walk) offer_walk(context);
    // What happens around the sum comes first, where it is in sight however many terms there are.
    if (view.has_sum)
        caption(ui, fmt::format("sum = {}, then", short_number(view.sum, context.state.digits)));
    else
        caption(ui, "Step by step");
    draw_steps(context, view);
    if (view.has_sum) draw_sum(context, view);
}

}  // namespace

void draw_explanation(PanelContext& context) {
    Ui& ui = context.ui;
    ExplanationState& state = context.state.explanation;
    const Session& session = context.session;
    begin_panel(ui, "explanation", context.place, {.border_left = true});
    if (!session.selected || !session.trace) {
        text(ui, "Where did this number come from?", {.font = ui.fonts.bold});
        wrapped_text(ui,
                     "Click any cell. Its formula appears here with the numbers in it, and each of them is a link "
                     "to where it came from, down to a pixel or an initial weight.",
                     {.color = ui.theme.dim});
        end_panel(ui);
        return;
    }
    const bool is_another = state.trace != session.trace || state.cell != session.selected;
    if (is_another || state.digits != context.state.digits) {
        state.trace = session.trace;
        state.cell = session.selected;
        state.digits = context.state.digits;
        state.view = explanation_view(*session.trace, *session.selected, most_terms, state.digits);
    }
    if (is_another) {
        state.proof.reset();
        ImGui::SetScrollY(0);
    }
    if (session.walk && !state.walking) ImGui::SetScrollY(0);
    state.walking = session.walk.has_value();
    draw_view(context, state.view);
    end_panel(ui);
}

}  // namespace backstep
