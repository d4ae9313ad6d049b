#include "viewer/model/race.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/math/error.h"
#include "engine/timeline/compare.h"
#include "viewer/model/cursor.h"
#include "viewer/model/number.h"
#include "viewer/model/training.h"
#include "viewer/model/training_parts.h"

namespace backstep {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

bool has_knob(const Knobs& knobs, const std::string& name) {
    const std::vector<Knob>& all = knobs.all();
    return std::any_of(all.begin(), all.end(), [&](const Knob& knob) { return knob.name == name; });
}

double usual_rate(const std::string& optimizer, Activation activation) {
    const bool saturates = activation == Activation::sigmoid || activation == Activation::tanh;
    if (optimizer == "adam") return saturates ? 0.005 : 0.001;
    if (optimizer == "momentum") return saturates ? 0.1 : 0.02;
    return saturates ? 0.5 : 0.1;
}

// Of an optimizer that is not the lesson's own.
double rate_of_another(const std::string& optimizer, const Knobs& knobs, Activation activation) {
    const std::string knob = "race_" + optimizer;
    return has_knob(knobs, knob) ? knobs.real(knob) : usual_rate(optimizer, activation);
}

TrainingPlan plan_of(const Session& session, const RaceEntry& entry) {
    TrainingPlan plan = session.timelines.all.front().timeline->plan();
    plan.network.optimizer.kind = optimizer_named(entry.optimizer);
    plan.network.optimizer.learning_rate = entry.learning_rate;
    check(plan);
    return plan;
}

// A timeline that is this very training already; −1 if there is none.
int same_training(const Timelines& timelines, const TrainingPlan& plan) {
    for (std::size_t i = 0; i < timelines.all.size(); ++i) {
        const Timeline& timeline = *timelines.all[i].timeline;
        const bool from_start = timeline.forked_at() == 1 && timeline.edits().empty();
        if (from_start && difference(timeline.plan(), plan).empty()) return static_cast<int>(i);
    }
    return -1;
}

// As if they had been turned before the training began.
Knobs knobs_of(const Session& session, const RaceEntry& entry) {
    Knobs knobs = session.timelines.all.front().knobs;
    if (has_knob(knobs, "optimizer")) knobs.set("optimizer", entry.optimizer);
    if (has_knob(knobs, "learning_rate")) knobs.set("learning_rate", fmt::format("{}", entry.learning_rate));
    return knobs;
}

// Have all of them the same start and the same batches?
bool is_fair(const Timelines& timelines) {
    const auto timeline = [&](int i) -> const Timeline& {
        return *timelines.all[static_cast<std::size_t>(i)].timeline;
    };
    return std::all_of(timelines.racers.begin(), timelines.racers.end(),
                       [&](int racer) { return fairness(timeline(timelines.racers.front()), timeline(racer)).same(); });
}

double number_in(const Trace& trace, const Name& name, int version, int row, int col) {
    for (const Event& event : trace.events)
        if (event.name == name && event.version == version) return trace.value(event)(row, col);
    return missing;
}

// The gradient that the optimizer was given: clipped, if it is.
double last_in(const Trace& trace, const Name& name, int row, int col) {
    const auto last = std::find_if(trace.events.rbegin(), trace.events.rend(),
                                   [&](const Event& event) { return event.name == name; });
    return last == trace.events.rend() ? missing : trace.value(*last)(row, col);
}

}  // namespace

std::vector<RaceEntry> usual_entries(const Session& session) {
    const MlpSettings& network = session.timelines.all.front().timeline->plan().network;
    const Knobs& knobs = session.timelines.all.front().knobs;
    std::vector<RaceEntry> entries;
    for (const std::string optimizer : {"sgd", "momentum", "adam"}) {
        double rate = 0;
        if (network.optimizer.kind == optimizer_named(optimizer))
            rate = network.optimizer.learning_rate;
        else
            rate = rate_of_another(optimizer, knobs, network.activation);
        entries.push_back({optimizer, rate});
    }
    return entries;
}

