// Conditions at which the training stops, and which can be searched for in what is trained, in both directions.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "viewer/panels/panels.h"
#include "viewer/panels/watch_list.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

void draw_buttons(PanelContext& context) {
    Ui& ui = context.ui;
    const bool any = !context.session.timelines.breakpoints.empty();
    if (button(ui, "Back to one", {.enabled = any, .tooltip = "To the last moment before at which one holds (C)"}))
        context.actions.push_back(Continue{true});
    ImGui::SameLine();
    if (button(ui, "On to the next",
               {.enabled = any, .tooltip = "To the next moment at which one holds; trains on if need be (c)"}))
        context.actions.push_back(Continue{false});
}

// How often it holds in what is trained; of what only recorded steps tell, how often it was seen to.
std::string count_text(const BreakpointHits& hits, std::size_t index) {
    if (index >= hits.all().size()) return "";
    const BreakpointHits::Hits& of = hits.all()[index];
    long count = 0;
    for (const StepRange& range : of.ranges) count += range.to - range.from + 1;
    if (!of.known) return count == 0 ? "no stop so far" : count == 1 ? "1 stop" : fmt::format("{} stops", count);
    return count == 0 ? "never so far" : count == 1 ? "once" : fmt::format("{} steps", count);
}

void draw_breakpoint(PanelContext& context, int index) {
    Ui& ui = context.ui;
    const auto at = static_cast<std::size_t>(index);
    const Breakpoint& breakpoint = context.session.timelines.breakpoints[at];
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, icon = ImGui::GetFrameHeight();
    const std::string count = count_text(context.state.timeline.hits, at);
    const float count_width = text_width(ui, count, ui.fonts.small), right = corner.x + width - icon;
    const std::string& text = breakpoint.condition->text();
    const float room = right - corner.x - 40 * ui.theme.scale - count_width - 2 * ui.theme.gap;
    bool on = breakpoint.on;
    if (toggle(ui, fmt::format("{}##{}", fitting(ui, text, room), index).c_str(), on, text.c_str()))
        context.actions.push_back(SwitchBreakpoint{index, on});
    text_in(ui, {{right - count_width - ui.theme.gap, corner.y}, {right - ui.theme.gap, corner.y + icon}}, {1, 0.5F},
            count, {.font = ui.fonts.small, .color = ui.theme.dim});
    ImGui::SetCursorScreenPos({right, corner.y});
    if (icon_button(ui, fmt::format("Remove breakpoint {}", index + 1).c_str(), Icon::close,
                    {.size = {icon, icon}, .quiet = true, .tooltip = "Remove it"}))
        context.actions.push_back(RemoveBreakpoint{index});
    ImGui::SetCursorScreenPos({corner.x, corner.y + icon + ui.theme.gap / 2});
}

// Why the curve has no marks of some.
void draw_note(PanelContext& context) {
    const std::vector<BreakpointHits::Hits>& all = context.state.timeline.hits.all();
    if (std::all_of(all.begin(), all.end(), [](const BreakpointHits::Hits& hits) { return hits.known; })) return;
    wrapped_text(context.ui,
                 "Cells and events are seen only while a step is recorded: of breakpoints on them the curve marks "
                 "where they have stopped.",
                 {.font = context.ui.fonts.small, .color = context.ui.theme.dim});
}

// One field beside the other, so that both are in sight however long the lists are.
void draw_inputs(PanelContext& context) {
    Ui& ui = context.ui;
    BreakpointsState& state = context.state.breakpoints;
    const float width = std::floor((ImGui::GetContentRegionAvail().x - ui.theme.gap) / 2);
    if (input(ui, "##condition", state.typed, width, "break when…") && !state.typed.empty())
        context.actions.push_back(AddBreakpoint{state.typed});
    ImGui::SameLine(0, ui.theme.gap);
    draw_watch_input(context, width);
    for (const std::string* error : {&state.error, &state.watch_error})
        if (!error->empty()) wrapped_text(ui, *error, {.font = ui.fonts.small, .color = ui.theme.warning});
}

// Conditions to click, about values that every network has.
void draw_examples(PanelContext& context) {
    Ui& ui = context.ui;
    caption(ui, "For example");
    const auto layers = context.session.timelines.timeline()->plan().network.layers.size() - 1;
    const std::array<std::string, 4> examples{"zeros(A[1]) > 0.5", fmt::format("isnan(Z[{}])", layers),
                                              "loss > 2 * previous(loss)", "norm(dW[1]) < 1e-6"};
    const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
    const float padding = 2 * ImGui::GetStyle().FramePadding.x;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const float width = text_width(ui, examples[i]) + padding;
        if (i > 0) ImGui::SameLine(0, ui.theme.gap / 2);
        if (i > 0 && ImGui::GetCursorScreenPos().x + width > right) ImGui::NewLine();
        if (button(ui, examples[i].c_str())) context.actions.push_back(AddBreakpoint{examples[i]});
    }
}

}  // namespace

void draw_breakpoints(PanelContext& context) {
    Ui& ui = context.ui;
    begin_panel(ui, "breakpoints", context.place, {.border_left = true});
    draw_buttons(context);
    draw_inputs(context);
    const auto count = static_cast<int>(context.session.timelines.breakpoints.size());
    for (int index = 0; index < count; ++index) draw_breakpoint(context, index);
    draw_note(context);
    draw_watch_list(context);
    draw_examples(context);
    end_panel(ui);
}

}  // namespace backstep
