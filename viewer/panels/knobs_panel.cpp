// What the reader may turn. Turning a knob runs the lesson again and keeps the place.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lessons/training.h"
#include "viewer/model/race.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

std::string readable(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

constexpr int knobs_across = 3;

// The optimizer is what readers compare most: its choices have a line of their own and are always in sight.
bool has_own_line(const Knob& knob) { return knob.kind == Knob::Kind::choice && knob.name == "optimizer"; }

bool has_trained(const Session& session) {
    return !session.timelines.empty() && session.timelines.timeline()->trained() > 0;
}

// The knob cannot be turned now: it would fork, and a fork has to keep it.
bool is_fixed(PanelContext& context, const Knob& knob) {
    KnobsState& state = context.state.knobs;
    const Session& session = context.session;
    if (!has_trained(session) || !context.state.fork_on_turn) return false;
    if (state.lesson != session.lesson) {
        state.lesson = session.lesson;
        state.fixed.clear();
        for (const Knob& one : session.lesson->knobs)
            if (!can_fork(*session.lesson, one.name)) state.fixed.push_back(one.name);
    }
    return std::find(state.fixed.begin(), state.fixed.end(), knob.name) != state.fixed.end();
}

void turn(PanelContext& context, const Knob& knob, const std::string& value) {
    context.actions.push_back(turned_knob(context.session, context.state, knob.name, value));
}

float caption_height(const Ui& ui) { return font_size(ui.fonts.small) + 3 * ui.theme.scale; }

void draw_optimizer(PanelContext& context, const Knob& knob) {
    const std::string& now = context.session.knobs.choice(knob.name);
    int selected = static_cast<int>(std::find(knob.choices.begin(), knob.choices.end(), now) - knob.choices.begin());
    std::vector<std::string> labels;
    for (const std::string& choice : knob.choices) labels.push_back(optimizer_label(choice));
    if (segmented(context.ui, knob.name.c_str(), labels, selected))
        turn(context, knob, knob.choices[static_cast<std::size_t>(selected)]);
}

void draw_choice(PanelContext& context, const Knob& knob, float width) {
    const std::string& now = context.session.knobs.choice(knob.name);
    int selected = static_cast<int>(std::find(knob.choices.begin(), knob.choices.end(), now) - knob.choices.begin());
    std::vector<std::string> labels;
    for (const std::string& choice : knob.choices) labels.push_back(readable(choice));
    if (choice(context.ui, ("##" + knob.name).c_str(), labels, selected, width))
        turn(context, knob, knob.choices[static_cast<std::size_t>(selected)]);
}

// What is typed counts on Enter and when the field is left; what was refused gives way to what holds.
void draw_number(PanelContext& context, const Knob& knob, std::string& edited, float width) {
    const std::string label = "##" + knob.name, now = context.session.knobs.text(knob.name);
    const std::string hint = fmt::format("{:.6g} … {:.6g}", knob.lowest, knob.highest);
    const bool entered = input(context.ui, label.c_str(), edited, width, hint.c_str());
    const bool done = entered || ImGui::IsItemDeactivatedAfterEdit();
    if (done && edited != now)
        turn(context, knob, edited);
    else if (!ImGui::IsItemActive())
        edited = now;
}

void draw_title(PanelContext& context) {
    Ui& ui = context.ui;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, height = ImGui::GetFrameHeight();
    text_in(ui, {corner, {corner.x + width, corner.y + height}}, {0, 0.5F}, "Knobs", {.font = ui.fonts.bold});
    // A quiet button's letters end where the fields below it do.
    ImGui::SetCursorScreenPos(
        {corner.x + width - text_width(ui, "Reset") - ImGui::GetStyle().FramePadding.x, corner.y});
    if (button(ui, "Reset", {.quiet = true, .tooltip = "All knobs as they were at the start; if they are: a new training, without the old one and its forks"}))
        context.actions.push_back(ResetKnobs{});
}

// Once something is trained, the two ways to go on from another setting.
void draw_ways(PanelContext& context) {
    Ui& ui = context.ui;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, height = ImGui::GetFrameHeight();
    const Rect row{corner, {corner.x + width, corner.y + height}};
    const TextStyle style{.font = ui.fonts.small, .color = ui.theme.dim};
    if (!has_trained(context.session)) {
        text_in(ui, row, {0, 0.5F}, "What they say holds from the first step on.", style);
        ImGui::Dummy({width, height});
        return;
    }
    const float after = text_in(ui, row, {0, 0.5F}, "A turned knob", style).max.x;
    ImGui::SetCursorScreenPos({after + ui.theme.gap, corner.y});
    const std::string ways[] = {"forks here", "starts anew"};
    int chosen = context.state.fork_on_turn ? 0 : 1;
    segmented(ui, "ways", ways, chosen);
    context.state.fork_on_turn = chosen == 0;
}

// A small name above its field, at `corner`.
void draw_field(PanelContext& context, const Knob& knob, std::string& edited, ImVec2 corner, float width) {
    Ui& ui = context.ui;
    const Rect name{corner, {corner.x + width, corner.y + caption_height(ui)}};
    text_in(ui, name, {0, 0}, readable(knob.name), {.font = ui.fonts.small, .color = ui.theme.dim});
    ImGui::SetCursorScreenPos(corner);
    const bool fixed = is_fixed(context, knob);
    const Rect whole{corner, {corner.x + width, name.max.y + ImGui::GetFrameHeight()}};
    if (hit_area(ui, ("about " + knob.name).c_str(), fixed ? whole : name).hovered)
        tooltip(ui, fixed ? knob.meaning + "\nA fork keeps it: choose “starts anew” to turn it." : knob.meaning);
    ImGui::SetCursorScreenPos({corner.x, name.max.y});
    begin_disabled(ui, fixed);
    if (knob.kind == Knob::Kind::choice)
        draw_choice(context, knob, width);
    else
        draw_number(context, knob, edited, width);
    end_disabled(ui);
}

}  // namespace

