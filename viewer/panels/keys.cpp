// Keys that act everywhere, in one table's worth of code.

#include "viewer/panels/panels.h"

namespace backstep {
namespace {

// 1 2 3 … choose the optimizer while a lesson is open, or open a lesson in the list.
void press_number(PanelContext& context, int number) {
    const Session& session = context.session;
    if (!session.lesson) {
        for (const Lesson& lesson : session.lessons)
            if (lesson.number == number) context.actions.push_back(OpenLesson{std::to_string(number)});
        return;
    }
    for (const Knob& knob : session.knobs.all())
        if (knob.name == "optimizer" && number >= 1 && number <= static_cast<int>(knob.choices.size()))
            context.actions.push_back(
                turned_knob(session, context.state, knob.name, knob.choices[static_cast<std::size_t>(number - 1)]));
}

void press_in_training(PanelContext& context, char32_t character) {
    const bool training = context.session.timelines.training;
    Actions& actions = context.actions;
    switch (character) {
        case U'[':
            return actions.push_back(StepBatch{-1});
        case U']':
            return actions.push_back(StepBatch{1});
        case U'{':
            return actions.push_back(StepEpoch{-1});
        case U'}':
            return actions.push_back(StepEpoch{1});
        case U't':
            return actions.push_back(training ? Action(Pause{}) : Action(Train{}));
        case U'c':
            return actions.push_back(Continue{false});
        case U'C':
            return actions.push_back(Continue{true});
        default:
            return;
    }
}

void press_character(PanelContext& context, char32_t character) {
    if (character == U'?')
        context.state.help = !context.state.help;
    else if (character == U' ' && context.session.lesson)
        context.actions.push_back(Play{!context.session.playing});
    else if (character >= U'1' && character <= U'9')
        press_number(context, static_cast<int>(character - U'0'));
    else if (!context.session.timelines.empty())
        press_in_training(context, character);
}

// What has been opened last closes first.
void press_escape(PanelContext& context) {
    if (context.state.help)
        context.state.help = false;
    else if (context.state.stage.alone)
        context.state.stage.alone.reset();
    else if (context.session.selected)
        context.actions.push_back(ClearSelection{});
}

}  // namespace

void handle_keys(PanelContext& context) {
    Actions& actions = context.actions;
    for (const KeyPress& press : context.ui.keys) {
        if (press.ctrl || press.alt) continue;
        switch (press.key) {
            case Key::character:
                press_character(context, press.character);
                break;
            case Key::escape:
                press_escape(context);
                break;
            case Key::right:
                actions.push_back(Step{1});
                break;
            case Key::left:
                actions.push_back(Step{-1});
                break;
            case Key::down:
                actions.push_back(StepPhase{1});
                break;
            case Key::up:
                actions.push_back(StepPhase{-1});
                break;
            case Key::home:
                actions.push_back(GoToPosition{0});
                break;
            case Key::end:
                actions.push_back(GoToPosition{context.session.count()});
                break;
            case Key::backspace:
                actions.push_back(TrailBack{1});
                break;
            default:
                break;
        }
    }
}

}  // namespace backstep
