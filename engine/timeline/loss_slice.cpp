#include "engine/timeline/loss_slice.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/data/batches.h"
#include "engine/math/error.h"
#include "engine/math/functions.h"
#include "engine/math/random.h"

namespace backstep {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

template <class Net, class Visit>
void each_parameter(Net& net, const Visit& visit) {
    for (auto* parameters : {&net.W, &net.b})
        for (auto& parameter : *parameters) visit(parameter.value);
}

std::vector<double> parameters_of(const Mlp& net) {
    std::vector<double> all;
    each_parameter(net, [&](const State& state) {
        all.insert(all.end(), state.matrix.values.begin(), state.matrix.values.end());
    });
    return all;
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

std::vector<double> less(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> result(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) result[i] = a[i] - b[i];
    return result;
}

// What of `way` is at right angles to `direction`, which has length 1.
std::vector<double> beside(std::vector<double> way, const std::vector<double>& direction) {
    const double along = dot(way, direction);
    for (std::size_t i = 0; i < way.size(); ++i) way[i] -= along * direction[i];
    return way;
}

// Of length 1; as it is if it has no length.
std::vector<double> unit(std::vector<double> way) {
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

// A network whose parameters can be chosen, and the images that its loss is of.
struct LossSlice::Probe {
    Compute compute;
    Mlp net;
    std::vector<int> picked;
    std::vector<std::uint8_t> labels;
    PixelBatch batch;
    Recorder step;

    Probe(const Compute& with, const TrainingPlan& plan, int images)
        : compute(with),
          net(make_mlp(plan.network)),
          picked(shuffled({plan.seed, Purpose::shuffle, 0}, plan.data->train.count)),
          batch(plan.data->train_pixels, plan.scale()),
          step(compute, Recording::off) {
        picked.resize(at(std::min(images, plan.data->train.count)));
        labels = picked_labels(plan.data->train, picked);
        batch.pick(picked);
    }

    // A probability that is too small to be a number counts as the smallest one.
    double loss() {
        const Value A = predict(step, net, step.input("X", batch));
        step.keep(A);
        step.finish();
        const Matrix& probabilities = step[A];
        double sum = 0;
        for (std::size_t image = 0; image < labels.size(); ++image) {
            const double right = probabilities(labels[image], static_cast<int>(image));
            sum -= logarithm(right < 1e-300 ? 1e-300 : right);
        }
        return sum / static_cast<double>(labels.size());
    }
};

LossSlice::~LossSlice() = default;

LossSlice::LossSlice(std::vector<std::shared_ptr<const Timeline>> trainings, SliceSettings settings)
    : trainings_(std::move(trainings)), settings_(settings), losses_(settings.grid, settings.grid) {
    if (trainings_.empty()) throw InputError("loss slice", "no training", "train one first");
    for (const auto& training : trainings_) {
        require_same(*trainings_.front(), *training);
        if (training->trained() < 1) throw InputError("loss slice", "nothing is trained yet", "train first");
    }
    std::fill(losses_.values.begin(), losses_.values.end(), std::numeric_limits<double>::quiet_NaN());
}

long LossSlice::step_of(std::size_t training, int point) const {
    return trainings_[training]->trained() * point / (settings_.points - 1);
}

double LossSlice::done() const {
    const auto ways = static_cast<double>(trainings_.size()) * settings_.points;
    const auto places = static_cast<double>(losses_.size());
    return (static_cast<double>(moments_.size()) + losses_done_) / (ways + places);
}

bool LossSlice::work(Compute& compute, int pieces) {
    const std::size_t moments = trainings_.size() * at(settings_.points);
    for (; pieces > 0; --pieces) {
        if (moments_.size() < moments)
            visit_moment(compute);
        else if (losses_done_ < static_cast<int>(losses_.size()))
            find_loss(compute);
        else
            return false;
        if (moments_.size() == moments && ways_.empty()) lay_plane();
    }
    return losses_done_ < static_cast<int>(losses_.size());
}

void LossSlice::visit_moment(Compute& compute) {
    const std::size_t training = moments_.size() / at(settings_.points);
    const int point = static_cast<int>(moments_.size() % at(settings_.points));
    moments_.push_back(parameters_of(trainings_[training]->state_before(compute, step_of(training, point) + 1)));
}

// The pair of ends with the largest area between them; with one training, its end and its middle.
void LossSlice::lay_plane() {
    const int points = settings_.points;
    start_ = moments_.front();
    std::vector<Point> far;
    for (std::size_t training = 0; training < trainings_.size(); ++training)
        far.push_back(less(moments_[training * at(points) + at(points - 1)], start_));
    if (far.size() == 1) far.push_back(less(moments_[at(points / 2)], start_));
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
    if (most < 0) throw InputError("loss slice", "a training has left the finite numbers", "choose another one");
    for (std::size_t training = 0; training < trainings_.size(); ++training) {
        std::vector<SlicePoint>& way = ways_.emplace_back();
        for (int point = 0; point < points; ++point)
            way.push_back(fallen(moments_[training * at(points) + at(point)], step_of(training, point)));
    }
    x_low = x_high = y_low = y_high = 0;
    for (const std::vector<SlicePoint>& way : ways_)
        for (const SlicePoint& point : way) {
            x_low = std::min(x_low, point.x), x_high = std::max(x_high, point.x);
            y_low = std::min(y_low, point.y), y_high = std::max(y_high, point.y);
        }
    const double room = 0.15 * std::max({x_high - x_low, y_high - y_low, 1e-12});
    x_low -= room, x_high += room, y_low -= room, y_high += room;
}

SlicePoint LossSlice::fallen(const Point& point, long step) const {
    const Point way = less(point, start_);
    const double x = dot(way, across_), y = dot(way, up_);
    return {step, x, y, std::sqrt(std::max(0.0, dot(way, way) - x * x - y * y))};
}

void LossSlice::find_loss(Compute& compute) {
    const int col = losses_done_ / losses_.rows, row = losses_done_ % losses_.rows;
    ++losses_done_;
    const double last = losses_.rows - 1, x = x_low + col / last * (x_high - x_low),
                 y = y_high - row / last * (y_high - y_low);
    const bool same = probe_ && &probe_->compute.kernels == &compute.kernels && &probe_->compute.pool == &compute.pool;
    if (!same) probe_ = std::make_unique<Probe>(compute, trainings_.front()->plan(), settings_.images);
    std::size_t i = 0;
    each_parameter(probe_->net, [&](State& state) {
        for (double& number : state.matrix.values) {
            number = start_[i] + x * across_[i] + y * up_[i];
            ++i;
        }
        state.finite = false;
    });
    losses_(row, col) = probe_->loss();
}

}  // namespace backstep
