#include "engine/timeline/held_out.h"

#include <algorithm>
#include <limits>

#include "engine/data/batches.h"
#include "engine/math/random.h"
#include "engine/network/metrics.h"

namespace backstep {
namespace {

constexpr int most_images = 128;
// An image that is looked at costs about a third of one that is trained with: 1/40 of them is 0.8% of the work.
constexpr long trained_for_each = 40;
// Where that would be seldom, it costs little all the same: there are few steps, or each changes far more than it
// reads.
constexpr long least_in_an_epoch = 12;
constexpr std::uint32_t no_epoch = std::numeric_limits<std::uint32_t>::max();  // a stream that orders no epoch

bool has_validation(const TrainingPlan& plan) { return plan.data->validation.count > 0; }

}  // namespace

HeldOutSample held_out_sample(const TrainingPlan& plan) {
    const Dataset& from = has_validation(plan) ? plan.data->validation : plan.data->test;
    if (from.count == 0) return {};
    HeldOutSample sample;
    sample.of = has_validation(plan) ? "validation" : "test";
    sample.images = shuffled({plan.seed, Purpose::shuffle, no_epoch}, from.count);
    sample.images.resize(static_cast<std::size_t>(std::min(from.count, most_images)));
    const long wanted = trained_for_each * static_cast<long>(sample.images.size());
    sample.every = std::max(1L, std::min(wanted / plan.batch_size, plan.steps_per_epoch() / least_in_an_epoch));
    return sample;
}

HeldOut::HeldOut(Compute compute, const TrainingPlan& plan)
    : sample_(held_out_sample(plan)),
      data_(plan.data),
      labels_(picked_labels(has_validation(plan) ? data_->validation : data_->test, sample_.images)),
      batch_(has_validation(plan) ? data_->validation_pixels : data_->test_pixels, plan.scale()),
      compute_(compute),
      recorder_(compute_, Recording::off) {
    batch_.pick(sample_.images);
}

double HeldOut::accuracy(Mlp& net) {
    if (sample_.images.empty()) return std::numeric_limits<double>::quiet_NaN();
    const Value A = predict(recorder_, net, recorder_.input("X", batch_));
    recorder_.keep(A);
    recorder_.finish();
    return backstep::accuracy(recorder_[A], labels_);
}

}  // namespace backstep