std::string optimizer_label(const std::string& choice) {
    if (choice == "sgd") return "SGD";
    std::string label = choice.substr(0, choice.find('_'));
    if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') label[0] = static_cast<char>(label[0] - 'a' + 'A');
    return label;
}

std::string rate_advice(const Session& session) {
    constexpr double far = 4;
    if (session.timelines.empty()) return "";
    const Knobs& knobs = session.knobs;
    const Knobs own(session.lesson->knobs);
    for (const char* name : {"optimizer", "learning_rate"})
        if (!has_knob(knobs, name)) return "";
    const std::string& optimizer = knobs.choice("optimizer");
    const double rate = knobs.real("learning_rate");
    if (optimizer == own.choice("optimizer") || rate != own.real("learning_rate")) return "";
    const double usual = rate_of_another(optimizer, knobs, session.timelines.timeline()->plan().network.activation);
    if (rate < usual * far && usual < rate * far) return "";
    return fmt::format("{} with α = {}: its usual rate here is {}", optimizer_label(optimizer), short_number(rate),
                       short_number(usual));
}

const std::vector<int>& racers(const Session& session) { return session.timelines.racers; }

RacerWeight weight_of(const Trace& trace, int layer, int row, int col) {
    const Name W("W", layer);
    const auto found = std::find_if(trace.events.begin(), trace.events.end(),
                                    [&](const Event& event) { return event.name == W && event.version == 0; });
    if (found == trace.events.end() || !trace.value(*found).contains(row, col))
        throw InputError(W.text(), fmt::format("it has no cell ({},{})", row, col), "choose a weight of the network");
    RacerWeight weight;
    weight.before = trace.value(*found)(row, col);
    weight.gradient = last_in(trace, Name("dW", layer), row, col);
    weight.m = number_in(trace, Name("m", W), 1, row, col);
    weight.v = number_in(trace, Name("v", W), 1, row, col);
    weight.m_hat = number_in(trace, Name("m̂", W), 0, row, col);
    weight.v_hat = number_in(trace, Name("v̂", W), 0, row, col);
    weight.after = number_in(trace, W, 1, row, col);
    weight.change = weight.after - weight.before;
    return weight;
}

bool train_next_racer(Session& session) {
    Timelines& timelines = session.timelines;
    if (!timelines.racing) return false;
    for (const int racer : timelines.racers) {
        const std::shared_ptr<Timeline>& timeline = timelines.all[static_cast<std::size_t>(racer)].timeline;
        if (timeline->finished()) continue;
        train_in_background(session, timeline);
        return true;
    }
    timelines.racing = false;
    return false;
}

// Bad entries are found before anything changes.
void do_training(Session& session, const Race& action) {
    Timelines& timelines = timelines_of(session);
    if (action.entries.empty()) throw InputError("race", "nobody races", "name at least one optimizer");
    std::vector<TrainingPlan> plans;
    std::vector<Knobs> knobs;
    for (const RaceEntry& entry : action.entries) {
        plans.push_back(plan_of(session, entry));
        knobs.push_back(knobs_of(session, entry));
    }
    rest(session);
    timelines.racers.clear();
    for (std::size_t i = 0; i < plans.size(); ++i) {
        int racer = same_training(timelines, plans[i]);
        if (racer < 0) {
            racer = static_cast<int>(timelines.all.size());
            auto fork = std::make_shared<Timeline>(timelines.all.front().timeline, 1, Change{plans[i], {}});
            timelines.all.push_back({std::move(fork), knobs[i]});
        }
        timelines.racers.push_back(racer);
    }
    timelines.fair = is_fair(timelines);
    timelines.racing = true;
    timelines.notice.clear();
    if (!train_next_racer(session)) timelines.notice = "the race is over: all have come to their end";
}

}  // namespace backstep
