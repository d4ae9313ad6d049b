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
    : LossSlice(TrainingWays(std::move(trainings), settings.points), settings) {}

LossSlice::LossSlice(TrainingWays ways, SliceSettings settings)
    : ways_(std::move(ways)), settings_(settings), losses_(settings.grid, settings.grid) {
    for (const auto& training : trainings())
        if (training->trained() < 1) throw InputError("loss slice", "nothing is trained yet", "train first");
    ways_.end_here();
    moments_ = ways_.count();
    if (ways_.visited() == moments_) ways_.draw();
    std::fill(losses_.values.begin(), losses_.values.end(), std::numeric_limits<double>::quiet_NaN());
}

double LossSlice::done() const {
    const auto places = static_cast<double>(losses_.size());
    return (static_cast<double>(ways_.visited()) + losses_done_) / (moments_ + places);
}

bool LossSlice::work(Compute& compute, int pieces) {
    for (; pieces > 0; --pieces) {
        if (ways_.visited() < moments_) {
            ways_.visit(compute);
            if (ways_.visited() == moments_) ways_.draw();
        } else if (losses_done_ < static_cast<int>(losses_.size())) {
            find_loss(compute);
        } else {
            return false;
        }
    }
    return losses_done_ < static_cast<int>(losses_.size());
}

void LossSlice::find_loss(Compute& compute) {
    const int col = losses_done_ / losses_.rows, row = losses_done_ % losses_.rows;
    ++losses_done_;
    const double last = losses_.rows - 1, x = ways_.x_low + col / last * (ways_.x_high - ways_.x_low),
                 y = ways_.y_high - row / last * (ways_.y_high - ways_.y_low);
    const bool same = probe_ && &probe_->compute.kernels == &compute.kernels && &probe_->compute.pool == &compute.pool;
    if (!same) probe_ = std::make_unique<Probe>(compute, trainings().front()->plan(), settings_.images);
    std::size_t i = 0;
    for (auto* parameters : {&probe_->net.W, &probe_->net.b})
        for (Parameter& parameter : *parameters) {
            for (double& number : parameter.value.matrix.values) {
                number = ways_.start()[i] + x * ways_.across()[i] + y * ways_.up()[i];
                ++i;
            }
            parameter.value.finite = false;
        }
    losses_(row, col) = probe_->loss();
}

}  // namespace backstep
