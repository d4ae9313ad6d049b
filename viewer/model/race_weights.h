#pragma once
// One weight over the steps of a race: what each step of each racer does to it. A step tells that only when it is
// recorded, which takes milliseconds; so few of the steps in sight are recorded, evenly and one by one, and more of
// them the closer the reader looks.

#include <map>
#include <memory>
#include <vector>

#include "viewer/model/race.h"
#include "viewer/model/timeline_view.h"

namespace backstep {

// W[layer](row, col)
struct WeightPlace {
    int layer = 0, row = 0, col = 0;
    friend bool operator==(const WeightPlace&, const WeightPlace&) = default;
};

class RaceWeights {
public:
    using Racers = std::vector<std::shared_ptr<const Timeline>>;

    // What is to be known: of this weight, in the steps that are shown, at most `points` of each racer. What is known
    // of it already stays, for another weight or other racers nothing does.
    void look_at(const Racers& racers, WeightPlace place, StepRange shown, int points);
    // Records the next step. False if there is none to record: all is known. Throws what recording throws, once a step.
    bool find(Compute& compute);

    // Every so many steps, from the first: as close as they are known evenly, about as far as any are. Empty at first.
    // It grows with a race that goes on.
    struct Line {
        long first = 1, every = 1;
        std::vector<double> y;
    };
    Line line(std::size_t racer, double RacerWeight::*quantity) const;
    long every() const { return every_; }  // when all is known
    int known() const { return known_; }   // steps that are recorded; tells whether there is more to be drawn

private:
    long reach(std::size_t racer, long every) const;

    Racers racers_;
    WeightPlace place_;
    StepRange shown_;
    long every_ = 1;
    int known_ = 0;
    std::vector<std::map<long, RacerWeight>> steps_;  // of each racer
};

}  // namespace backstep
