#pragma once
// The loss as a landscape in two dimensions, and the way of each of several trainings through it. The parameters of a
// network are one point in a space of thousands of dimensions; the slice is the plane of TrainingWays. The start and
// two of the ends lie in it; every other point is drawn where it falls on the plane straight down, and `away` says how
// far from it.

#include <memory>
#include <vector>

#include "engine/timeline/training_ways.h"

namespace backstep {

struct SliceSettings {
    int grid = 25;     // losses along each axis, ≥ 2
    int images = 256;  // of the training data, picked by the plan's seed; the loss is their mean cross-entropy
    int points = 24;   // of each way, evenly in its steps; start and end are among them, ≥ 2
};

// Found piece by piece, so that whoever draws can go on: a piece is a moment of a training, or one loss.
class LossSlice {
public:
    // Trainings with the same layers, data and start that have been trained for at least one step. Throws InputError
    // for others, and for none. It goes to where they have come now.
    explicit LossSlice(std::vector<std::shared_ptr<const Timeline>> trainings, SliceSettings settings = {});
    // The same of ways that have been watched, and goes on from what was visited of them.
    explicit LossSlice(TrainingWays ways, SliceSettings settings = {});
    ~LossSlice();

    // Does the next so many pieces. Gives true if there is more to do.
    bool work(Compute& compute, int pieces = 1);
    double done() const;  // the share of all pieces, 0 … 1

    const std::vector<std::shared_ptr<const Timeline>>& trainings() const { return ways_.trainings(); }
    // One way a training. Empty until all moments have been visited.
    const std::vector<std::vector<SlicePoint>>& ways() const { return ways_.ways(); }
    const TrainingWays& plane() const { return ways_; }
    // The losses at grid×grid places; column c is x_low + c/(grid − 1)·(x_high − x_low), row r likewise, with y growing
    // upwards: row 0 is y_high. NaN where not done yet.
    const Matrix& losses() const { return losses_; }

private:
    void find_loss(Compute& compute);

    TrainingWays ways_;
    int moments_;  // to be visited
    SliceSettings settings_;
    Matrix losses_;
    int losses_done_ = 0;
    struct Probe;
    std::unique_ptr<Probe> probe_;
};

}  // namespace backstep
