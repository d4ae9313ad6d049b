#pragma once
// A race of optimizers: the same training from the same start on the same batches, once with each. Each racer is a
// timeline like any other, forked at the first step, so that all of its moments can be gone to.

#include <string>
#include <vector>

#include "viewer/model/session.h"

namespace backstep {

// One for SGD, momentum and Adam. The lesson's own optimizer has the learning rate of its knobs, another one that of a
// knob "race_NAME" if the lesson has it, else one that usually does: 0.5, 0.1 and 0.005 for hidden units that
// saturate, 0.1, 0.02 and 0.001 for others. For a session with timelines.
std::vector<RaceEntry> usual_entries(const Session& session);

// "SGD with α = 0.005: its usual rate here is 0.5", if the lesson's optimizer has been replaced and its rate has not;
// empty if that is not far from the usual one.
std::string rate_advice(const Session& session);

// Of "sgd": "SGD", of "averaged_momentum": "Averaged".
std::string optimizer_label(const std::string& choice);

// The timelines that race now, or did last, in the order of the entries: places in Timelines::all.
const std::vector<int>& racers(const Session& session);

// What one step does to one weight, in each racer. A number that a racer's optimizer has not is NaN.
struct RacerWeight {
    double before = 0, gradient = 0, m = 0, v = 0, m_hat = 0, v_hat = 0, change = 0, after = 0;
};
// `trace` is a step of that racer; the weight is W[layer](row, col). Throws InputError if there is no such weight.
RacerWeight weight_of(const Trace& trace, int layer, int row, int col);

// Goes on with the next racer that is not at its end. Gives false if there is none, or the race is off.
bool train_next_racer(Session& session);

}  // namespace backstep
