// The training as a line in time: train and pause, the loss of every step, and where the session is in it.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "viewer/model/history.h"
#include "viewer/model/number.h"
#include "viewer/panels/curve_tip.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

constexpr float controls_width = 214;

void draw_buttons(PanelContext& context, const TimelineView& view) {
    Ui& ui = context.ui;
    const float icon = 28 * ui.theme.scale, gap = 4 * ui.theme.scale;
    const char* tooltip = view.finished ? "The training is finished" : "Train on, or pause (t)";
    const ButtonStyle style{.size = {controls_width * ui.theme.scale - 4 * (icon + gap) - gap, icon},
                            .enabled = view.training || !view.finished,
                            .selected = true,
                            .tooltip = tooltip};
    if (button(ui, view.training ? "Pause" : "Train", style))
        context.actions.push_back(view.training ? Action(Pause{}) : Action(Train{}));
    struct Entry {
        const char* name;
        Icon icon;
        bool enabled;
        Action action;
        const char* tooltip;
    };
    const Entry entries[] = {
        {"Epoch back", Icon::previous_phase, view.can_go_back, StepEpoch{-1}, "An epoch back ({)"},
        {"Batch back", Icon::back, view.can_go_back, StepBatch{-1}, "A batch back ([)"},
        {"Batch forward", Icon::forward, view.can_go_forward, StepBatch{1}, "A batch forward (])"},
        {"Epoch forward", Icon::next_phase, view.can_go_forward, StepEpoch{1}, "An epoch forward (})"},
    };
    for (const Entry& entry : entries) {
        ImGui::SameLine(0, entry.name == entries[0].name ? 2 * gap : gap);
        if (icon_button(ui, entry.name, entry.icon,
                        {.size = {icon, icon}, .enabled = entry.enabled, .tooltip = entry.tooltip}))
            context.actions.push_back(entry.action);
    }
}

void draw_progress(PanelContext& context, const TimelineView& view, ImVec2 corner) {
    Ui& ui = context.ui;
    const float scale = ui.theme.scale, width = controls_width * scale, high = 3 * scale;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(corner, {corner.x + width, corner.y + high}, ui.theme.raised);
    list->AddRectFilled(corner, {corner.x + std::round(width * static_cast<float>(view.share)), corner.y + high},
                        ui.theme.accent);
    const TextStyle small{.font = ui.fonts.small, .color = ui.theme.dim};
    text_at(ui, {corner.x, corner.y + 7 * scale}, view.progress, small);
    text_at(ui, {corner.x, corner.y + 23 * scale}, "shown: " + view.where, small);
}

// What is typed goes somewhere, or becomes a breakpoint.
void draw_field(PanelContext& context, ImVec2 corner) {
    ImGui::SetCursorScreenPos(corner);
    std::string& typed = context.state.timeline.typed;
    const float width = controls_width * context.ui.theme.scale;
    if (std::exchange(context.state.timeline.focus, false)) ImGui::SetKeyboardFocusHere();
    if (input(context.ui, "##go to or break when", typed, width, "go to…  or break when…") && !typed.empty())
        context.actions.push_back(typed_action(typed));
    if (ImGui::IsItemHovered() && !ImGui::IsItemActive())
        tooltip(context.ui,
                "A position, such as epoch 6 batch 386 dW[1], or step 2731.\n"
                "A condition, such as norm(dW[1]) < 1e-6, becomes a breakpoint.");
}

std::vector<PlotMark> marks_of(const BreakpointHits& hits, Color color) {
    std::vector<PlotMark> marks;
    for (const BreakpointHits::Hits& one : hits.all())
        for (const StepRange& range : one.ranges)
            if (one.on) marks.push_back({static_cast<double>(range.from - 1), static_cast<double>(range.to), color});
    return marks;
}

// The row above the curves: the accuracies at its right end, and what is to be said before them.
void draw_words(PanelContext& context, const TimelineView& view, const Rect& area) {
    Ui& ui = context.ui;
    const float y = area.min.y - font_size(ui.fonts.small) - 6 * ui.theme.scale;
    const Rect row{{area.min.x, y}, {area.max.x, y + font_size(ui.fonts.small)}};
    const std::string& error = context.state.timeline.error;
    // An error is long and does not stay: it has the whole row.
    const Rect said = text_in(ui, row, {1, 0}, error.empty() ? view.accuracies : "",
                              {.font = ui.fonts.small, .color = ui.theme.text});
    const std::string& words = error.empty() ? view.notice : error;
    if (words.empty()) return;
    const float right = said.min.x - 2 * ui.theme.margin;
    const float after_label = text_width(ui, "loss", ui.fonts.small) + ui.theme.margin;
    const float share = view.beside.empty() ? 0.6F : 0.35F;
    const float room = error.empty() ? area.width() * share : right - area.min.x - after_label;
    const float width = std::min(text_width(ui, words, ui.fonts.small), room);
    ImGui::SetCursorScreenPos({right - width, y});
    clipped_text(ui, words, width + 1,
                 {.font = ui.fonts.small, .color = error.empty() ? ui.theme.accent : ui.theme.warning});
}

