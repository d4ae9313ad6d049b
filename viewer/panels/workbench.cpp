#include "viewer/panels/workbench.h"

#include <algorithm>
#include <cctype>
#include <exception>
#include <iterator>
#include <span>

#include "engine/math/error.h"
#include "viewer/model/batch.h"
#include "viewer/panels/layout.h"
#include "viewer/panels/panels.h"
#include "viewer/panels/reach.h"
#include "viewer/panels/tour.h"
#include "viewer/widgets/tabs.h"

namespace backstep {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

struct Panel {
    const char* name;
    Rect Layout::*place;
    void (*draw)(PanelContext&);
};

constexpr Panel header{"header", &Layout::header, draw_header}, page{"page", &Layout::page, draw_page},
    explanation{"explanation", &Layout::explanation, draw_explanation}, knobs{"knobs", &Layout::knobs, draw_knobs},
    strip{"strip", &Layout::strip, draw_strip}, map{"map", &Layout::map, draw_map};

constexpr Panel without_lesson[] = {header, {"lessons", &Layout::lessons, draw_lessons}};
constexpr Panel with_lesson[] = {header, page, explanation, {"images", &Layout::batch, draw_batch}, knobs, strip, map};
constexpr Panel with_training[] = {header, page, explanation, knobs, {"timeline", &Layout::timeline, draw_timeline},
                                   strip,  map};

// What shares a place; the reader chooses among what the lesson has.
struct Tab {
    const char* name;
    void (*draw)(PanelContext&);
    bool (*offered)(const Session&);
};

bool always(const Session&) { return true; }
bool in_training(const Session& session) { return !session.timelines.empty(); }
bool with_images(const Session& session) { return session.trace && batch_event(session) >= 0; }

constexpr Tab stage_tabs[] = {{"Step", draw_stage, always},           {"Weights", draw_weights, with_images},
                              {"Race", draw_race, in_training},       {"Health", draw_health, in_training},
                              {"Compare", draw_compare, in_training}, {"Results", draw_results, in_training},
                              {"Draw", draw_drawing, in_training}};
constexpr Tab side_tabs[] = {{"Images", draw_batch, in_training},
                             {"Breakpoints", draw_breakpoints, in_training},
                             {"Timelines", draw_timelines, in_training},
                             {"Knobs", draw_knobs, in_training}};

std::vector<Tab> offered(std::span<const Tab> all, const Session& session) {
    std::vector<Tab> tabs;
    std::copy_if(all.begin(), all.end(), std::back_inserter(tabs),
                 [&](const Tab& tab) { return tab.offered(session); });
    return tabs;
}

// One that is not offered now gives way to the first, and comes back when it is offered again.
int place_of(std::span<const Tab> tabs, const std::string& chosen) {
    const auto found = std::find_if(tabs.begin(), tabs.end(), [&](const Tab& tab) { return tab.name == chosen; });
    return found == tabs.end() ? 0 : static_cast<int>(found - tabs.begin());
}

std::vector<std::string> names_of(std::span<const Tab> all) {
    std::vector<std::string> names;
    for (const Tab& tab : all) names.push_back(tab.name);
    return names;
}

void draw_tabs(PanelContext& context, const char* name, std::span<const Tab> all, std::string& chosen, Rect place) {
    Ui& ui = context.ui;
    const bool below = context.place.min.y > ui.size.y * 0.2F;
    begin_panel(ui, name, context.place, {.scroll = false, .border_left = true, .border_top = below, .padding = 0});
    ImGui::SetCursorScreenPos({context.place.min.x + 6 * ui.theme.scale, context.place.min.y});
    const std::vector<std::string> labels = names_of(all);
    int lit = place_of(all, chosen);
    if (tabs(ui, name, labels, lit, context.place.height() - ui.theme.hairline)) chosen = labels[at(lit)];
    ImGui::GetWindowDrawList()->AddRectFilled({context.place.min.x, context.place.max.y - ui.theme.hairline},
                                              context.place.max, ui.theme.border);
    end_panel(ui);
    place.min.y -= ui.theme.hairline;  // a panel with a line at its top has the same one
    PanelContext inside{ui, place, context.session, context.state, context.actions};
    context.state.places.push_back({all[at(lit)].name, place});
    all[at(lit)].draw(inside);
}

// Where knobs have a place of their own they need no tab.
std::span<const Tab> side_tabs_for(const Layout& layout) {
    const std::span<const Tab> all(side_tabs);
    return layout.knobs.empty() ? all : all.first(all.size() - 1);
}

// A mistake is answered where it was made.
void say(PanelState& state, const Action& action, const std::string& error) {
    if (std::holds_alternative<AddWatch>(action)) {
        state.breakpoints.watch_error = error;
        return;
    }
    if (std::holds_alternative<BeginOwn>(action) || std::holds_alternative<LookAtOwn>(action)) {
        state.own.error = error;
        return;
    }
    const auto* breakpoint = std::get_if<AddBreakpoint>(&action);
    const bool in_timeline =
        breakpoint ? breakpoint->condition == state.timeline.typed : std::holds_alternative<GoToTyped>(action);
    if (in_timeline) {
        state.timeline.error = error;
        state.timeline.focus = true;  // to type it anew
    } else if (breakpoint)
        state.breakpoints.error = error;
    else
        state.notice = mistake(error);
}

// What was typed has served; a new breakpoint is shown among the others.
void take_back_typed(const Session& session, PanelState& state, const Action& action) {
    if (std::holds_alternative<GoToTyped>(action)) state.timeline.typed.clear();
    // A lesson begins with its equations, where its weights may be no pictures.
    if (std::holds_alternative<OpenLesson>(action) && state.stage_tab == "Weights") state.stage_tab.clear();
    if (std::holds_alternative<OpenLesson>(action) || std::holds_alternative<ShowLessons>(action))
        state.timeline.typed = state.breakpoints.typed = state.breakpoints.watch_typed = "";
    if (std::holds_alternative<AddWatch>(action)) state.breakpoints.watch_typed.clear();
    if (std::holds_alternative<LookAtOwn>(action) && !session.own) state.own.open = false;
    if (!std::holds_alternative<AddBreakpoint>(action)) return;
    state.timeline.typed.clear();
    state.breakpoints.typed.clear();
    state.side_tab = "Breakpoints";
}

void apply_all(Session& session, PanelState& state, const Actions& actions) {
    for (const Action& action : actions) {
        try {
            apply(session, action);
            take_back_typed(session, state, action);
        } catch (const std::exception& error) {
            say(state, action, error.what());
        }
    }
}

// An answer is forgotten when its reader goes on.
void forget_answers(PanelState& state) {
    state.notice = {};
    state.timeline.error.clear();
    state.breakpoints.error.clear();
    state.breakpoints.watch_error.clear();
    state.own.error.clear();
}

// What keys ask for is done before anything is drawn: a key is on the screen with the frame that it comes in. True if
// there was something to do.
bool follow_keys(Ui& ui, Session& session, PanelState& state) {
    Actions actions;
    PanelContext everywhere{ui, {{0, 0}, ui.size}, session, state, actions};
    handle_keys(everywhere);
    if (actions.empty()) return false;
    forget_answers(state);
    apply_all(session, state, actions);
    return true;
}

}  // namespace

