// One weight: the gradient, what the optimizer remembers, and the step it makes, over the steps of the race as curves,
// and in the shown step as a table with a column a racer.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

#include "engine/math/error.h"
#include "viewer/model/number.h"
#include "viewer/panels/cell_menu.h"
#include "viewer/panels/curve_tip.h"
#include "viewer/panels/curves.h"
#include "viewer/panels/number_text.h"
#include "viewer/panels/race_parts.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

constexpr int most_points = 128;  // of a curve

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// What optimizers mean by it, where that is not said by its name.
std::string meaning_of(double RacerWeight::*member) {
    if (member == &RacerWeight::m) return "Adam: the mean of the gradients";
    if (member == &RacerWeight::v) return "Momentum: the velocity\nAdam: the mean of the squares of the gradients";
    if (member == &RacerWeight::m_hat) return "Adam: m without its start at 0";
    if (member == &RacerWeight::v_hat) return "Adam: v without its start at 0";
    return "";
}

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
    if (state.place.layer == 0) state.place.layer = static_cast<int>(network.layers.size()) - 1;
    if (!session.selected || !session.trace) return;
    const Event& event = session.trace->events[at(session.selected->event)];
    const std::string_view symbol = event.name.symbol;
    if ((symbol != "W" && symbol != "dW") || event.name.layer < 1) return;
    const WeightPlace place{event.name.layer, session.selected->row, session.selected->col};
    if (!(place == state.place)) state.followed.clear();
    state.place = place;
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
        const bool will_be_there = session.timelines.racing && step < session.timelines.step;
        if (step < 1 || will_be_there || (followed.timeline == timeline && followed.step == step)) continue;
        followed.timeline = timeline;
        followed.step = step;
        try {
            const WeightPlace& place = state.place;
            followed.weight = weight_of(*timeline->record(*session.compute, step), place.layer, place.row, place.col);
        } catch (const std::exception& error) {
            context.state.notice = mistake(error.what());
        }
        context.ui.animating = true;
        return;
    }
}

bool is_known(const RaceState& state, double RacerWeight::*member) {
    return std::any_of(state.followed.begin(), state.followed.end(),
                       [&](const RaceState::Followed& one) { return one.timeline && !std::isnan(one.weight.*member); });
}

// Which weight, and which of its numbers the curves are of; gives the place of that among the rows.
std::size_t draw_head(PanelContext& context) {
    Ui& ui = context.ui;
    RaceState& state = context.state.race;
    std::vector<std::string> names;
    std::vector<std::size_t> offered;
    for (std::size_t row = 0; row < std::size(rows); ++row)
        if (is_known(state, rows[row].second)) offered.push_back(row), names.push_back(rows[row].first);
    constexpr std::size_t step_row = 6;
    const std::size_t wanted = state.quantity < 0 ? step_row : at(state.quantity);
    const auto found = std::find(offered.begin(), offered.end(), wanted);
    int chosen = found == offered.end() ? 0 : static_cast<int>(found - offered.begin());

    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, list = 128 * ui.theme.scale, high = ImGui::GetFrameHeight();
    const Rect row{corner, {corner.x + width - list - ui.theme.gap, corner.y + high}};
    const WeightPlace& place = state.place;
    const Rect said = text_in(
        ui, row, {0, 0.5F},
        fmt::format("W[{}]({},{}) in step {}", place.layer, place.row, place.col, context.session.timelines.step));
    const float left = said.max.x + ui.theme.gap;
    ImGui::SetCursorScreenPos({left, corner.y + (high - font_size(ui.fonts.small)) / 2});
    const std::string hints[] = {"select another cell of a W or dW to follow it", "select another cell of W or dW",
                                 "select a cell of W"};
    fitted_text(ui, hints, row.max.x - left, {.font = ui.fonts.small, .color = ui.theme.dim});
    ImGui::SetCursorScreenPos({row.max.x + ui.theme.gap, corner.y});
    if (!names.empty() && choice(ui, "##curves of", names, chosen, list))
        state.quantity = static_cast<int>(offered[at(chosen)]);
    ImGui::SetCursorScreenPos({corner.x, corner.y + high + ui.theme.gap / 2});
    return offered.empty() ? step_row : offered[at(chosen)];
}

