//: # One step of a training
//: A training is the same few lines again and again, each time with other images. An *epoch* is one round
//: through all of them.
#include "engine/timeline/training_step.h"

#include <algorithm>
#include <numeric>

#include "engine/data/batches.h"
#include "engine/timeline/position.h"

namespace backstep {

//: ## The images of a step
//: In each epoch the images come in a new random order. If one batch holds all images, their order does not
//: matter, and they stay as they lie in the file.
std::vector<int> order_of_images(const TrainingPlan& plan, long epoch) {
    const int count = plan.data->train.count;
    if (plan.steps_per_epoch() > 1) return epoch_order(count, plan.seed, static_cast<int>(epoch - 1));
    std::vector<int> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    return order;
}

Batches::Batches(const TrainingPlan& plan) : plan_(plan), X_(plan.data->train_pixels, plan.scale()) {}

//: Each step takes the next few of them: a *batch*. The last batch of an epoch may be smaller. Each label
//: becomes a column with a single 1.
void Batches::go_to(long step) {
    const auto [epoch, batch] = epoch_and_batch(step, plan_.steps_per_epoch());
    if (epoch_ > 0 && plan_.steps_per_epoch() == 1) return;
    if (epoch != epoch_) order_ = order_of_images(plan_, epoch);
    epoch_ = epoch;
    const std::size_t first = static_cast<std::size_t>(batch - 1) * static_cast<std::size_t>(plan_.batch_size);
    const std::size_t count = std::min(static_cast<std::size_t>(plan_.batch_size), order_.size() - first);
    X_.pick(std::span(order_).subspan(first, count));
    Y_ = one_hot(picked_labels(plan_.data->train, X_.picked()), plan_.network.layers.back());
}

//: ## The step
//: The images of the batch and their labels come in. The rest is the network's: forward, loss, backward,
//: update. Only the learning rate may be another one in a later epoch.
TrainedStep training_step(Recorder& step, Mlp& net, const TrainingPlan& plan, Batches& batches, long number, long t) {
    batches.go_to(number);
    net.settings.optimizer.learning_rate = plan.learning_rate(number);
    const Value X = step.input("X", batches.X());
    const Value Y = step.input("Y", batches.Y());
    return train_step(step, net, X, Y, t);
}

}  // namespace backstep
