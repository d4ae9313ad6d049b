#pragma once
// The network as it stands where the session is: before the training step that is shown, or after it when the cursor
// stands at the step's end.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "viewer/model/session.h"

namespace backstep {

// Which network that is: equal as long as it is the same one.
struct NetworkMoment {
    std::shared_ptr<const Trace> trace;  // of the step; null: there is no training
    bool after = false;                  // the step has changed it
    friend bool operator==(const NetworkMoment&, const NetworkMoment&) = default;
};
NetworkMoment network_moment(const Session& session);

// "before epoch 6 batch 386", "after epoch 10 batch 469". For a session with timelines.
std::string network_where(const Session& session);

// The moment at which the training has come to its end, as far as it has come; empty if nothing is trained yet, if it
// goes on, or if the session is there. For a session with timelines.
std::optional<Position> end_of_training(const Session& session);

// Its weights, its biases and what the optimizer remembers, as recorded, also those that were set by hand; with the
// learning rate of the next step. For a session with timelines and a recording.
Mlp network_here(const Session& session);
// The t of that next step, for the optimizer.
long optimizer_step_here(const Session& session);

// The probabilities that it gives an image of bytes, one a class.
std::vector<double> probabilities_of(Compute& compute, Mlp& net, std::span<const std::uint8_t> pixels,
                                     PixelScale scale);

}  // namespace backstep
