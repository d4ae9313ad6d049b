#include "viewer/panels/commands.h"

#include <fmt/format.h>

#include <algorithm>

#include "viewer/model/history.h"
#include "viewer/panels/panels.h"

namespace backstep {
namespace {

KeyPress named(Key key) { return {.key = key}; }
KeyPress typed(char32_t character) { return {.character = character}; }
KeyPress with_ctrl(char32_t character) { return {.character = character, .ctrl = true}; }

// A command that is an action.
template <class What>
std::function<void(PanelContext&)> does(What action) {
    return [action](PanelContext& context) { context.actions.push_back(action); };
}

void add_steps(std::vector<Command>& all) {
    const auto add = [&](const char* name, KeyPress key, const char* help, auto run) {
        all.push_back({name, {key}, help, Where::lesson, run});
    };
    const char *lines = "one line forward, one line back", *phases = "to the next phase, to the phase before",
               *ends = "before the first line, after the last";
    add("Step: one line forward", named(Key::right), lines, does(Step{1}));
    add("Step: one line back", named(Key::left), lines, does(Step{-1}));
    add("Step: to the next phase", named(Key::down), phases, does(StepPhase{1}));
    add("Step: to the phase before", named(Key::up), phases, does(StepPhase{-1}));
    add("Step: before the first line", named(Key::home), ends, does(GoToPosition{0}));
    add("Step: after the last line", named(Key::end), ends,
        [](PanelContext& context) { context.actions.push_back(GoToPosition{context.session.count()}); });
    add("Step: play, pause", typed(U' '), "play, pause",
        [](PanelContext& context) { context.actions.push_back(Play{!context.session.playing}); });
    add("Step: back along the trail", named(Key::backspace), "back along the trail of clicked numbers",
        does(TrailBack{1}));
}

void add_walk(std::vector<Command>& all) {
    const auto add = [&](const char* name, char32_t key, const char* help, auto run) {
        all.push_back({name, {typed(key)}, help, Where::lesson, run});
    };
    const char* terms = "a term of the sum back, a term forward";
    add("Sum: walk through it, pause", U'w', "walk through the clicked number's sum, pause", does(Walk{}));
    add("Sum: a term back", U',', terms, does(WalkTerms{-1}));
    add("Sum: a term forward", U'.', terms, does(WalkTerms{1}));
}

void add_places(std::vector<Command>& all) {
    const char* jumps = "to the place before the last jump, and forward again";
    all.push_back({"Go: back to before the last jump",
                   {{.key = Key::left, .alt = true}},
                   jumps,
                   Where::anywhere,
                   does(GoBack{})});
    all.push_back({"Go: forward again", {{.key = Key::right, .alt = true}}, jumps, Where::anywhere, does(GoForward{})});
    all.push_back({"Bookmark: set here, or remove",
                   {typed(U'm')},
                   "set a bookmark here, or remove it",
                   Where::lesson,
                   does(SwitchBookmark{})});
}

void add_bookmarks(std::vector<Command>& all, const Session& session) {
    for (const BookmarkView& bookmark : bookmark_views(session))
        all.push_back({"Bookmark: " + bookmark.title, {}, "", Where::anywhere, does(GoToPlace{bookmark.place})});
}

void add_training(std::vector<Command>& all) {
    const auto add = [&](const char* name, char32_t key, const char* help, auto run) {
        all.push_back({name, {typed(key)}, help, Where::training, run});
    };
    const char *batches = "a batch back, a batch forward", *epochs = "an epoch back, an epoch forward",
               *holds = "on to where a breakpoint holds, back to where one held";
    add("Train: train, pause", U't', "train, pause", [](PanelContext& context) {
        const bool training = context.session.timelines.training;
        context.actions.push_back(training ? Action(Pause{}) : Action(Train{}));
    });
    add("Train: a batch back", U'[', batches, does(StepBatch{-1}));
    add("Train: a batch forward", U']', batches, does(StepBatch{1}));
    add("Train: an epoch back", U'{', epochs, does(StepEpoch{-1}));
    add("Train: an epoch forward", U'}', epochs, does(StepEpoch{1}));
    add("Train: on to where a breakpoint holds", U'c', holds, does(Continue{false}));
    add("Train: back to where a breakpoint held", U'C', holds, does(Continue{true}));
}

void add_view(std::vector<Command>& all) {
    all.push_back({"View: search every command, lesson and value",
                   {with_ctrl(U'p')},
                   "search every command, lesson and value",
                   Where::anywhere,
                   [](PanelContext& context) { context.state.palette = {.open = true}; }});
    all.push_back({"View: close what was opened last",
                   {named(Key::escape)},
                   "close what was opened last",
                   Where::anywhere,
                   close_last_opened});
    all.push_back({"View: keys and gestures", {typed(U'?')}, "this help", Where::anywhere, [](PanelContext& context) {
                       context.state.help = !context.state.help;
                   }});
}

void add_optimizers(std::vector<Command>& all, const Session& session) {
    for (const Knob& knob : session.knobs.all()) {
        if (knob.name != "optimizer") continue;
        for (std::size_t i = 0; i < knob.choices.size() && i < 9; ++i) {
            const auto turn = [name = knob.name, choice = knob.choices[i]](PanelContext& context) {
                context.actions.push_back(turned_knob(context.session, context.state, name, choice));
            };
            all.push_back({"Optimizer: " + optimizer_label(knob.choices[i]),
                           {typed(U'1' + static_cast<char32_t>(i))},
                           "another optimizer: " + optimizer_labels(knob),
                           Where::lesson,
                           turn});
        }
    }
}

void add_lessons(std::vector<Command>& all, const Session& session, bool with_keys) {
    for (const Lesson& lesson : session.lessons) {
        if (with_keys && lesson.number > 9) continue;
        Command command{fmt::format("Lesson {}: {}", lesson.number, lesson.title),
                        {},
                        with_keys ? "open a lesson" : "",
                        with_keys ? Where::list : Where::anywhere,
                        does(OpenLesson{std::to_string(lesson.number)})};
        if (with_keys) command.keys.push_back(typed(U'0' + static_cast<char32_t>(lesson.number)));
        all.push_back(std::move(command));
    }
    if (!with_keys && session.lesson)
        all.push_back({"Lessons: back to the list", {}, "", Where::lesson, does(ShowLessons{})});
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
                       does(GoToPosition{event.index + 1}),
                       detail});
    }
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
    if (session.lesson) all.push_back({"Knobs: as the lesson has them", {}, "", Where::lesson, does(ResetKnobs{})});
}