float knobs_height(const Ui& ui, const Session& session) {
    const std::vector<Knob>& knobs = session.knobs.all();
    if (knobs.empty()) return 0;
    const float line = ImGui::GetFrameHeight() + ui.theme.gap;
    const int ways = session.timelines.empty() ? 0 : 1;
    const int own_lines = static_cast<int>(std::count_if(knobs.begin(), knobs.end(), has_own_line));
    const int rows = (static_cast<int>(knobs.size()) - own_lines + knobs_across - 1) / knobs_across;
    return std::ceil(2 * ui.theme.margin + line * static_cast<float>(1 + ways + own_lines + rows) +
                     caption_height(ui) * static_cast<float>(rows) - ui.theme.gap) +
           2;
}

std::string optimizer_labels(const Knob& knob) {
    std::string labels;
    for (const std::string& choice : knob.choices) labels += (labels.empty() ? "" : ", ") + optimizer_label(choice);
    return labels;
}

Action turned_knob(const Session& session, const PanelState& state, const std::string& knob, const std::string& value) {
    if (has_trained(session) && state.fork_on_turn) return Fork{{knob + "=" + value}};
    return SetKnob{knob, value};
}

void draw_knobs(PanelContext& context) {
    Ui& ui = context.ui;
    const Session& session = context.session;
    std::vector<std::string>& texts = context.state.knobs.texts;
    begin_panel(ui, "knobs", context.place, {.border_left = true, .border_top = true});
    const std::vector<Knob>& knobs = session.knobs.all();
    texts.resize(knobs.size());
    draw_title(context);
    if (!session.timelines.empty()) draw_ways(context);
    for (const Knob& knob : knobs)
        if (has_own_line(knob)) draw_optimizer(context, knob);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {6 * ui.theme.scale, ImGui::GetStyle().FramePadding.y});
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float gap = ui.theme.gap, step = caption_height(ui) + ImGui::GetFrameHeight() + gap;
    const float width = std::floor((ImGui::GetContentRegionAvail().x - (knobs_across - 1) * gap) / knobs_across);
    int drawn = 0;
    for (std::size_t i = 0; i < knobs.size(); ++i) {
        if (has_own_line(knobs[i])) continue;
        const float x = static_cast<float>(drawn % knobs_across), y = static_cast<float>(drawn / knobs_across);
        draw_field(context, knobs[i], texts[i], {corner.x + x * (width + gap), corner.y + y * step}, width);
        ++drawn;
    }
    ImGui::PopStyleVar();
    end_panel(ui);
}

}  // namespace backstep
