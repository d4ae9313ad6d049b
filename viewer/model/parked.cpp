#include "viewer/model/parked.h"

#include <algorithm>
#include <utility>

#include "viewer/model/session.h"
#include "viewer/model/training_parts.h"

namespace backstep {
namespace {

std::size_t memory_of(const Timelines& timelines) {
    std::size_t bytes = 0;
    for (const Line& line : timelines.all) bytes += line.timeline->checkpoint_memory();
    return bytes;
}

// One that can be had again at once need not be kept.
bool is_worth_it(const Timelines& timelines) {
    const auto has_more = [](const Line& line) { return line.timeline->trained() > 0 || line.timeline->parent(); };
    return std::any_of(timelines.all.begin(), timelines.all.end(), has_more);
}

template <class Is>
std::optional<Timelines> take(std::vector<ParkedTraining>& parked, const Is& is) {
    const auto found = std::find_if(parked.rbegin(), parked.rend(), is);
    if (found == parked.rend()) return std::nullopt;
    Timelines timelines = std::move(found->timelines);
    parked.erase(std::next(found).base());
    return timelines;
}

}  // namespace

std::vector<std::string> turned(const Knobs& knobs, const std::vector<Knob>& beginning) {
    const Knobs usual(beginning);
    std::vector<std::string> assignments;
    for (const Knob& knob : knobs.all())
        if (knobs.text(knob.name) != usual.text(knob.name))
            assignments.push_back(knob.name + "=" + knobs.text(knob.name));
    return assignments;
}

bool park_training(Session& session) {
    if (!session.places.keep || !session.lesson) return false;
    if (session.timelines.empty() || !is_worth_it(session.timelines)) return false;
    rest(session);
    Timelines timelines = std::exchange(session.timelines, {});
    timelines.trainer.reset();
    timelines.replay = {};
    std::vector<std::string> start = turned(timelines.all.front().knobs, session.lesson->knobs);
    const std::string& lesson = session.lesson->slug;
    std::vector<ParkedTraining>& parked = session.parked;
    std::erase_if(parked, [&](const ParkedTraining& one) { return one.lesson == lesson && one.start == start; });
    parked.push_back({lesson, std::move(start), std::move(timelines)});
    std::size_t bytes = 0;
    for (const ParkedTraining& one : parked) bytes += memory_of(one.timelines);
    while (!parked.empty() && bytes > session.memory) {
        bytes -= memory_of(parked.front().timelines);
        parked.erase(parked.begin());
    }
    return !parked.empty();
}

std::optional<Timelines> take_parked(Session& session, const std::vector<std::string>& start) {
    return take(session.parked, [&](const ParkedTraining& one) {
        return one.lesson == session.lesson->slug && one.start == start;
    });
}

std::optional<Timelines> take_last_parked(Session& session) {
    return take(session.parked, [&](const ParkedTraining& one) { return one.lesson == session.lesson->slug; });
}

}  // namespace backstep
