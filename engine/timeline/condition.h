#pragma once
// A question that can be put to every moment of a training, as a breakpoint or a watch:
//
//     norm(dW[1]) < 1e-6          zeros(A[1]) > 0.5            isnan(Z[2])        loss > 2 * previous(loss)
//     W[1](3,407) changes sign    phase == update and layer == 2                  max(abs(W[2])) > 4 or epoch >= 3
//
// norm, min, max, zeros (a share, 0 … 1), isnan, isfinite of a value; a cell of a value; loss, step, epoch, batch,
// phase, layer; previous(…) of a number, one step before; + − * / and or not, comparisons.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/timeline/timeline.h"

namespace backstep {

class Condition {
public:
    // Reads the text. `names` are the values that a step computes ("dW[1]"), for the message: throws InputError that
    // names what was not understood, and the nearest name that there is.
    Condition(std::string_view text, const std::vector<std::string>& names);
    ~Condition();
    Condition(Condition&&) noexcept;
    Condition& operator=(Condition&&) noexcept;

    const std::string& text() const;
    bool needs_cells() const;   // step records do not answer it: the steps have to be recorded again
    bool needs_events() const;  // it speaks of phase or layer: it holds at events, not at whole steps

    // Does it hold after `step`? Only if neither cells nor events are needed.
    bool holds(const Timeline& timeline, long step) const;
    // The first event of this recorded step at which it holds, or −1. `before` is the step before, null for the first.
    int first_event(const Timeline& timeline, long step, const Trace& trace, const Trace* before) const;

private:
    struct Parsed;
    std::unique_ptr<Parsed> parsed_;
};

// The next moment after `from`, or with `backward` the last before it, at which the condition holds: the event that
// makes it true. Empty if there is none up to the end of what is trained. Steps are asked by their records where that
// is enough; otherwise they are recorded again one by one until `stop`.
std::optional<Position> find_next(const Timeline& timeline, Compute& compute, const Condition& condition, Position from,
                                  bool backward, const std::atomic<bool>& stop);

}  // namespace backstep
