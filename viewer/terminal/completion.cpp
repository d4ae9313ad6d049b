#include "viewer/terminal/completion.h"

#include <algorithm>

#include "engine/math/error.h"
#include "lessons/training.h"
#include "viewer/model/value_name.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/words.h"

namespace backstep {
namespace {

std::vector<std::string> value_names(const Session& session) {
    std::vector<std::string> names;
    if (session.trace)
        for (const Event& event : session.trace->events)
            if (event.version == 0) names.push_back(ascii_name(event.name.text()));
    return names;
}

std::vector<std::string> knob_words(const Session& session, const Words& before) {
    std::vector<std::string> words;
    for (const Knob& knob : session.knobs.all()) {
        if (before.size() == 1) words.push_back(knob.name);
        if (before.size() == 2 && before[1] == knob.name) words = knob.choices;
    }
    return words;
}

// "optimizer=adam", for every choice; "learning_rate=" for numbers.
std::vector<std::string> fork_words(const Session& session) {
    std::vector<std::string> words;
    for (const Knob& knob : session.knobs.all()) {
        if (session.timelines.empty() || !can_fork(*session.lesson, knob.name)) continue;
        if (knob.choices.empty()) words.push_back(knob.name + "=");
        for (const std::string& choice : knob.choices) words.push_back(knob.name + "=" + choice);
    }
    return words;
}

std::vector<std::string> moment_words(const Session& session) {
    std::vector<std::string> words{"epoch", "batch", "step"};
    for (const std::string& name : value_names(session)) words.push_back(name);
    return words;
}

// A condition begins with one of these.
std::vector<std::string> condition_beginnings(const Session& session) {
    std::vector<std::string> words{"loss", "accuracy", "step", "epoch", "batch", "phase", "layer"};
    for (const std::string& name : value_names(session))
        for (const char* function : {"norm", "min", "max", "zeros", "isnan", "isfinite"})
            words.push_back(function + ("(" + name + ")"));
    return words;
}

// What may follow the words before.
std::vector<std::string> candidates(const Terminal& terminal, const Words& before) {
    std::vector<std::string> words;
    if (before.empty()) {
        for (const TypedCommand& command : commands()) words.push_back(command.name);
        return words;
    }
    std::string command;
    try {
        command = command_named(before[0]).name;
    } catch (const InputError&) {
        return {};
    }
    if (command == "set") return knob_words(terminal.session, before);
    if (command == "fork") return fork_words(terminal.session);
    if (command == "goto" && before.size() % 2 == 1 && !terminal.session.timelines.empty())
        return moment_words(terminal.session);
    if (command == "break" || command == "watch") return condition_beginnings(terminal.session);
    if (before.size() > 1) return {};
    if (command == "info") return {"knobs", "events", "values", "breakpoints", "epochs"};
    if (command == "help") return candidates(terminal, {});
    if (command == "goto" || command == "print" || command == "shape" || command == "explain" ||
        command == "prove" || command == "walk")
        return value_names(terminal.session);
    return {};
}

}  // namespace

std::vector<std::string> completions(const Terminal& terminal, const std::string& line) {
    Words words = words_in(line);
    std::string last;
    if (!words.empty() && line.back() != ' ') {
        last = words.back();
        words.pop_back();
    }
    std::vector<std::string> found;
    for (const std::string& word : candidates(terminal, words))
        if (word.rfind(last, 0) == 0 && std::find(found.begin(), found.end(), word) == found.end())
            found.push_back(word);
    return found;
}

}  // namespace backstep