Actions draw_workbench(Ui& ui, const Session& session, PanelState& state) {
    Actions actions;
    state.places.clear();
    begin_reach(ui, state.reach);
    const bool training = in_training(session);
    const std::vector<Tab> stages = offered(stage_tabs, session);
    // The map belongs to the equation; the other tabs show more than one moment, or need the room.
    const float map_high = place_of(stages, state.stage_tab) == 0 ? map_height(ui, session) : 0;
    const float knobs_high = session.aside ? 0 : knobs_height(ui, session);  // they are the training's
    const RightColumn right{with_images(session), knobs_high, training, map_high};
    const Layout layout = layout_for(ui.size, ui.theme.scale, right, stages.size() > 1);
    const auto draw = [&](const Panel& panel) {
        if ((layout.*panel.place).empty()) return;
        state.places.push_back({panel.name, layout.*panel.place});
        PanelContext context{ui, layout.*panel.place, session, state, actions};
        panel.draw(context);
    };
    if (!session.lesson) {
        for (const Panel& panel : without_lesson) draw(panel);
    } else {
        for (const Panel& panel : training ? std::span<const Panel>(with_training) : with_lesson) draw(panel);
        PanelContext above{ui, layout.stage_tabs, session, state, actions};
        if (stages.size() > 1) draw_tabs(above, "stage tabs", stages, state.stage_tab, layout.stage);
        if (stages.size() == 1) draw({stages.front().name, &Layout::stage, stages.front().draw});
    }
    if (session.lesson && training) {
        PanelContext aside{ui, layout.side_tabs, session, state, actions};
        draw_tabs(aside, "side tabs", side_tabs_for(layout), state.side_tab, layout.side);
    }
    PanelContext everywhere{ui, {{0, 0}, ui.size}, session, state, actions};
    if (!ui.dropped.empty()) take_dropped(everywhere);
    if (state.tour.card > 0) draw_tour(everywhere, layout);
    if (state.cell_menu.open) draw_cell_menu(everywhere);
    if (state.bookmarks) draw_bookmarks(everywhere);
    if (state.help) draw_help(everywhere);
    if (state.own.open) draw_own(everywhere);
    if (state.palette.open) {
        state.palette.stage_tabs = names_of(stages);
        state.palette.side_tabs = training ? names_of(side_tabs_for(layout)) : std::vector<std::string>();
        draw_palette(everywhere);
    }
    end_reach(ui, state.reach);
    return actions;
}

