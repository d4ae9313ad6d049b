#pragma once
// Where in a training: a totally ordered value that is printed and parsed as "epoch 6 batch 386 dW[1]".

#include <compare>
#include <string>
#include <string_view>

#include "engine/record/trace.h"

namespace backstep {

// Training steps count from 1. Event e of step s is a moment in that step: e values of it have come to be. The start,
// before anything, is step 1, event 0.
struct Position {
    long step = 1;
    int event = 0;
    friend auto operator<=>(const Position&, const Position&) = default;
};

// Epochs and batches count from 1 too: step 2731 of 469 steps an epoch is epoch 6, batch 386.
struct EpochAndBatch {
    long epoch = 1, batch = 1;
};
EpochAndBatch epoch_and_batch(long step, long steps_per_epoch);
long step_of(EpochAndBatch where, long steps_per_epoch);
std::string step_text(long step, long steps_per_epoch);  // "epoch 6 batch 386"

// "epoch 6 batch 386 dW[1]", the value that came last; without one "epoch 6 batch 386". `trace` is that step recorded;
// a name that comes several times in it is written with its version, "W[1]@0".
std::string position_text(Position position, long steps_per_epoch, const Trace& trace);

// What somebody typed: "epoch 6 batch 386 dW[1]", "epoch 6", "batch 386" (of the epoch of `here`), "step 2731",
// "dW[1]" (in the step of `here`), each part optional, in this order.
struct TypedPosition {
    long step = 1;
    std::string value;  // "dW[1]"; empty: the beginning of the step
};
// Throws InputError for what is no position and for an epoch or batch beyond the end; it says what there is.
TypedPosition parse_position(std::string_view text, Position here, long steps_per_epoch, long steps);

}  // namespace backstep
