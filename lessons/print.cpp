#include "lessons/print.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/math/error.h"
#include "lessons/plain_text.h"

namespace backstep {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// For each line of the lesson, the events to show after it. An event of another file waits for the next of the lesson.
std::map<int, std::vector<int>> events_by_line(const Lesson& lesson, const Trace& trace) {
    const std::string file = std::string("lessons/") + lesson.slug + ".cpp";
    std::map<int, std::vector<int>> by_line;
    std::vector<int> waiting;
    for (const Event& event : trace.events) {
        waiting.push_back(event.index);
        if (!ends_with(event.source.file, file)) continue;
        std::vector<int>& here = by_line[event.source.line];
        here.insert(here.end(), waiting.begin(), waiting.end());
        waiting.clear();
    }
    return by_line;
}

// "E@1", or "E" if there is no other version of it.
std::string name_of(const Trace& trace, const Event& event) {
    const bool has_versions = std::any_of(trace.events.begin(), trace.events.end(), [&](const Event& other) {
        return other.name == event.name && other.version != event.version;
    });
    return event.name.text() + (has_versions ? "@" + std::to_string(event.version) : "");
}

std::optional<int> event_of(const Trace& trace, const Expectation& expectation) {
    return find_event(trace, expectation.value, static_cast<int>(trace.events.size()));
}

// The figures in which the lesson speaks of the value, each once; if it has none for this version, those for another.
std::vector<Expectation::Figure> figures_for(const Document& document, const Trace& trace, const Event& event) {
    std::vector<Expectation::Figure> exact, other;
    const auto add = [](std::vector<Expectation::Figure>& figures, const Expectation& expectation) {
        for (const Expectation::Figure& figure : expectation.figures)
            if (std::none_of(figures.begin(), figures.end(), [&](const auto& f) { return f.what == figure.what; }))
                figures.push_back(figure);
    };
    for (const Expectation& expectation : document.expectations) {
        const std::optional<int> found = event_of(trace, expectation);
        if (found == event.index) add(exact, expectation);
        if (found && trace.events[static_cast<std::size_t>(*found)].name == event.name) add(other, expectation);
    }
    return exact.empty() ? other : exact;
}

// "10×32   |max| 0.98   sum 0.000000": the value as the lesson's figures tell it, measured in this run. A value that
// the lesson has no figures for, or a small one of which they would hide something, is told by its summary.
std::string told(const Trace& trace, const Event& event, std::vector<Expectation::Figure> figures) {
    const Numbers value = trace.value(event);
    const Expectation here{event.source.line, fmt::format("{}@{}", event.name.text(), event.version), 0, 0, {}};
    std::string result;
    std::size_t cells = 0;
    for (const Expectation::Figure& figure : figures) {
        const bool is_cell = figure.what == "=" || figure.what[0] == '(';
        try {
            const std::string number = measured(trace, here, figure);
            const bool hides = number.find_first_of("123456789nf") == std::string::npos;
            if (figure.what == "=" && hides && value(0, 0) != 0) return summary(value);
            result += "   " + figure.what + " " + number;
            cells += is_cell ? 1 : 0;
        } catch (const InputError&) {
            continue;  // with these knobs the value has no such cell
        }
    }
    constexpr std::size_t few = 4;
    if (result.empty() || (value.size() <= few && cells < value.size())) return summary(value);
    return shape_text(value.rows, value.cols) + result;
}

std::string told_line(const Trace& trace, const Event& event, const std::vector<Expectation::Figure>& figures) {
    return "→ " + name_of(trace, event) + " " + told(trace, event, figures) + "\n";
}

// The `//=>` lines between two blocks that speak of a value from further above: what the prose before them points at.
std::string restated(const Document& document, const Trace& trace, const Block& block, int next_line) {
    std::string result;
    for (const Expectation& expectation : document.expectations) {
        if (expectation.line <= block.last_line || expectation.line >= next_line) continue;
        const std::optional<int> found = event_of(trace, expectation);
        if (!found) continue;
        const Event& event = trace.events[static_cast<std::size_t>(*found)];
        const bool is_above = block.kind == Block::Kind::prose || event.source.line < block.first_line;
        if (is_above)
            result += "      = " + told_line(trace, event, expectation.figures).substr(std::string("→ ").size());
    }
    return result;
}

}  // namespace

std::string printed(const Lesson& lesson, const Document& document, const Trace& trace) {
    const std::map<int, std::vector<int>> by_line = events_by_line(lesson, trace);
    std::string result;
    for (std::size_t i = 0; i < document.blocks.size(); ++i) {
        const Block& block = document.blocks[i];
        const bool is_last = i + 1 == document.blocks.size();
        const int next_line = is_last ? static_cast<int>(document.lines.size()) + 1 : document.blocks[i + 1].first_line;
        if (!result.empty()) result += "\n";
        if (block.kind == Block::Kind::prose) {
            result += plain_prose(block.text);
            const std::string figures = restated(document, trace, block, next_line);
            if (!figures.empty()) result += "\n" + figures;
            continue;
        }
        for (int number = block.first_line; number <= block.last_line; ++number) {
            const std::string& line = document.lines[static_cast<std::size_t>(number) - 1];
            result += line + "\n";
            const auto events = by_line.find(number);
            if (events == by_line.end()) continue;
            const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
            for (const int index : events->second) {
                const Event& event = trace.events[static_cast<std::size_t>(index)];
                const std::vector<Expectation::Figure> figures = figures_for(document, trace, event);
                result += std::string(indent + 2, ' ') + told_line(trace, event, figures);
            }
        }
        result += restated(document, trace, block, next_line);
    }
    return result;
}

std::string printed(const Knobs& knobs) {
    std::string result;
    for (const Knob& knob : knobs.all()) {
        std::string range = fmt::format("{} … {}", knob.lowest, knob.highest);
        if (knob.kind == Knob::Kind::choice) range = fmt::format("{}", fmt::join(knob.choices, ", "));
        result += fmt::format("  {:<16} {}\n{:19}{} = {} ({})\n", knob.name, knob.meaning, "", knob.name,
                              knobs.text(knob.name), range);
    }
    return result;
}

}  // namespace backstep