void show_tab(PanelState& state, const Session& session, const std::string& name) {
    const auto same = [&](const std::string& other) {
        return std::equal(other.begin(), other.end(), name.begin(), name.end(),
                          [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
    };
    std::string all;
    for (const auto& [tabs, chosen] : {std::pair{std::span<const Tab>(stage_tabs), &state.stage_tab},
                                       std::pair{std::span<const Tab>(side_tabs), &state.side_tab}})
        for (const Tab& tab : offered(tabs, session)) {
            if (same(tab.name)) *chosen = tab.name;
            if (same(tab.name)) return;
            all += (all.empty() ? "" : ", ") + std::string(tab.name);
        }
    throw InputError("tab", "'" + name + "'", "this lesson has " + all);
}

// As `zoomed` is already in the theme's scale, the rest of that is what the window began with.
float largest_zoom(const Ui& ui, const PanelState& state) {
    const float room = std::min(ui.size.x / smallest_width, ui.size.y / smallest_height);
    return room * state.zoomed / ui.theme.scale;
}

float next_zoom(const Ui& ui, PanelState& state) {
    return state.zoomed = std::min(state.zoom, std::max(1.0F, largest_zoom(ui, state)));
}

void run_frame(Ui& ui, Session& session, PanelState& state, double seconds) {
    const bool typed = follow_keys(ui, session, state);
    Actions actions = draw_workbench(ui, session, state);
    if (!actions.empty()) forget_answers(state);
    const bool acted = typed || !actions.empty(), trained = session.timelines.training;
    const bool walking = session.walk && session.walk->running;
    if (session.playing || walking) actions.push_back(Advance{seconds});
    if (trained) actions.push_back(Look{});
    const bool reading = session.own != nullptr;
    if (reading) actions.push_back(LookAtOwn{});
    apply_all(session, state, actions);
    // Whoever is told of news by the thread that trains need not look for it in every frame.
    const bool watching = session.timelines.training && !session.changed;
    const bool stopped = trained && !session.timelines.training, opened = reading && !session.own;
    ui.animating = ui.animating || session.playing || walking || acted || watching || stopped || opened;
}

}  // namespace backstep