bool is_letter(char32_t character) {
    return (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
}

}  // namespace

std::vector<Command> commands_with_keys(const Session& session) {
    std::vector<Command> all;
    add_steps(all);
    add_walk(all);
    add_optimizers(all, session);
    add_lessons(all, session, true);
    add_places(all);
    add_view(all);
    add_training(all);
    return all;
}

std::vector<Command> all_commands(const Session& session, const PanelState& state) {
    std::vector<Command> all;
    for (Command& command : commands_with_keys(session))
        if (command.where != Where::list && makes_sense(command, session)) all.push_back(std::move(command));
    add_bookmarks(all, session);
    add_values(all, session);
    add_looks(all, session, state);
    add_lessons(all, session, false);
    return all;
}

bool makes_sense(const Command& command, const Session& session) {
    switch (command.where) {
        case Where::list:
            return !session.lesson;
        case Where::lesson:
            return session.lesson != nullptr;
        case Where::training:
            return !session.timelines.empty();
        case Where::anywhere:
            break;
    }
    return true;
}

bool is_pressed(const Command& command, const KeyPress& press) {
    return std::any_of(command.keys.begin(), command.keys.end(), [&](const KeyPress& key) {
        return key.key == press.key && key.character == press.character && key.ctrl == press.ctrl &&
               key.alt == press.alt;
    });
}

std::string key_text(const KeyPress& press) {
    std::string text = press.ctrl ? "Ctrl+" : press.alt ? "Alt+" : "";
    const char32_t character = press.character;
    switch (press.key) {
        case Key::character:
            if (character == U' ') return text + "space";
            if (!press.ctrl && is_letter(character) && character < U'a') text += "Shift+";
            if (press.ctrl && is_letter(character)) return text + static_cast<char>(character & ~0x20U);
            return text + (character == U'-' ? "−" : std::string(1, static_cast<char>(character)));
        case Key::right:
            return text + "→";
        case Key::left:
            return text + "←";
        case Key::down:
            return text + "↓";
        case Key::up:
            return text + "↑";
        case Key::home:
            return text + "Home";
        case Key::end:
            return text + "End";
        case Key::escape:
            return text + "Esc";
        case Key::backspace:
            return text + "Backspace";
        case Key::enter:
            return text + "Enter";
        default:
            return text;
    }
}

}  // namespace backstep
