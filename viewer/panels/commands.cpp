#include "viewer/panels/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "viewer/model/proof.h"
#include "viewer/model/selection.h"
#include "viewer/panels/panels.h"
#include "viewer/panels/pictures.h"
#include "viewer/panels/reach.h"

namespace backstep {
namespace {

KeyPress named(Key key) { return {.key = key}; }
KeyPress typed(char32_t character) { return {.character = character}; }
KeyPress with_ctrl(char32_t character) { return {.character = character, .ctrl = true}; }

void turn_digits(PanelState& state, int by) {
    state.digits = std::clamp(state.digits + by, fewest_digits, most_digits);
}

// To the next of these sizes, as far as the window has room.
void zoom(PanelContext& context, int by) {
    constexpr float sizes[] = {0.75F, 0.9F, 1, 1.1F, 1.25F, 1.5F, 1.75F, 2, 2.5F, 3};
    const auto nearest = std::min_element(std::begin(sizes), std::end(sizes), [&](float one, float other) {
        return std::abs(one - context.state.zoom) < std::abs(other - context.state.zoom);
    });
    const auto place = std::clamp<std::ptrdiff_t>(nearest - std::begin(sizes) + by, 0, std::ssize(sizes) - 1);
    const float wanted = sizes[place];
    if (by < 0 || largest_zoom(context.ui, context.state) >= wanted)
        context.state.zoom = wanted;
    else
        context.state.notice = mistake("The window has no room for larger letters");
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

// To explain a number without a mouse.
void add_cells(std::vector<Command>& all) {
    const char* cells = "the number beside the one that is explained; first the largest";
    const auto add = [&](const char* name, Key key, int down, int right) {
        all.push_back({name, {{.key = key, .shift = true}}, cells, Where::lesson, [=](PanelContext& context) {
                           if (const auto cell = cell_beside(context.session, down, right))
                               context.actions.push_back(SelectCell{*cell});
                       }});
    };
    add("Explain: the number to the left", Key::left, 0, -1);
    add("Explain: the number to the right", Key::right, 0, 1);
    add("Explain: the number above", Key::up, -1, 0);
    add("Explain: the number below", Key::down, 1, 0);
    all.push_back({"Explain: prove this gradient",
                   {typed(U'p')},
                   "measure the gradient that is explained",
                   Where::lesson,
                   [](PanelContext& context) {
                       const std::optional<CellRef>& cell = context.session.selected;
                       context.state.explanation.prove = cell && can_prove(context.session, *cell);
                       if (!context.state.explanation.prove)
                           context.state.notice =
                               mistake("There is no gradient to prove: explain a number of dW, db, dZ or dA");
                   }});
}

// Whatever can be clicked (reach.h).
void add_reach(std::vector<Command>& all) {
    const char *next = "to the next thing that can be clicked, and back", *click = "click it, open its menu",
               *scroll = "scroll it, or the lesson's page";
    const auto add = [&](const char* name, KeyPress key, const char* help, auto run) {
        all.push_back({.name = name, .keys = {key}, .help = help, .run = run, .in_forms = true});
    };
    add("Keys: letters on all that can be clicked", typed(U'f'), "letters on all that can be clicked",
        reach_by_letters);
    add("Keys: to the next thing that can be clicked", named(Key::tab), next,
        [](PanelContext& context) { reach_next(context, 1); });
    add("Keys: to the thing before", {.key = Key::tab, .shift = true}, next,
        [](PanelContext& context) { reach_next(context, -1); });
    add("Keys: click what Tab has come to", named(Key::enter), click,
        [](PanelContext& context) { reach_click(context, 0); });
    add("Keys: the menu of what Tab has come to", {.key = Key::enter, .shift = true}, click,
        [](PanelContext& context) { reach_click(context, 1); });
    add("Keys: scroll down", named(Key::page_down), scroll, [](PanelContext& context) { reach_scroll(context, -6); });
    all.back().where = Where::lesson;
    add("Keys: scroll up", named(Key::page_up), scroll, [](PanelContext& context) { reach_scroll(context, 6); });
    all.back().where = Where::lesson;
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
    add("Go: type where to, or when to break", U'g', "type where to go, or when to break",
        [](PanelContext& context) { context.state.timeline.focus = true; });
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
    all.push_back({"Quit: close Backstep", {with_ctrl(U'q')}, "quit", Where::anywhere, [](PanelContext& context) {
                       context.state.quit = true;
                   }});
}

void add_numbers_and_letters(std::vector<Command>& all) {
    const char *digits = "more, fewer digits of numbers", *letters = "larger, smaller letters, as they were";
    const auto add = [&](const char* name, std::vector<KeyPress> keys, const char* help, auto run) {
        all.push_back({name, std::move(keys), help, Where::anywhere, run});
    };
    add("Digits: one more", {typed(U'+')}, digits, [](PanelContext& context) { turn_digits(context.state, 1); });
    add("Digits: one fewer", {typed(U'-')}, digits, [](PanelContext& context) { turn_digits(context.state, -1); });
    add("Letters: larger", {with_ctrl(U'+'), with_ctrl(U'=')}, letters,
        [](PanelContext& context) { zoom(context, 1); });
    add("Letters: smaller", {with_ctrl(U'-')}, letters, [](PanelContext& context) { zoom(context, -1); });
    add("Letters: as they were", {with_ctrl(U'0')}, letters, [](PanelContext& context) { context.state.zoom = 1; });
}

// The curve that is meant: where the mouse was last, of those that are shown; else the timeline's.
PlotZoom& curve_of(PanelState& state) {
    PlotZoom* meant = &state.timeline.zoom;
    for (PlotZoom* other : {&state.health.zoom, &state.race.zoom, &state.compare.zoom})
        if (other->drawn_at >= state.timeline.zoom.drawn_at && other->over_at > meant->over_at) meant = other;
    return *meant;
}

void add_curves(std::vector<Command>& all) {
    const char* curves = "closer to the curve's cursor, farther away, all of it";
    const auto add = [&](const char* name, char32_t key, auto run) {
        all.push_back({name, {typed(key)}, curves, Where::training, run});
    };
    add("Curve: zoom in", U'z', [](PanelContext& context) { ++curve_of(context.state).keys; });
    add("Curve: zoom out", U'Z', [](PanelContext& context) { --curve_of(context.state).keys; });
    add("Curve: zoom to all", U'0', [](PanelContext& context) { curve_of(context.state).see_all(); });
}

void add_pictures(std::vector<Command>& all) {
    const char* pictures = "save a picture of the window, of the panel under the mouse";
    const auto add = [&](const char* name, char32_t key, auto run) {
        all.push_back({name, {with_ctrl(key)}, pictures, Where::anywhere, run});
    };
    add("Save: picture of the window", U's', save_picture_of_window);
    add("Save: picture of the panel under the mouse", U'e', save_picture_under_mouse);
}

void add_optimizers(std::vector<Command>& all, const Session& session) {
    for (const Knob& knob : session.knobs.all()) {
        if (knob.name != "optimizer") continue;
        for (std::size_t i = 0; i < knob.choices.size() && i < 9; ++i) {
            const auto turn = [name = knob.name, choice = knob.choices[i]](PanelContext& context) {
                // A fork with the same optimizer would differ in nothing.
                if (context.session.knobs.choice(name) == choice)
                    context.state.notice = done(optimizer_label(choice) + " is the optimizer already");
                else
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

void add_lessons(std::vector<Command>& all, const Session& session) {
    for (const Lesson& lesson : session.lessons)
        if (lesson.number <= 9)
            all.push_back({fmt::format("Lesson {}: {}", lesson.number, lesson.title),
                           {typed(U'0' + static_cast<char32_t>(lesson.number))},
                           "open a lesson",
                           Where::list,
                           does(OpenLesson{std::to_string(lesson.number)})});
}

}  // namespace

std::vector<Command> commands_with_keys(const Session& session) {
    std::vector<Command> all;
    add_steps(all);
    add_walk(all);
    add_cells(all);
    add_optimizers(all, session);
    add_lessons(all, session);
    add_places(all);
    add_numbers_and_letters(all);
    add_view(all);
    add_reach(all);
    add_training(all);
    add_curves(all);
    add_pictures(all);
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

}  // namespace backstep
