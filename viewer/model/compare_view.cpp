#include "viewer/model/compare_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/timeline/compare.h"
#include "viewer/model/race.h"

namespace backstep {
namespace {

double share_of(double difference, const Numbers& here, const Numbers& beside) {
    if (!std::isfinite(difference)) return 1;
    const double size = largest_finite(here) + largest_finite(beside);
    return size > 0 ? std::min(1.0, difference / size) : 0;
}

// "W[1]", or "W[1]@0" if a later value has the same name.
std::string name_in(const Trace& trace, const Event& event) {
    const auto last = find_event(trace, event.name.text(), static_cast<int>(trace.events.size()));
    const std::string name = event.name.text();
    return last == event.index ? name : fmt::format("{}@{}", name, event.version);
}

// "W[1]" for "dW[1]", "v̂W[1]" and itself; empty for "Z[1]".
std::optional<Name> parameter_of(const Name& name) {
    if (name.layer < 1) return std::nullopt;
    if (name.symbol == "W" || name.symbol == "dW") return Name("W", name.layer);
    if (name.symbol == "b" || name.symbol == "db") return Name("b", name.layer);
    return std::nullopt;
}

std::optional<double> cell_of(const Trace& trace, int event, const CellRef& cell) {
    const Numbers value = trace.value(event);
    if (!value.contains(cell.row, cell.col)) return std::nullopt;
    return value(cell.row, cell.col);
}

// The last version of a name in this recording; empty if there is none.
std::optional<double> last_number(const Trace& trace, const Name& name, const CellRef& cell) {
    for (std::size_t i = trace.events.size(); i-- > 0;)
        if (trace.events[i].name == name) return cell_of(trace, static_cast<int>(i), cell);
    return std::nullopt;
}

// What the parameter changes by: its last version less its first.
std::optional<double> step_of_cell(const Trace& trace, const Name& parameter, const CellRef& cell) {
    const auto after = last_number(trace, parameter, cell);
    for (const Event& event : trace.events)
        if (event.name == parameter)
            if (const auto before = cell_of(trace, event.index, cell); before && after) return *after - *before;
    return std::nullopt;
}

// The names with a prefix before the parameter's, mW[1] and v̂W[1], in the order of both recordings.
std::vector<Name> memories_of(const Name& parameter, const Trace& here, const Trace& beside) {
    std::vector<Name> names;
    for (const Trace* trace : {&here, &beside})
        for (const Event& event : trace->events) {
            const bool of_it = event.name.symbol == parameter.symbol && event.name.layer == parameter.layer;
            const bool is_new = std::find(names.begin(), names.end(), event.name) == names.end();
            if (of_it && is_new && !event.name.prefix.empty() && event.name.prefix != "Δ") names.push_back(event.name);
        }
    return names;
}

// "SGD", "Averaged momentum".
std::string in_words(const std::string& optimizer) {
    const std::size_t second = optimizer.find('_');
    return optimizer_label(optimizer) + (second == std::string::npos ? "" : " " + optimizer.substr(second + 1));
}

}  // namespace

std::vector<ForkOffer> fork_offers(const Session& session) {
    std::vector<ForkOffer> offers;
    for (const Knob& knob : session.knobs.all()) {
        if (knob.name == "optimizer")
            for (const std::string& choice : knob.choices) {
                if (choice == session.knobs.choice(knob.name)) continue;
                offers.push_back({"Fork with " + in_words(choice), {{knob.name + "=" + choice}}});
            }
        if (knob.name == "learning_rate")
            for (const double factor : {0.25, 4.0}) {
                const double rate = factor * session.knobs.real(knob.name);
                if (rate < knob.lowest || rate > knob.highest) continue;
                const std::string number = fmt::format("{:.6g}", rate);
                offers.push_back({"Fork with learning rate " + number, {{knob.name + "=" + number}}});
            }
    }
    return offers;
}

std::shared_ptr<const Trace> beside_trace(const Session& session, std::string& why) {
    const Timelines& timelines = session.timelines;
    why.clear();
    if (timelines.empty() || timelines.beside < 0) return nullptr;
    const Timeline& beside = *timelines.all[static_cast<std::size_t>(timelines.beside)].timeline;
    const long last = std::min(beside.trained() + 1, beside.plan().steps());
    if (timelines.step > last) {
        why = fmt::format("Timeline {} has only come to {}. Show it and train on, or go back in this one.",
                          timelines.beside + 1, step_text(last, beside.plan().steps_per_epoch()));
        return nullptr;
    }
    try {
        return beside.record(*session.compute, timelines.step);
    } catch (const std::exception& error) {
        why = error.what();
        return nullptr;
    }
}

CompareView compare_view(const Trace& here, const Trace& beside) {
    CompareView view;
    for (const ValueDifference& difference : compare(here, beside)) {
        if (difference.left < 0) {
            ++view.only_beside;
            continue;
        }
        if (difference.right < 0) {
            ++view.only_here;
            continue;
        }
        if (difference.different == 0) {
            ++view.same;
            continue;
        }
        const Event& event = here.events[static_cast<std::size_t>(difference.left)];
        const Numbers other = beside.value(difference.right);
        const double share = share_of(difference.largest, here.value(event), other);
        ComparedValue value{name_in(here, event), event.phase, difference.left, difference.right,
                            difference.largest,   share,       difference.row,  difference.col};
        view.changed.push_back(std::move(value));
    }
    std::stable_sort(view.changed.begin(), view.changed.end(),
                     [](const ComparedValue& a, const ComparedValue& b) { return a.share > b.share; });
    return view;
}

std::optional<int> matching_event(const Trace& here, int event, const Trace& beside) {
    const Event& wanted = here.events[static_cast<std::size_t>(event)];
    for (const Event& other : beside.events)
        if (other.name == wanted.name && other.version == wanted.version) return other.index;
    return std::nullopt;
}

ComparedCell compared_cell(const Trace& here, const Trace& beside, CellRef cell) {
    const std::optional<Name> parameter = parameter_of(here.events[static_cast<std::size_t>(cell.event)].name);
    if (!parameter) return {};
    ComparedCell result;
    result.name = fmt::format("{}({},{})", parameter->text(), cell.row, cell.col);
    const auto add = [&](std::string name, const auto& number) {
        ComparedNumber line{std::move(name), number(here), number(beside)};
        if (line.here || line.beside) result.numbers.push_back(std::move(line));
    };
    const Name gradient(parameter->symbol == "W" ? "dW" : "db", parameter->layer);
    add("gradient " + gradient.text(), [&](const Trace& trace) { return last_number(trace, gradient, cell); });
    for (const Name& name : memories_of(*parameter, here, beside))
        add(name.text(), [&](const Trace& trace) { return last_number(trace, name, cell); });
    add("step of " + parameter->text(), [&](const Trace& trace) { return step_of_cell(trace, *parameter, cell); });
    add(parameter->text() + " after it", [&](const Trace& trace) { return last_number(trace, *parameter, cell); });
    return result;
}

}  // namespace backstep
