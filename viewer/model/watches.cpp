#include "viewer/model/watches.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/math/error.h"
#include "viewer/model/number.h"
#include "viewer/model/training.h"
#include "viewer/model/training_parts.h"

namespace backstep {
namespace {

constexpr std::size_t most_kept = 2;  // the two steps before the shown one

std::string value_text(const Watch& watch, const std::optional<double>& value, const char* missing) {
    if (!value) return missing;
    if (watch.is_truth()) return *value != 0 ? "yes" : "no";
    return short_number(*value);
}

}  // namespace

std::shared_ptr<const Trace> WatchViews::recorded(const Session& session, long step) {
    const auto same = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& kept) { return kept.step == step; });
    if (same != kept_.end()) return same->trace;
    if (kept_.size() == most_kept) kept_.erase(kept_.begin());
    kept_.push_back({step, session.timelines.timeline()->record(*session.compute, step)});
    return kept_.back().trace;
}

const std::vector<WatchView>& WatchViews::read(const Session& session) {
    const Timelines& timelines = session.timelines;
    const std::shared_ptr<const Timeline> timeline = timelines.timeline();
    // The last thing to come to a step is its accuracy, once it is trained.
    const long trained = std::min(timeline->trained(), timelines.step);
    const bool same = watches_ == timelines.watches && timeline_ == timeline && trace_ == session.trace &&
                      position_ == session.position && trained_ == trained;
    if (same) return views_;
    if (timeline_ != timeline) kept_.clear();
    watches_ = timelines.watches;
    timeline_ = timeline;
    trace_ = session.trace;
    position_ = session.position;
    trained_ = trained;
    views_.clear();
    const auto record = [&](long step) { return recorded(session, step); };
    for (const auto& watch : watches_) {
        if (!session.trace) break;
        const WatchValue value = watch->value(*timeline, {timelines.step, session.position}, *session.trace, record);
        WatchView view{watch->text(), value_text(*watch, value.now, "not yet"), value_text(*watch, value.before, "–")};
        if (!watch->is_truth()) view.now_number = value.now, view.before_number = value.before;
        views_.push_back(std::move(view));
    }
    return views_;
}

void do_training(Session& session, const AddWatch& action) {
    timelines_of(session).watches.push_back(std::make_shared<const Watch>(action.expression, values_to_name(session)));
}

void do_training(Session& session, const RemoveWatch& action) {
    auto& watches = timelines_of(session).watches;
    const int count = static_cast<int>(watches.size());
    if (action.index < 0 || action.index >= count)
        throw InputError("watch " + std::to_string(action.index + 1), "there is none",
                         count ? fmt::format("they go from 1 to {}", count) : "add one with watch EXPRESSION");
    watches.erase(watches.begin() + action.index);
}

}  // namespace backstep
