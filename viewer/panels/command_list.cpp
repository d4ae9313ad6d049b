// What the palette lists beside the commands with keys: what is here to be gone to, shown, copied and saved.

#include <fmt/format.h>

#include <algorithm>

#include "viewer/model/history.h"
#include "viewer/model/number.h"
#include "viewer/model/race.h"
#include "viewer/model/selection.h"
#include "viewer/model/term_text.h"
#include "viewer/model/timeline_view.h"
#include "viewer/panels/cell_menu.h"
#include "viewer/panels/commands.h"
#include "viewer/panels/pictures.h"
#include "viewer/panels/tour.h"

namespace backstep {
namespace {

void add_bookmarks(std::vector<Command>& all, const Session& session) {
    for (const BookmarkView& bookmark : bookmark_views(session))
        all.push_back({"Bookmark: " + bookmark.title, {}, "", Where::anywhere, does(GoToPlace{bookmark.place})});
}

// What stands above the stage may have nothing to do with the value that somebody goes to.
void show_values(PanelState& state) {
    if (state.stage_tab != "Weights") state.stage_tab.clear();
}

void add_values(std::vector<Command>& all, const Session& session) {
    if (!session.trace) return;
    for (const Event& event : session.trace->events) {
        const bool again = event.version > 0;
        const Numbers value = session.trace->value(event);
        std::string detail = fmt::format("{}, {}×{}", phase_name(event.phase), value.rows, value.cols);
        if (session.trace->events.back().step > 1) detail = fmt::format("step {}, ", event.step) + detail;
        all.push_back({"Go to " + event.name.text() + (again ? "@" + std::to_string(event.version) : ""),
                       {},
                       "",
                       Where::lesson,
                       [position = event.index + 1](PanelContext& context) {
                           show_values(context.state);
                           context.actions.push_back(GoToPosition{position});
                       },
                       detail});
    }
}

void add_copies(std::vector<Command>& all, const Session& session) {
    if (session.selected)
        all.push_back({"Copy: the number that is explained", {}, "", Where::lesson, [](PanelContext& context) {
                           if (context.session.selected) copy_number(context, *context.session.selected);
                       }});
    const Event* current = session.current();
    if (!current) return;
    const std::string csv = current->name.text() + " as CSV";
    const int event = current->index;
    all.push_back(
        {"Copy: " + csv, {}, "", Where::lesson, [event](PanelContext& context) { copy_csv(context, event); }});
    all.push_back({"Save: " + csv, {}, "", Where::lesson, [event](PanelContext& context) {
                       save(context, Wish::What::csv, event);
                   }});
    all.push_back({"Save: every value for NumPy, npz", {}, "", Where::lesson, [event](PanelContext& context) {
                       save(context, Wish::What::npz, event);
                   }});
    all.push_back(
        {"Save: every step as a numbered picture, for slides", {}, "", Where::lesson, [event](PanelContext& context) {
             save(context, Wish::What::slides, event);
         }});
}

void add_pictures(std::vector<Command>& all, const PanelState& state) {
    for (const PanelPlace& panel : state.places)
        all.push_back({std::string("Save: picture of the panel ") + panel.name,
                       {},
                       "",
                       Where::anywhere,
                       [panel](PanelContext& context) { save_picture_of(context, panel); }});
}

// What stands in the place of the tabs, and the theme.
void add_looks(std::vector<Command>& all, const Session& session, const PanelState& state) {
    const auto add_tabs = [&](const std::vector<std::string>& names, std::string PanelState::*chosen) {
        for (const std::string& name : names)
            all.push_back({"Show: " + name, {}, "", Where::lesson, [chosen, name](PanelContext& context) {
                               context.state.*chosen = name;
                           }});
    };
    if (session.lesson && state.palette.stage_tabs.size() > 1)
        add_tabs(state.palette.stage_tabs, &PanelState::stage_tab);
    if (session.lesson) add_tabs(state.palette.side_tabs, &PanelState::side_tab);
    for (const bool dark : {true, false})
        all.push_back({dark ? "Theme: dark" : "Theme: light", {}, "", Where::anywhere, [dark](PanelContext& context) {
                           context.state.dark = dark;
                       }});
    for (int digits = fewest_digits; digits <= most_digits; ++digits)
        all.push_back({fmt::format("Digits: {}", digits), {}, "", Where::anywhere, [digits](PanelContext& context) {
                           context.state.digits = digits;
                       }});
    all.push_back({"Tour: what is where, in a minute", {}, "", Where::anywhere, [](PanelContext& context) {
                       begin_tour(context.state);
                   }});
    if (session.lesson) all.push_back({"Knobs: as the lesson has them", {}, "", Where::lesson, does(ResetKnobs{})});
}

void add_race(std::vector<Command>& all, const Session& session) {
    if (session.timelines.empty() || session.timelines.racing) return;
    all.push_back({"Race: the optimizers with their usual rates", {}, "", Where::lesson, [](PanelContext& context) {
                       context.state.stage_tab = "Race";
                       context.actions.push_back(Race{usual_entries(context.session)});
                   }});
}

void add_lessons(std::vector<Command>& all, const Session& session) {
    all.push_back({"A network of your own…", {}, "", Where::anywhere, [](PanelContext& context) {
                       context.state.own.open = true;
                   }});
    for (const Lesson& lesson : session.lessons)
        all.push_back({fmt::format("Lesson {}: {}", lesson.number, lesson.title),
                       {},
                       "",
                       Where::anywhere,
                       does(OpenLesson{std::to_string(lesson.number)})});
    if (session.lesson) all.push_back({"Lessons: back to the list", {}, "", Where::lesson, does(ShowLessons{})});
}

bool is_moment(const std::string& typed) {
    return std::any_of(typed.begin(), typed.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
           (typed.rfind("epoch ", 0) == 0 || typed.rfind("step ", 0) == 0);
}

}  // namespace

std::vector<Command> typed_commands(const Session& session, const std::string& typed, int digits) {
    std::vector<Command> all;
    const auto add = [&](std::string name, std::function<void(PanelContext&)> run, std::string detail) {
        all.push_back({std::move(name), {}, "", Where::lesson, std::move(run), std::move(detail)});
    };
    if (const auto cell = cell_named(session, typed)) {
        const double number = session.trace->value(cell->event)(cell->row, cell->col);
        add("Explain " + cell_name(*session.trace, cell->event, cell->row, cell->col), does(SelectCell{*cell}),
            short_number(number, digits));
    }
    if (session.timelines.empty()) return all;
    const Action action = typed_action(typed);
    const bool is_condition = std::holds_alternative<AddBreakpoint>(action);
    if (is_condition || is_moment(typed)) add((is_condition ? "Break when " : "Go to ") + typed, does(action), "");
    return all;
}

std::vector<Command> all_commands(const Session& session, const PanelState& state) {
    std::vector<Command> all;
    for (Command& command : commands_with_keys(session))
        if (command.where != Where::list && makes_sense(command, session)) all.push_back(std::move(command));
    add_bookmarks(all, session);
    add_copies(all, session);
    add_pictures(all, state);
    add_values(all, session);
    add_looks(all, session, state);
    add_race(all, session);
    add_lessons(all, session);
    return all;
}

}  // namespace backstep