// One step more is recorded in a frame, until the part that is shown is known.
void update_lines(PanelContext& context, const TimelineView& view, std::size_t row) {
    RaceState& state = context.state.race;
    const Session& session = context.session;
    RaceWeights::Racers who;
    for (const int racer : racers(session)) who.push_back(session.timelines.all[at(racer)].timeline);
    StepRange shown{1, view.steps};
    if (state.zoom.x)
        shown = {std::max(1L, std::lround(std::floor(state.zoom.x->low)) + 1),
                 std::min(view.steps, std::lround(std::ceil(state.zoom.x->high)))};
    state.weights.look_at(who, state.place, shown, most_points);
    try {
        const auto find = [&] { return state.weights.find(*session.compute); };
        if (take_look(context, RaceState::Look::weight, find) && !session.timelines.racing) context.ui.animating = true;
    } catch (const std::exception& error) {
        context.state.notice = mistake(error.what());
    }
    RaceState::WeightLines& made = state.weight_lines;
    const auto quantity = static_cast<int>(row);
    if (made.known == state.weights.known() && made.quantity == quantity && made.shown == shown &&
        made.lines.size() == who.size())
        return;
    made = {state.weights.known(), quantity, shown, {}};
    for (std::size_t i = 0; i < who.size(); ++i) made.lines.push_back(state.weights.line(i, rows[row].second));
}

void draw_curves(PanelContext& context, std::size_t row) {
    Ui& ui = context.ui;
    RaceState& state = context.state.race;
    const TimelineView view = timeline_view(context.session);
    update_lines(context, view, row);
    const float width = ImGui::GetContentRegionAvail().x;
    PlotStyle style = steps_axis(view, width, state.zoom);
    style.y_label = rows[row].first;
    std::vector<PlotSeries> series;
    const std::vector<int>& who = racers(context.session);
    for (std::size_t i = 0; i < who.size(); ++i) {
        const RaceWeights::Line& line = state.weight_lines.lines[i];
        if (std::all_of(line.y.begin(), line.y.end(), [](double y) { return std::isnan(y); })) continue;
        series.push_back({name_of_racer(context.session, who[i]), line.y, racer_color(ui.theme, i),
                          static_cast<double>(line.first) - 0.5, static_cast<double>(line.every), 1.8F});
    }
    const ImVec2 size{width, std::round(130 * ui.theme.scale)};
    const PlotResult result = plot(ui, "weight over the steps", series, size, style, &state.zoom);
    if (result.hovered) {
        std::string words = curve_words(view, *result.hovered, series, context.state.digits);
        if (const long every = state.weights.every(); every > 1)
            words += fmt::format("\na step in {} is drawn; look closer for more", every);
        draw_curve_tip(context, words, state.zoom);
    }
    go_where_clicked(context, view, result);
}

void draw_table(PanelContext& context) {
    Ui& ui = context.ui;
    const RaceState& state = context.state.race;
    const std::vector<int>& who = racers(context.session);
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
    const auto lags = [&](const RaceState::Followed& one) {
        return one.timeline && one.timeline->trained() < context.session.timelines.step;
    };
    if (std::any_of(state.followed.begin(), state.followed.end(), lags)) {
        text_in(ui, {{corner.x, cell(0, row).min.y}, {corner.x + first, cell(0, row).max.y}}, {0, 0.5F},
                "its last step", {.color = ui.theme.dim});
        for (std::size_t i = 0; i < state.followed.size(); ++i)
            if (lags(state.followed[i]))
                text_in(ui, cell(i, row), {1, 0.5F}, std::to_string(state.followed[i].step), {.font = ui.fonts.mono});
        ++row;
    }
    for (const auto& [name, member] : rows) {
        if (!is_known(state, member)) continue;
        const Rect named{{corner.x, cell(0, row).min.y}, {corner.x + first, cell(0, row).max.y}};
        text_in(ui, named, {0, 0.5F}, name, {.color = ui.theme.dim});
        if (const std::string meaning = meaning_of(member);
            !meaning.empty() && hit_area(ui, fmt::format("row {}", name).c_str(), named).hovered)
            tooltip(ui, meaning);
        for (std::size_t i = 0; i < state.followed.size(); ++i) {
            const RaceState::Followed& one = state.followed[i];
            if (!one.timeline) continue;
            const double number = one.weight.*member;
            const bool is_weight = member == &RacerWeight::before || member == &RacerWeight::after;
            const int chosen = context.state.digits;
            const int digits = is_weight ? digits_to_tell(one.weight.before, one.weight.after, chosen) : chosen;
            text_in(
                ui, cell(i, row), {1, 0.5F},
                std::isnan(number) ? "–" : number_within(context, number, cell(i, row).width(), ui.fonts.mono, digits),
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

}  // namespace

void draw_race_weight(PanelContext& context) {
    choose(context);
    follow(context);
    draw_curves(context, draw_head(context));
    draw_table(context);
}

}  // namespace backstep
