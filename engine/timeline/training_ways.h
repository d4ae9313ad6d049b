#pragma once
// The ways of several trainings through the space of their parameters, seen from above a plane: the one through the
// common start and those two of their ends that span the largest area with it (the end and the middle of the way, if
// there is only one). The ways can be watched while the trainings go on; the plane turns with them.

#include <map>
#include <memory>
#include <vector>

#include "engine/timeline/timeline.h"

namespace backstep {

struct SlicePoint {
    long step = 0;        // 0: before the first one
    double x = 0, y = 0;  // in the plane, from the start: distances in the space of parameters
    double away = 0;      // from the plane, in the same unit
};

class TrainingWays {
public:
    using Point = std::vector<double>;  // all parameters
    using Trainings = std::vector<std::shared_ptr<const Timeline>>;

    // Trainings with the same layers, data and start; throws InputError for others, and for none. Of each, `points`
    // moments are to be visited, evenly from the start to the end of its plan; start and end are among them, ≥ 2.
    TrainingWays(Trainings trainings, int points);
    // To where each of them has come now, and not to the end of its plan.
    void end_here();

    // Visits the next of these moments that is trained. False if there is none now.
    bool visit(Compute& compute);
    int visited() const { return visited_; }
    int count() const;  // of all moments

    const Trainings& trainings() const { return trainings_; }
    // Lays the plane and draws the ways as far as they were visited; all below is as of then. Throws InputError if they
    // have left the finite numbers.
    void draw();
    const std::vector<std::vector<SlicePoint>>& ways() const { return ways_; }  // one a training
    double x_low = 0, x_high = 1, y_low = 0, y_high = 1;                        // what they span, with some room around
    // A place in the plane is start + x·across + y·up.
    const Point& start() const { return start_; }
    const Point& across() const { return across_; }
    const Point& up() const { return up_; }

private:
    long step_of(std::size_t training, int point) const;
    void lay_plane();
    SlicePoint fallen(const Point& point, long step) const;

    Trainings trainings_;
    int points_;
    std::vector<long> last_;  // step of each
    int visited_ = 0;
    std::vector<std::map<long, Point>> moments_;  // of each, by step
    Point start_, across_, up_;                   // across and up have length 1
    std::vector<std::vector<SlicePoint>> ways_;
};

}  // namespace backstep
