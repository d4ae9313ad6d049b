#include "engine/timeline/training_ways.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "engine/math/error.h"

namespace backstep {
namespace {

using Point = TrainingWays::Point;

Point parameters_of(const Mlp& net) {
    Point all;
    for (const auto* parameters : {&net.W, &net.b})
        for (const Parameter& parameter : *parameters)
            all.insert(all.end(), parameter.value.matrix.values.begin(), parameter.value.matrix.values.end());
    return all;
}

double dot(const Point& a, const Point& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

Point less(const Point& a, const Point& b) {
    Point result(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) result[i] = a[i] - b[i];
    return result;
}

// What of `way` is at right angles to `direction`, which has length 1.
Point beside(Point way, const Point& direction) {
    const double along = dot(way, direction);
    for (std::size_t i = 0; i < way.size(); ++i) way[i] -= along * direction[i];
    return way;
}

// Of length 1; as it is if it has no length.
Point unit(Point way) {
    const double length = std::sqrt(dot(way, way));
    if (length > 0 && std::isfinite(length))
        for (double& number : way) number /= length;
    return way;
}

void require_same(const Timeline& one, const Timeline& other) {
    const MlpSettings &a = one.plan().network, &b = other.plan().network;
    if (a.layers != b.layers || a.seed != b.seed || a.initialisation != b.initialisation ||
        one.plan().data != other.plan().data)
        throw InputError("loss slice", "the trainings do not begin at the same weights with the same images",
                         "choose forks of one training");
}

}  // namespace

TrainingWays::TrainingWays(Trainings trainings, int points) : trainings_(std::move(trainings)), points_(points) {
    if (trainings_.empty()) throw InputError("loss slice", "no training", "train one first");
    for (const auto& training : trainings_) {
        require_same(*trainings_.front(), *training);
        last_.push_back(training->plan().steps());
    }
    moments_.resize(trainings_.size());
}

void TrainingWays::end_here() {
    for (std::size_t i = 0; i < trainings_.size(); ++i) last_[i] = trainings_[i]->trained();
    visited_ = 0;
    for (std::size_t i = 0; i < trainings_.size(); ++i) {
        std::map<long, Point> wanted;
        for (int point = 0; point < points_; ++point)
            if (const auto found = moments_[i].find(step_of(i, point)); found != moments_[i].end())
                wanted.insert(moments_[i].extract(found));
        moments_[i] = std::move(wanted);
        visited_ += static_cast<int>(moments_[i].size());
    }
}

long TrainingWays::step_of(std::size_t training, int point) const { return last_[training] * point / (points_ - 1); }

int TrainingWays::count() const {
    std::set<std::pair<std::size_t, long>> all;
    for (std::size_t i = 0; i < trainings_.size(); ++i)
        for (int point = 0; point < points_; ++point) all.emplace(i, step_of(i, point));
    return static_cast<int>(all.size());
}

bool TrainingWays::visit(Compute& compute) {
    for (std::size_t i = 0; i < trainings_.size(); ++i) {
        const long trained = trainings_[i]->trained();
        for (int point = 0; point < points_ && step_of(i, point) <= trained; ++point) {
            const long step = step_of(i, point);
            if (moments_[i].contains(step)) continue;
            moments_[i].emplace(step, parameters_of(trainings_[i]->state_before(compute, step + 1)));
            ++visited_;
            return true;
        }
    }
    return false;
}

// The pair of ends with the largest area between them.
void TrainingWays::lay_plane() {
    std::vector<Point> far;
    const std::map<long, Point>* only = nullptr;
    for (const std::map<long, Point>& way : moments_) {
        if (way.size() < 2) continue;
        only = &way;
        far.push_back(less(way.rbegin()->second, start_));
    }
    if (far.size() == 1)
        far.push_back(less(std::next(only->begin(), static_cast<std::ptrdiff_t>(only->size() / 2))->second, start_));
    across_ = up_ = Point(start_.size(), 0);
    double most = -1;
    for (std::size_t i = 0; i < far.size(); ++i)
        for (std::size_t j = i + 1; j < far.size(); ++j) {
            const Point direction = unit(far[i]), rest = beside(far[j], direction);
            const double area = dot(far[i], direction) * std::sqrt(dot(rest, rest));
            if (!(area > most)) continue;
            most = area;
            across_ = direction;
            up_ = unit(rest);
        }
    if (!far.empty() && most < 0)
        throw InputError("loss slice", "a training has left the finite numbers", "choose another one");
}

void TrainingWays::draw() {
    ways_.clear();
    x_low = x_high = y_low = y_high = 0;
    for (const std::map<long, Point>& way : moments_)
        if (const auto first = way.find(0); first != way.end()) start_ = first->second;
    lay_plane();
    for (const std::map<long, Point>& moments : moments_) {
        std::vector<SlicePoint>& way = ways_.emplace_back();
        for (const auto& [step, point] : moments) way.push_back(fallen(point, step));
        for (const SlicePoint& point : way) {
            x_low = std::min(x_low, point.x), x_high = std::max(x_high, point.x);
            y_low = std::min(y_low, point.y), y_high = std::max(y_high, point.y);
        }
    }
    const double room = 0.15 * std::max({x_high - x_low, y_high - y_low, 1e-12});
    x_low -= room, x_high += room, y_low -= room, y_high += room;
}

SlicePoint TrainingWays::fallen(const Point& point, long step) const {
    const Point way = less(point, start_);
    const double x = dot(way, across_), y = dot(way, up_);
    return {step, x, y, std::sqrt(std::max(0.0, dot(way, way) - x * x - y * y))};
}

}  // namespace backstep
