#pragma once
// An expression whose value is looked at again and again: norm(dW[1]), W[1](3,407), loss / previous(loss),
// zeros(A[1]) > 0.5. It is written as those in conditions are (condition.h), but may be a number.

#include <functional>

#include "engine/timeline/condition.h"

namespace backstep {

struct WatchValue {
    std::optional<double> now;     // at the moment; empty: what it reads has not come yet in this step
    std::optional<double> before;  // at the end of the step before; empty in the first, and for phase and layer
};

// Gives a step of the timeline, recorded.
using RecordedStep = std::function<std::shared_ptr<const Trace>(long step)>;

class Watch {
public:
    // Throws InputError as Condition does.
    Watch(std::string_view text, const std::vector<ConditionValue>& values);
    ~Watch();
    Watch(Watch&&) noexcept;
    Watch& operator=(Watch&&) noexcept;

    const std::string& text() const;
    bool is_truth() const;  // it holds or fails: its value is 1 or 0

    // At this moment of a step that is recorded as `trace`. Other steps are recorded only where their records do not
    // tell.
    WatchValue value(const Timeline& timeline, Position at, const Trace& trace, const RecordedStep& recorded) const;

private:
    struct Parsed;
    std::unique_ptr<const Parsed> parsed_;
};

}  // namespace backstep
