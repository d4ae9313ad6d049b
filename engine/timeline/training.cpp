#include "engine/timeline/training.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/data/batches.h"
#include "engine/math/error.h"
#include "engine/timeline/settings.h"

namespace backstep {
namespace {

// Images first … last − 1.
Dataset part_of(const Dataset& data, int first, int last) {
    Dataset part;
    part.rows = data.rows;
    part.cols = data.cols;
    part.count = last - first;
    part.images.assign(data.image(first), data.image(last));
    part.labels.assign(data.labels.begin() + first, data.labels.begin() + last);
    part.source = data.source;
    return part;
}

void require_layers(const TrainingPlan& plan) {
    const std::vector<int>& layers = plan.network.layers;
    const Dataset& train = plan.data->train;
    if (layers.front() != train.pixels())
        throw InputError("layers",
                         fmt::format("{} inputs for images of {}×{} = {} pixels", layers.front(), train.rows,
                                     train.cols, train.pixels()),
                         fmt::format("begin the list with {}", train.pixels()));
    int classes = 0;
    for (const Dataset* images : {&train, &plan.data->validation, &plan.data->test})
        for (const std::uint8_t label : images->labels) classes = std::max(classes, label + 1);
    if (layers.back() < classes)
        throw InputError("layers", fmt::format("{} outputs for labels 0 to {}", layers.back(), classes - 1),
                         fmt::format("end the list with {}", classes));
    // A small part of digits may lack some.
    if (layers.back() > std::max(classes, 10))
        throw InputError("layers", fmt::format("{} outputs for labels 0 to {}", layers.back(), classes - 1),
                         fmt::format("end the list with {}", std::max(classes, 10)));
}

}  // namespace

std::shared_ptr<const TrainingData> split(Dataset training, Dataset test, int train, int validation) {
    if (train < 0 || validation < 0)
        throw InputError(train < 0 ? "training images" : "validation images",
                         fmt::format("{}", train < 0 ? train : validation), "give a number that is not negative");
    const long wanted = static_cast<long>(std::max(train, 1)) + validation;
    if (wanted > training.count)
        throw InputError("training and validation images",
                         fmt::format("{} + {} of {} images in {}", train == 0 ? 1 : train, validation, training.count,
                                     training.source.empty() ? "the training data" : training.source),
                         "give numbers that together are at most that many");
    if (test.count > 0 && test.pixels() != training.pixels())
        throw InputError("test images",
                         fmt::format("{}×{} pixels, those for training have {}×{}", test.rows, test.cols, training.rows,
                                     training.cols),
                         "use files that belong together");
    const int used = train == 0 ? training.count - validation : train;
    auto data = std::make_shared<TrainingData>();
    data->validation = part_of(training, used, used + validation);
    data->train = used == training.count ? std::move(training) : part_of(training, 0, used);
    data->test = std::move(test);
    data->train_pixels = pixel_index(data->train);
    data->validation_pixels = pixel_index(data->validation);
    data->test_pixels = pixel_index(data->test);
    return data;
}

long TrainingPlan::steps_per_epoch() const { return batches_per_epoch(data->train.count, batch_size); }

double TrainingPlan::learning_rate(long step) const {
    double rate = network.optimizer.learning_rate;
    if (rate_every > 0)
        for (long drops = (step - 1) / steps_per_epoch() / rate_every; drops > 0; --drops) rate *= rate_factor;
    return rate;
}

void check(const TrainingPlan& plan) {
    if (!plan.data || plan.data->train.count < 1)
        throw InputError("training images", "none", "give a folder with images, or leave it to the built-in digits");
    check(plan.network);
    require_layers(plan);
    plan.steps_per_epoch();  // checks the batch size
    if (plan.epochs < 1) throw InputError("epochs", fmt::format("{}", plan.epochs), "give at least 1");
    if (plan.patience < 0)
        throw InputError("patience", fmt::format("{}", plan.patience), "give a number of epochs, or 0 for none");
    if (plan.patience > 0 && plan.data->validation.count == 0)
        throw InputError("patience", fmt::format("{} epochs, but no validation images to measure", plan.patience),
                         "keep some images for validation");
    if (plan.rate_every < 0)
        throw InputError("learning rate steps", fmt::format("every {} epochs", plan.rate_every),
                         "give a number of epochs, or 0 for none");
    if (!(plan.rate_factor > 0) || std::isinf(plan.rate_factor))
        throw InputError("learning rate factor", fmt::format("{}", plan.rate_factor),
                         "give a number above 0, for example 0.1");
}

}  // namespace backstep
