#include "viewer/command/json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "viewer/model/equation.h"

namespace backstep {
namespace {

using Json = nlohmann::ordered_json;

const char* kind_name(Knob::Kind kind) {
    switch (kind) {
        case Knob::Kind::real:
            return "real";
        case Knob::Kind::integer:
            return "integer";
        case Knob::Kind::choice:
            return "choice";
    }
    return "";
}

Json json_of(const Knob& knob) {
    Json json = {{"name", knob.name}, {"kind", kind_name(knob.kind)}, {"meaning", knob.meaning}};
    if (knob.kind == Knob::Kind::choice) {
        json["start"] = knob.choices.at(static_cast<std::size_t>(knob.start));
        json["choices"] = knob.choices;
        return json;
    }
    const auto number = [&](double value) {
        return knob.kind == Knob::Kind::integer ? Json(static_cast<long>(value)) : Json(value);
    };
    json["start"] = number(knob.start);
    json["lowest"] = number(knob.lowest);
    json["highest"] = number(knob.highest);
    return json;
}

void add_figures(Json& json, const Numbers& value) {
    if (value.size() == 0) return;
    double sum = 0, smallest = value(0, 0), largest = smallest, max_abs = 0;
    bool has_nan = false;
    const auto see = [&](double number) {
        sum += number;
        smallest = std::min(smallest, number);
        largest = std::max(largest, number);
        max_abs = std::max(max_abs, std::abs(number));
        has_nan = has_nan || std::isnan(number);
    };
    if (value.visit(see) > 0) see(0);
    // A NaN anywhere makes the mean NaN; the others have to say so too, wherever it stands.
    const double mean = sum / static_cast<double>(value.size());
    json["max_abs"] = has_nan ? mean : max_abs;
    json["min"] = has_nan ? mean : smallest;
    json["max"] = has_nan ? mean : largest;
    json["mean"] = mean;
    if (value.size() == 1) json["value"] = value(0, 0);
}

Json json_of(const Trace& trace, const Event& event) {
    const EquationView equation = equation_view(trace, event.index);
    const std::string file = event.source.file;
    Json json = {{"index", event.index},
                 {"name", equation.symbol},
                 {"version", event.version},
                 {"phase", phase_name(event.phase)},
                 {"step", event.step},
                 {"rows", equation.rows},
                 {"cols", equation.cols},
                 {"given", event.given},
                 {"equation", equation.text},
                 {"shapes", equation.shapes},
                 {"file", file.substr(file.rfind('/') + 1)},
                 {"line", event.source.line}};
    add_figures(json, trace.value(event));
    return json;
}

}  // namespace

std::string lessons_json(const std::vector<Lesson>& lessons) {
    Json list = Json::array();
    for (const Lesson& lesson : lessons) {
        Json knobs = Json::array();
        for (const Knob& knob : lesson.knobs) knobs.push_back(json_of(knob));
        list.push_back({{"number", lesson.number},
                        {"slug", lesson.slug},
                        {"title", lesson.title},
                        {"idea", lesson.idea},
                        {"knobs", knobs}});
    }
    return list.dump(2);
}

std::string run_json(const Session& session) {
    Json knobs = Json::object();
    for (const Knob& knob : session.knobs.all()) {
        if (knob.kind == Knob::Kind::choice)
            knobs[knob.name] = session.knobs.choice(knob.name);
        else if (knob.kind == Knob::Kind::integer)
            knobs[knob.name] = session.knobs.integer(knob.name);
        else
            knobs[knob.name] = session.knobs.real(knob.name);
    }
    Json events = Json::array();
    for (const Event& event : session.trace->events) events.push_back(json_of(*session.trace, event));
    const Json json = {{"lesson", session.lesson->number},
                       {"title", session.lesson->title},
                       {"digits", session.digits->source},
                       {"knobs", knobs},
                       {"events", events}};
    return json.dump(2);
}

}  // namespace backstep
