// One weight in the shown step, a column a racer: the gradient, what the optimizer remembers, and the step it makes.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

#include "engine/math/error.h"
#include "viewer/model/number.h"
#include "viewer/panels/cell_menu.h"
#include "viewer/panels/race_parts.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

constexpr std::pair<const char*, double RacerWeight::*> rows[] = {{"W before", &RacerWeight::before},
                                                                  {"gradient dW", &RacerWeight::gradient},
                                                                  {"m", &RacerWeight::m},
                                                                  {"v", &RacerWeight::v},
                                                                  {"m̂", &RacerWeight::m_hat},
                                                                  {"v̂", &RacerWeight::v_hat},
                                                                  {"step", &RacerWeight::change},
                                                                  {"W after", &RacerWeight::after}};

// The weight that belongs to the selected cell; without one, the first of the last layer.
void choose(PanelContext& context) {
    RaceState& state = context.state.race;
    const Session& session = context.session;
    const MlpSettings& network = session.timelines.timeline()->plan().network;
    if (state.layer == 0) state.layer = static_cast<int>(network.layers.size()) - 1;
    if (!session.selected || !session.trace) return;
    const Event& event = session.trace->events[at(session.selected->event)];
    const std::string_view symbol = event.name.symbol;
    if ((symbol != "W" && symbol != "dW") || event.name.layer < 1) return;
    const bool same =
        state.layer == event.name.layer && state.row == session.selected->row && state.col == session.selected->col;
    if (!same) state.followed.clear();
    state.layer = event.name.layer;
    state.row = session.selected->row;
    state.col = session.selected->col;
}

// Records the shown step of one racer a frame, if that has changed.
void follow(PanelContext& context) {
    RaceState& state = context.state.race;
    const Session& session = context.session;
    const std::vector<int>& who = racers(session);
    state.followed.resize(who.size());
    for (std::size_t i = 0; i < who.size(); ++i) {
        const auto& timeline = session.timelines.all[at(who[i])].timeline;
        const long step = std::min(session.timelines.step, timeline->trained());
        RaceState::Followed& followed = state.followed[i];
        if (step < 1 || (followed.timeline == timeline && followed.step == step)) continue;
        followed.timeline = timeline;
        followed.step = step;
        try {
            followed.weight = weight_of(*timeline->record(*session.compute, step), state.layer, state.row, state.col);
        } catch (const std::exception& error) {
            context.state.notice = mistake(error.what());
        }
        context.ui.animating = true;
        return;
    }
}

}  // namespace

void draw_race_weight(PanelContext& context) {
    Ui& ui = context.ui;
    if (context.session.timelines.racing) return;
    choose(context);
    follow(context);
    const RaceState& state = context.state.race;
    const std::vector<int>& who = racers(context.session);
    const long step = context.session.timelines.step;
    text(ui, fmt::format("W[{}]({},{}) in step {}", state.layer, state.row, state.col, step));
    ImGui::SameLine(0, ui.theme.gap);
    clipped_text(ui, "select another cell of a W or dW to follow it", ImGui::GetContentRegionAvail().x,
                 {.font = ui.fonts.small, .color = ui.theme.dim});
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, first = 96 * ui.theme.scale,
                line = font_size(ui.fonts.sans) + 5 * ui.theme.scale;
    const float column = (width - first) / static_cast<float>(std::max<std::size_t>(who.size(), 1));
    const auto cell = [&](std::size_t racer, int row) {
        const float x = corner.x + first + static_cast<float>(racer) * column,
                    y = corner.y + static_cast<float>(row) * line;
        return Rect{{x, y}, {x + column - ui.theme.gap, y + line}};
    };
    for (std::size_t i = 0; i < who.size(); ++i)
        text_in(ui, cell(i, 0), {1, 0.5F}, name_of_racer(context.session, who[i]), {.color = racer_color(ui.theme, i)});
    int row = 1;
    for (const auto& [name, member] : rows) {
        const auto has = [member = member](const RaceState::Followed& one) { return !std::isnan(one.weight.*member); };
        if (std::none_of(state.followed.begin(), state.followed.end(), has)) continue;
        text_in(ui, {{corner.x, cell(0, row).min.y}, {corner.x + first, cell(0, row).max.y}}, {0, 0.5F}, name,
                {.color = ui.theme.dim});
        for (std::size_t i = 0; i < state.followed.size(); ++i) {
            const RaceState::Followed& one = state.followed[i];
            if (!one.timeline) continue;
            const double number = one.weight.*member;
            text_in(ui, cell(i, row), {1, 0.5F}, std::isnan(number) ? "–" : short_number(number),
                    {.font = ui.fonts.mono, .color = std::isnan(number) ? ui.theme.dim : ui.theme.text});
            const std::string place = fmt::format("about {} of {}", name, name_of_racer(context.session, who[i]));
            if (!std::isnan(number))
                offer_number_menu(context, number, hit_area(ui, place.c_str(), cell(i, row)).hovered);
        }
        ++row;
    }
    ImGui::SetCursorScreenPos({corner.x, corner.y + static_cast<float>(row) * line});
    ImGui::Dummy({1, 1});
}

}  // namespace backstep
