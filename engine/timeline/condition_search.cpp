#include <algorithm>
#include <memory>
#include <vector>

#include "engine/timeline/condition.h"
#include "engine/timeline/step_replay.h"

namespace backstep {
namespace {

constexpr long fewest_at_once = 4, most_at_once = 64;  // steps, backward

bool needs_recording(const Condition& condition) { return condition.needs_cells() || condition.needs_events(); }

// Records steps, and keeps the last two: each is looked at with the one before.
class Recorded {
public:
    Recorded(const Timeline& timeline, Compute& compute) : replay_(timeline, compute) {}

    std::shared_ptr<const Trace> operator()(long step) {
        for (const Kept& kept : kept_)
            if (kept.trace && kept.step == step) return kept.trace;
        std::swap(kept_[0], kept_[1]);
        kept_[1].trace.reset();  // before the next one takes its memory
        kept_[1] = {step, replay_.record(step)};
        return kept_[1].trace;
    }

private:
    struct Kept {
        long step = 0;
        std::shared_ptr<const Trace> trace;
    };
    StepReplay replay_;
    Kept kept_[2];
};

// What is found narrows what is still to be searched.
class Search {
public:
    Search(const Timeline& timeline, Compute& compute, Position from, bool backward, const std::atomic<bool>& stop)
        : timeline_(timeline),
          recorded_(timeline, compute),
          from_(from),
          backward_(backward),
          stop_(stop),
          last_(timeline.trained()) {}

    void add(const Condition& condition, std::size_t index) {
        if (needs_recording(condition))
            slow_.push_back({&condition, index});
        else
            ask_records({&condition, index});
    }

    std::optional<ConditionFound> result() {
        if (!slow_.empty()) backward_ ? record_backward() : record_forward();
        return stop_ ? std::nullopt : nearest_;
    }

private:
    struct Asked {
        const Condition* condition;
        std::size_t index;
    };

    // Steps are only recorded where a condition is known to hold.
    void ask_records(const Asked& asked) {
        const int by = backward_ ? -1 : 1;
        for (long step = first_step(); step >= 1 && step <= last_ && !is_beyond(step) && !stop_; step += by)
            if (look(asked, step)) return;
    }

    void record_forward() {
        for (long step = first_step(); step <= last_ && !is_beyond(step) && !stop_; ++step)
            for (const Asked& asked : slow_) look(asked, step);
    }

    // Steps follow from those before them: some are gone through forward, then some before those.
    void record_backward() {
        long many = fewest_at_once;
        for (long end = first_step(); end >= 1 && !is_beyond(end) && !stop_;) {
            const long begin = std::max(1L, end - many + 1);
            for (long step = begin; step <= end && !stop_; ++step)
                for (const Asked& asked : slow_) look(asked, step);
            end = begin - 1;
            many = std::min(2 * many, most_at_once);
        }
    }

    // Is there something in this step? It is kept if it is nearer than what there was.
    bool look(const Asked& asked, long step) {
        if (!asked.condition->can_hold(timeline_, step)) return false;
        const std::shared_ptr<const Trace> before = step > 1 ? recorded_(step - 1) : nullptr;
        const std::shared_ptr<const Trace> trace = recorded_(step);
        std::vector<int> events = asked.condition->events(timeline_, step, *trace, before.get());
        if (backward_) std::reverse(events.begin(), events.end());
        const auto found = std::find_if(events.begin(), events.end(), [&](int event) {
            return is_after(Position{step, event + 1}, from_);
        });
        if (found == events.end()) return false;
        const Position moment{step, *found + 1};
        const bool same = nearest_ && moment == nearest_->moment;
        if (!nearest_ || (same ? asked.index < nearest_->condition : is_after(nearest_->moment, moment)))
            nearest_ = ConditionFound{moment, asked.index};
        return true;
    }

    long first_step() const { return backward_ ? std::min(from_.step, last_) : std::max(from_.step, 1L); }
    // In the direction of the search.
    bool is_after(Position one, Position other) const { return backward_ ? one < other : one > other; }
    bool is_beyond(long step) const {
        return nearest_ && (backward_ ? step < nearest_->moment.step : step > nearest_->moment.step);
    }

    const Timeline& timeline_;
    Recorded recorded_;
    const Position from_;
    const bool backward_;
    const std::atomic<bool>& stop_;
    const long last_;
    std::vector<Asked> slow_;
    std::optional<ConditionFound> nearest_;
};

}  // namespace

std::optional<ConditionFound> find_next(const Timeline& timeline, Compute& compute,
                                        std::span<const std::shared_ptr<const Condition>> conditions, Position from,
                                        bool backward, const std::atomic<bool>& stop) {
    Search search(timeline, compute, from, backward, stop);
    for (std::size_t i = 0; i < conditions.size(); ++i) search.add(*conditions[i], i);
    return search.result();
}

std::optional<Position> find_next(const Timeline& timeline, Compute& compute, const Condition& condition, Position from,
                                  bool backward, const std::atomic<bool>& stop) {
    Search search(timeline, compute, from, backward, stop);
    search.add(condition, 0);
    const std::optional<ConditionFound> found = search.result();
    return found ? std::optional(found->moment) : std::nullopt;
}

}  // namespace backstep
