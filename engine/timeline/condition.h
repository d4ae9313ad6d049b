#pragma once
// A question that can be put to every moment of a training, as a breakpoint or a watch:
//
//     norm(dW[1]) < 1e-6          zeros(A[1]) > 0.5            isnan(Z[2])        loss > 2 * previous(loss)
//     W[1](3,407) changes sign    phase == update and layer == 2                  max(abs(W[2])) > 4 or epoch >= 3
//
// norm, min, max, max(abs(…)), zeros (a share, 0 … 1), isnan (of any cell), isfinite (of all cells) of a value; a cell
// of a value, its row and column from 0; loss; accuracy, that of the held-out sample after the step (held_out.h); step,
// epoch, batch; phase, layer; previous(…), one step before; numbers, abs, isnan and isfinite of numbers, + − * /,
// comparisons, and or not.
//
// A comparison with NaN does not hold, != neither. What a value was in the step before the first is NaN, and nothing
// held then. `x changes sign`: below 0 one step before and now not, or the other way round.

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/timeline/timeline.h"

namespace backstep {

// A value that conditions may speak of.
struct ConditionValue {
    std::string text;  // how it is written, "dW[1]"; a value may stand in a list under several spellings
    Name name;         // in summaries and traces
    int rows = 0, cols = 0;
    bool computed = true;     // in every step: step records know it
    bool forward = false;     // only in the forward phase: step records know all of it at once
    bool lacks_norm = false;  // step records may at first know nothing of it
};

// Those of a recorded step, in order, each once.
std::vector<ConditionValue> condition_values(const Trace& step);

class Condition {
public:
    // Reads the text. Throws InputError, which gives the place in the text in characters from 1, what stands there, and
    // the nearest name that there is: "condition 'norm(dw[1]) < 1', character 6: 'dw[1]' is unknown; did you mean
    // dW[1]?". A cell has to lie in its matrix; in a step with a smaller batch, cells beyond it are NaN.
    Condition(std::string_view text, const std::vector<ConditionValue>& values);
    ~Condition();
    Condition(Condition&&) noexcept;
    Condition& operator=(Condition&&) noexcept;

    const std::string& text() const;
    bool needs_cells() const;   // step records do not answer it: the steps have to be recorded again
    bool needs_events() const;  // it speaks of phase or layer: it holds at events, not at whole steps

    // Records may answer it only once Timeline::complete() has gone through them.
    bool needs_complete() const;

    // Does it hold after `step`? Empty if the timeline would have to be completed first. Throws std::logic_error if
    // cells or events are needed.
    std::optional<bool> holds(const Timeline& timeline, long step) const;
    // False if step records are enough to see that no event of `step` will be among its events.
    bool can_hold(const Timeline& timeline, long step) const;
    // The events of this recorded step that make it true, in order. `before` is the step before, null for the first.
    // At an event, values that have not come yet in this step are those of the step before.
    //   A condition on whole steps has one if it holds after the step: the first event that brings a number it reads
    //   and after which it holds (the first of all if it reads only step, epoch and batch; the last brings accuracy).
    //   One that needs events has each event at which it holds, but did not hold at the event before in this step.
    std::vector<int> events(const Timeline& timeline, long step, const Trace& trace, const Trace* before) const;
    // The first of them, or −1.
    int first_event(const Timeline& timeline, long step, const Trace& trace, const Trace* before) const;

private:
    std::optional<double> answer_from_records(const Timeline& timeline, long step) const;

    struct Parsed;
    std::unique_ptr<const Parsed> parsed_;
};

// The next moment after `from`, or with `backward` the last before it, that makes a condition true: Position::event
// counts the event that does. Empty if there is none up to the end of what is trained, or if `stop` became true. Steps
// are asked by their records where that is enough; otherwise they are recorded again, one after the other. Throws
// ReplayError.
std::optional<Position> find_next(const Timeline& timeline, Compute& compute, const Condition& condition, Position from,
                                  bool backward, const std::atomic<bool>& stop);

// The same for several: the nearest moment of all, and which of them it is; of two at one moment the first. No step
// beyond that moment is recorded.
struct ConditionFound {
    Position moment;
    std::size_t condition = 0;
};
std::optional<ConditionFound> find_next(const Timeline& timeline, Compute& compute,
                                        std::span<const std::shared_ptr<const Condition>> conditions, Position from,
                                        bool backward, const std::atomic<bool>& stop);

}  // namespace backstep
