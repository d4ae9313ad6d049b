#include "viewer/model/race_weights.h"

#include <algorithm>
#include <limits>

namespace backstep {
namespace {

constexpr long coarsest = 16;  // times the distance in the end: a first line is there after few recordings

// The first multiple, counted from step 1, at or after `step`.
long aligned(long step, long every) { return 1 + (std::max(step, 1L) - 1 + every - 1) / every * every; }

RacerWeight unknown_weight() {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    return {unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown};
}

}  // namespace

// A power of two apart, so that whoever looks closer keeps what is known.
void RaceWeights::look_at(const Racers& racers, WeightPlace place, StepRange shown, int points) {
    if (racers != racers_ || !(place == place_)) {
        racers_ = racers;
        place_ = place;
        steps_.assign(racers.size(), {});
        known_ = 0;
    }
    shown_ = shown;
    every_ = 1;
    while ((shown.to - shown.from) / every_ >= points) every_ *= 2;
}

bool RaceWeights::find(Compute& compute) {
    for (long every = every_ * coarsest; every >= every_; every /= 2)
        for (std::size_t i = 0; i < racers_.size(); ++i) {
            const long last = std::min(shown_.to, racers_[i]->trained());
            for (long step = aligned(shown_.from, every); step <= last; step += every) {
                if (steps_[i].contains(step)) continue;
                // Where it throws nothing is known, and it is not tried again.
                RacerWeight& weight = steps_[i].emplace(step, unknown_weight()).first->second;
                ++known_;
                weight = weight_of(*racers_[i]->record(compute, step), place_.layer, place_.row, place_.col);
                return true;
            }
        }
    return false;
}

// The last step up to which every so-manyth one is known; 0 if the first is not.
long RaceWeights::reach(std::size_t racer, long every) const {
    const long last = std::min(shown_.to, racers_[racer]->trained());
    long reached = 0;
    for (long step = aligned(shown_.from, every); step <= last && steps_[racer].contains(step); step += every)
        reached = step;
    return reached;
}

RaceWeights::Line RaceWeights::line(std::size_t racer, double RacerWeight::*quantity) const {
    long farthest = 0;
    for (long every = every_; every <= every_ * coarsest; every *= 2)
        farthest = std::max(farthest, reach(racer, every));
    if (farthest == 0) return {shown_.from, every_, {}};  // nothing is known yet
    // The finest may lag a little behind the coarsest, which new steps are given first.
    const long lag = std::min(every_ * coarsest, (farthest - shown_.from) / 4);
    Line line;
    line.every = every_;
    while (reach(racer, line.every) < farthest - lag) line.every *= 2;
    line.first = aligned(shown_.from, line.every);
    const long last = reach(racer, line.every);
    for (long step = line.first; step <= last; step += line.every) line.y.push_back(steps_[racer].at(step).*quantity);
    return line;
}

}  // namespace backstep
