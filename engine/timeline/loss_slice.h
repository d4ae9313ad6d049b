#pragma once
// The loss as a landscape in two dimensions, and the way of each of several trainings through it. The parameters of a
// network are one point in a space of thousands of dimensions; the slice is the plane through the common start and the
// two ends that lie farthest apart as seen from it (through the start, the end and the middle of the way if there is
// only one training). Start and these two ends lie in the plane; every other point is drawn where it falls on the plane
// straight down, and `away` says how far from it.

#include <memory>
#include <span>
#include <vector>

#include "engine/timeline/timeline.h"

namespace backstep {

struct SlicePoint {
    long step = 0;        // 0: before the first one
    double x = 0, y = 0;  // in the plane, from the start: distances in the space of parameters
    double away = 0;      // from the plane, in the same unit
};

struct SliceSettings {
    int grid = 25;     // losses along each axis, ≥ 2
    int images = 256;  // of the training data, picked by the plan's seed; the loss is their mean cross-entropy
    int points = 24;   // of each way, evenly in its steps; start and end are among them, ≥ 2
};

// Found piece by piece, so that whoever draws can go on: a piece is a moment of a training, or one loss.
class LossSlice {
public:
    // Trainings with the same layers, data and start that have been trained for at least one step. Throws InputError
    // for others, and for none.
    explicit LossSlice(std::vector<std::shared_ptr<const Timeline>> trainings, SliceSettings settings = {});
    ~LossSlice();

    // Does the next so many pieces. Gives true if there is more to do.
    bool work(Compute& compute, int pieces = 1);
    double done() const;  // the share of all pieces, 0 … 1

    const std::vector<std::shared_ptr<const Timeline>>& trainings() const { return trainings_; }
    // One way a training. Empty until all moments have been visited.
    const std::vector<std::vector<SlicePoint>>& ways() const { return ways_; }
    // The losses at grid×grid places; column c is x_low + c/(grid − 1)·(x_high − x_low), row r likewise, with y growing
    // upwards: row 0 is y_high. NaN where not done yet.
    const Matrix& losses() const { return losses_; }
    double x_low = 0, x_high = 1, y_low = 0, y_high = 1;

private:
    using Point = std::vector<double>;  // all parameters
    void visit_moment(Compute& compute);
    void lay_plane();
    void find_loss(Compute& compute);
    SlicePoint fallen(const Point& point, long step) const;
    long step_of(std::size_t training, int point) const;

    std::vector<std::shared_ptr<const Timeline>> trainings_;
    SliceSettings settings_;
    std::vector<Point> moments_;  // all ways, one after the other
    Point start_, across_, up_;   // the plane; across and up have length 1
    std::vector<std::vector<SlicePoint>> ways_;
    Matrix losses_;
    int losses_done_ = 0;
    struct Probe;
    std::unique_ptr<Probe> probe_;
};

}  // namespace backstep
