// The optimizers side by side: who races with which learning rate, their losses, the ways they take, and one weight.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "viewer/model/number.h"
#include "viewer/panels/curve_tip.h"
#include "viewer/panels/curves.h"
#include "viewer/panels/race_parts.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// The entries are those of the lesson until the reader types others.
void update(PanelContext& context) {
    RaceState& state = context.state.race;
    const std::shared_ptr<const Timeline> first = context.session.timelines.all.front().timeline;
    if (state.made_for == first) return;
    state = {};
    state.made_for = first;
    state.entries = usual_entries(context.session);
    state.takes_part.assign(state.entries.size(), 1);
}

void draw_entries(PanelContext& context) {
    Ui& ui = context.ui;
    RaceState& state = context.state.race;
    const float width = ImGui::GetContentRegionAvail().x, column = width / static_cast<float>(state.entries.size());
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    float bottom = corner.y;
    for (std::size_t i = 0; i < state.entries.size(); ++i) {
        RaceEntry& entry = state.entries[i];
        const float x = corner.x + static_cast<float>(i) * column;
        ImGui::SetCursorScreenPos({x, corner.y});
        const std::string name = optimizer_label(entry.optimizer);
        bool takes_part = state.takes_part[i] != 0;
        if (toggle(ui, name.c_str(), takes_part)) state.takes_part[i] = takes_part;
        ImGui::SetCursorScreenPos({x, ImGui::GetCursorScreenPos().y});
        const float label = text_width(ui, "α ") + ui.theme.gap / 2;
        text_in(ui, {ImGui::GetCursorScreenPos(), {x + label, ImGui::GetCursorScreenPos().y + ImGui::GetFrameHeight()}},
                {0, 0.5F}, "α", {.color = ui.theme.dim});
        ImGui::SetCursorScreenPos({x + label, ImGui::GetCursorScreenPos().y});
        input(ui, fmt::format("##rate of {}", entry.optimizer).c_str(), entry.learning_rate,
              std::min(column - label - ui.theme.gap, 96 * ui.theme.scale));
        bottom = std::max(bottom, ImGui::GetCursorScreenPos().y);
    }
    ImGui::SetCursorScreenPos({corner.x, bottom + ui.theme.gap / 2});
}

void draw_start(PanelContext& context) {
    Ui& ui = context.ui;
    const RaceState& state = context.state.race;
    const Timelines& timelines = context.session.timelines;
    Race race;
    for (std::size_t i = 0; i < state.entries.size(); ++i)
        if (state.takes_part[i]) race.entries.push_back(state.entries[i]);
    if (timelines.racing) {
        if (button(ui, "Stop##race")) context.actions.push_back(Pause{});
    } else if (button(ui, "Race", {.enabled = !race.entries.empty(), .selected = true})) {
        context.actions.push_back(race);
    }
    ImGui::SameLine(0, ui.theme.gap);
    const std::vector<int>& who = racers(context.session);
    std::string said = "from the same start, on the same batches";
    if (!who.empty()) {
        const auto ended = std::count_if(who.begin(), who.end(),
                                         [&](int racer) { return timelines.all[at(racer)].timeline->finished(); });
        said = fmt::format("{} of {} at the end  ·  {}", ended, who.size(),
                           timelines.fair ? "the hashes of start and batches agree" : "not the same start");
    }
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, height = ImGui::GetFrameHeight();
    text_in(ui, {corner, {corner.x + width, corner.y + height}}, {0, 0.5F}, fitting(ui, said, width),
            {.color = ui.theme.dim});
    ImGui::NewLine();
    ImGui::Dummy({1, ui.theme.gap / 2});
}

void draw_what_comes(PanelContext& context) {
    wrapped_text(
        context.ui,
        "Each optimizer trains a timeline of its own, with its own learning rate. Their losses are drawn side by "
        "side, and the way of each over a slice of the loss; then the gradient of one weight, what the optimizer "
        "remembers of it, and the step that it makes of both.",
        {.color = context.ui.theme.dim});
}

void draw_losses(PanelContext& context, ImVec2 size) {
    Ui& ui = context.ui;
    RaceState& state = context.state.race;
    const std::vector<int>& who = racers(context.session);
    const TimelineView view = timeline_view(context.session);
    state.lines.resize(who.size());
    std::vector<PlotSeries> series;
    PlotStyle style = steps_axis(view, size.x, state.zoom);
    for (std::size_t i = 0; i < who.size(); ++i) {
        state.lines[i].update(context.session.timelines.all[at(who[i])].timeline, static_cast<int>(size.x),
                              state.zoom.x);
        add_loss(series, state.lines[i], name_of_racer(context.session, who[i]), racer_color(ui.theme, i));
    }
    style.y_label = "loss, logarithmic";
    style.log_y = true;
    const PlotResult result = plot(ui, "race losses", series, size, style, &state.zoom);
    if (result.hovered)
        draw_curve_tip(context, curve_words(view, *result.hovered, series, context.state.digits), state.zoom);
    go_where_clicked(context, view, result);
}

}  // namespace

Color racer_color(const Theme& theme, std::size_t racer) { return layer_color(theme, racer + 1); }

std::string name_of_racer(const Session& session, int timeline) {
    const OptimizerSettings& optimizer = session.timelines.all[at(timeline)].timeline->plan().network.optimizer;
    return optimizer_label(optimizer_names()[static_cast<std::size_t>(optimizer.kind)]);
}

bool take_look(PanelContext& context, RaceState::Look kind, const std::function<bool()>& look) {
    if (!context.session.timelines.racing) return look();
    RaceState& state = context.state.race;
    if (state.next_look != kind || context.ui.seconds < state.next_look_at) return false;
    state.next_look = kind == RaceState::Look::way ? RaceState::Look::weight : RaceState::Look::way;
    const ClosedGate closed(context.session.gate.get());
    const auto start = std::chrono::steady_clock::now();
    const bool looked = look();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    constexpr double theirs = 8;  // times as long
    if (looked) state.next_look_at = context.ui.seconds + (1 + theirs) * took.count();
    return looked;
}

void draw_race(PanelContext& context) {
    Ui& ui = context.ui;
    begin_panel(ui, "race", context.place, {.border_left = true});
    update(context);
    draw_entries(context);
    draw_start(context);
    if (racers(context.session).empty()) {
        draw_what_comes(context);
    } else {
        const float width = ImGui::GetContentRegionAvail().x, gap = ui.theme.gap;
        const bool beside = width >= 430 * ui.theme.scale;
        const float each = beside ? std::floor((width - gap) / 2) : width, high = std::round(190 * ui.theme.scale);
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        draw_losses(context, {each, high});
        ImGui::SetCursorScreenPos(beside ? ImVec2{corner.x + each + gap, corner.y}
                                         : ImVec2{corner.x, corner.y + high + gap});
        draw_race_slice(context, {each, high});
        ImGui::SetCursorScreenPos({corner.x, corner.y + (beside ? 1.0F : 2.0F) * (high + gap)});
        draw_race_weight(context);
    }
    end_panel(ui);
}

}  // namespace backstep
