#include "viewer/model/parked.h"

#include <algorithm>
#include <utility>

#include "viewer/model/history.h"
#include "viewer/model/training_parts.h"

namespace backstep {
namespace {

template <class T>
std::size_t bytes_of(const std::vector<T>& values) {
    return values.size() * sizeof(T);
}

std::size_t bytes_of(const TrainingData& data) {
    std::size_t bytes = 0;
    for (const Dataset* images : {&data.train, &data.validation, &data.test})
        bytes += bytes_of(images->images) + bytes_of(images->labels);
    for (const PixelIndex* index : {&data.train_pixels, &data.validation_pixels, &data.test_pixels})
        bytes += bytes_of(index->words) + bytes_of(index->starts);
    return bytes;
}

// All timelines have the same images.
std::size_t memory_of(const Timelines& timelines) {
    std::size_t bytes = bytes_of(*timelines.all.front().timeline->plan().data);
    for (const Line& line : timelines.all) bytes += line.timeline->checkpoint_memory();
    return bytes;
}

// One that can be had again at once need not be kept.
bool is_worth_it(const Timelines& timelines) {
    const auto has_more = [](const Line& line) { return line.timeline->trained() > 0 || line.timeline->parent(); };
    return std::any_of(timelines.all.begin(), timelines.all.end(), has_more);
}

template <class Is>
std::optional<ParkedTraining> take(Session& session, const Is& is) {
    std::vector<ParkedTraining>& all = session.parked;
    const auto found = std::find_if(all.rbegin(), all.rend(), [&](const ParkedTraining& one) {
        return one.lesson == session.lesson->slug && is(one.timelines);
    });
    if (found == all.rend()) return std::nullopt;
    ParkedTraining parked = std::move(*found);
    all.erase(std::next(found).base());
    return parked;
}

void show_first(Timelines& timelines) {
    timelines.current = 0;
    if (timelines.beside == 0) timelines.beside = -1;
    const Timeline& first = *timelines.timeline();
    timelines.step = std::min({timelines.step, first.trained() + 1, first.plan().steps()});
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
    std::size_t bytes = memory_of(session.timelines);
    if (bytes > session.memory) return false;
    ParkedTraining left{session.lesson->slug, place_text(without_knobs(current_place(session))), {}};
    left.timelines = std::exchange(session.timelines, {});
    left.timelines.trainer.reset();
    left.timelines.replay = {};
    std::vector<ParkedTraining>& parked = session.parked;
    for (const ParkedTraining& one : parked) bytes += memory_of(one.timelines);
    for (; bytes > session.memory; parked.erase(parked.begin())) bytes -= memory_of(parked.front().timelines);
    parked.push_back(std::move(left));
    return true;
}

std::optional<ParkedTraining> take_parked(Session& session, const std::vector<std::string>& knobs) {
    const auto has = [&](const Line& line) { return turned(line.knobs, session.lesson->knobs) == knobs; };
    const auto shown = [](const Timelines& timelines) -> const Line& {
        return timelines.all[static_cast<std::size_t>(timelines.current)];
    };
    std::optional<ParkedTraining> parked =
        take(session, [&](const Timelines& timelines) { return has(shown(timelines)) || has(timelines.all.front()); });
    if (parked && !has(shown(parked->timelines))) show_first(parked->timelines);
    return parked;
}

std::optional<ParkedTraining> take_last_parked(Session& session) {
    return take(session, [](const Timelines&) { return true; });
}

void prefer_parked(Session& session, const std::string& lesson, const std::function<bool(const Timelines&)>& wanted) {
    const auto is_wanted = [&](const ParkedTraining& one) { return one.lesson == lesson && wanted(one.timelines); };
    const auto found = std::find_if(session.parked.rbegin(), session.parked.rend(), is_wanted);
    if (found == session.parked.rend()) return;
    const auto place = std::prev(found.base());
    std::rotate(place, std::next(place), session.parked.end());
}

}  // namespace backstep
