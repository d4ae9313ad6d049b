#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <memory>
#include <vector>

#include "engine/timeline/condition.h"

namespace backstep {
namespace {

// Records steps, and keeps the last two: each is looked at with its neighbour, and then with the other one.
class Recorded {
public:
    Recorded(const Timeline& timeline, Compute& compute) : timeline_(timeline), compute_(compute) {}

    std::shared_ptr<const Trace> operator()(long step) {
        const auto distance = [&](const Kept& kept) { return kept.trace ? std::labs(kept.step - step) : never; };
        for (const Kept& kept : kept_)
            if (distance(kept) == 0) return kept.trace;
        Kept& farther = distance(kept_[0]) > distance(kept_[1]) ? kept_[0] : kept_[1];
        farther = {step, timeline_.record(compute_, step)};
        return farther.trace;
    }

private:
    struct Kept {
        long step = 0;
        std::shared_ptr<const Trace> trace;
    };
    static constexpr long never = std::numeric_limits<long>::max();

    const Timeline& timeline_;
    Compute& compute_;
    std::array<Kept, 2> kept_;
};

}  // namespace

std::optional<Position> find_next(const Timeline& timeline, Compute& compute, const Condition& condition, Position from,
                                  bool backward, const std::atomic<bool>& stop) {
    Recorded recorded(timeline, compute);
    const long last = timeline.trained();
    const long first_asked = backward ? std::min(from.step, last) : std::max(from.step, 1L);
    for (long step = first_asked; step >= 1 && step <= last && !stop; step += backward ? -1 : 1) {
        if (!condition.can_hold(timeline, step)) continue;
        const std::shared_ptr<const Trace> before = step > 1 ? recorded(step - 1) : nullptr;
        const std::shared_ptr<const Trace> trace = recorded(step);
        std::vector<int> events = condition.events(timeline, step, *trace, before.get());
        if (backward) std::reverse(events.begin(), events.end());
        for (const int event : events) {
            const Position found{step, event + 1};
            if (backward ? found < from : found > from) return found;
        }
    }
    return std::nullopt;
}

}  // namespace backstep