void say_under_mouse(PanelContext& context, const TimelineView& view, double x) {
    const TimelineState& state = context.state.timeline;
    const std::vector<double>& losses = state.current.curve.losses;
    const long step = step_at(x, view);
    std::string words = moment_under(view, x);
    if (x <= static_cast<double>(view.trained) && step <= static_cast<long>(losses.size()))
        words += "\nloss " + short_number(losses[static_cast<std::size_t>(step - 1)], context.state.digits);
    draw_curve_tip(context, words, state.zoom);
}

// "2: from epoch 3 …", as long as both names have room.
std::string short_title(const Ui& ui, const std::string& title, float width) {
    if (text_width(ui, title, ui.fonts.small) <= width) return title;
    return "timeline " + title.substr(0, title.find(':'));
}

// A press moves the playhead at once. When it turns out to be half of a double click, that is taken back.
void follow_press(PanelContext& context, const TimelineView& view, const PlotResult& result) {
    TimelineState& state = context.state.timeline;
    const Position here{context.session.timelines.step, context.session.position};
    const bool pressed = ImGui::IsMouseClicked(0);
    if (result.double_clicked && state.before_press) context.actions.push_back(GoToMoment{*state.before_press, true});
    if (pressed) state.before_press.reset();
    if (!result.held) return;
    const long step = step_at(*result.held, view);
    if (step == here.step) return;
    if (pressed) state.before_press = here;
    context.actions.push_back(GoToMoment{{step, here.event}, !pressed});
}

void draw_curves(PanelContext& context, const TimelineView& view, const Rect& place) {
    Ui& ui = context.ui;
    TimelineState& state = context.state.timeline;
    const Timelines& timelines = context.session.timelines;
    const int columns = static_cast<int>(place.width());
    const bool two = timelines.beside >= 0;
    std::vector<PlotSeries> series;
    see_all_of_another(state.zoom, timelines, state.current.timeline);
    state.current.update(timelines.timeline(), columns, state.zoom.x);
    double highest = state.current.highest;
    if (two) {
        state.beside.update(timelines.all[static_cast<std::size_t>(timelines.beside)].timeline, columns, state.zoom.x);
        highest = std::max(highest, state.beside.highest);
        add_loss(series, state.beside, short_title(ui, view.beside, place.width() * 0.24F), beside_color(ui.theme));
    }
    const std::string name = two ? short_title(ui, view.title, place.width() * 0.24F) : "";
    add_loss(series, state.current, name, current_color(ui.theme));
    PlotStyle style = steps_axis(view, place.width(), state.zoom);
    style.y_label = "loss";
    style.y_low = 0;
    style.y_high = highest * 1.05;
    style.done = static_cast<double>(view.trained);
    if (state.hits.look(timelines, 400)) ui.animating = true;
    style.marks = marks_of(state.hits, ui.theme.warning);
    for (const BookmarkView& bookmark : bookmark_views(context.session))
        if (const double at = static_cast<double>(bookmark.place.step); bookmark.in_training)
            style.marks.push_back({at - 1, at, ui.theme.accent});
    ImGui::SetCursorScreenPos(place.min);
    const PlotResult result = plot(ui, "timeline", series, place.size(), style, &state.zoom);
    draw_words(context, view, result.rect);
    if (result.hovered) say_under_mouse(context, view, *result.hovered);
    follow_press(context, view, result);
}

}  // namespace

void draw_timeline(PanelContext& context) {
    if (context.session.timelines.empty()) return;
    Ui& ui = context.ui;
    const float scale = ui.theme.scale;
    const Rect& place = context.place;
    begin_panel(ui, "timeline", place, {.scroll = false, .border_top = true, .padding = 0});
    const TimelineView view = timeline_view(context.session);
    const float left = place.min.x + ui.theme.margin;
    ImGui::SetCursorScreenPos({left, place.min.y + 10 * scale});
    draw_buttons(context, view);
    draw_progress(context, view, {left, place.min.y + 44 * scale});
    draw_field(context, {left, place.max.y - ImGui::GetFrameHeight() - 8 * scale});
    // The curves' axis and the strip's below begin and end together.
    const float track = left + 7 * 34 * scale + 2 * ui.theme.margin;
    draw_curves(context, view,
                {{track - 52 * scale, place.min.y + 4 * scale}, {place.max.x - 2 * scale, place.max.y - 2 * scale}});
    end_panel(ui);
}

}  // namespace backstep
