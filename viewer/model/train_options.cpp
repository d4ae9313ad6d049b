#include "viewer/model/train_options.h"

#include <fmt/format.h>

#include <charconv>
#include <future>
#include <sstream>
#include <utility>

#include "engine/data/load.h"
#include "engine/math/error.h"
#include "engine/network/activation.h"
#include "engine/network/initialisation.h"

namespace backstep {
namespace {

constexpr int built_in_training = 5000, built_in_test = 1000, most_built_in = 100000;
constexpr std::uint64_t built_in_seed = 1;

// The whole text as a number, the same in every locale.
template <class Number>
std::optional<Number> number_of(const std::string& text) {
    Number number{};
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end) return std::nullopt;
    return number;
}

std::vector<int> layers_of(const std::string& text) {
    std::vector<int> layers;
    std::istringstream in(text + ",");
    for (std::string word; std::getline(in, word, ',');) {
        const std::optional<int> units = number_of<int>(word);
        if (!units)
            throw InputError("layers", fmt::format("'{}' in '{}' is no number of units", word, text),
                             "type them like 784,128,10: the pixels, the hidden units, the classes");
        layers.push_back(*units);
    }
    return layers;
}

void read_rate_step(const std::string& text, TrainingPlan& plan) {
    if (text.empty()) return;
    const std::size_t colon = text.find(':');
    const std::optional<int> every = number_of<int>(text.substr(0, colon));
    const std::optional<double> factor =
        colon == std::string::npos ? std::nullopt : number_of<double>(text.substr(colon + 1));
    if (!every || !factor || *every < 1)
        throw InputError("learning rate step", "'" + text + "' is none",
                         "type it like 10:0.1: after every 10 epochs, times 0.1");
    plan.rate_every = *every;
    plan.rate_factor = *factor;
}

void require_not_negative(const char* what, int number) {
    if (number < 0) throw InputError(what, fmt::format("it is {}", number), "give a number that is not negative");
}

}  // namespace

TrainingPlan plan_of(const TrainOptions& options) {
    TrainingPlan plan;
    MlpSettings& network = plan.network;
    network.layers = layers_of(options.layers);
    network.activation = activation_named(options.activation);
    network.initialisation = initialisation_named(options.init);
    network.optimizer.kind = optimizer_named(options.optimizer);
    const bool is_adam = network.optimizer.kind == Optimizer::adam;
    network.optimizer.learning_rate = options.learning_rate.value_or(is_adam ? 0.001 : 0.1);
    network.optimizer.momentum = options.momentum;
    network.l2 = options.l2;
    network.dropout = options.dropout;
    network.clip = options.clip;
    network.seed = plan.seed = options.seed;
    plan.batch_size = options.batch;
    plan.epochs = options.epochs;
    plan.patience = options.patience;
    read_rate_step(options.learning_rate_step, plan);
    check(network);
    require_not_negative("training images", options.train);
    require_not_negative("validation images", options.validation);
    return plan;
}

TrainingPlan plan_with_data(const TrainOptions& options, const std::optional<std::string>& place) {
    TrainingPlan plan = plan_of(options);
    const long wanted = static_cast<long>(options.train > 0 ? options.train : built_in_training) + options.validation;
    if (!place && wanted > most_built_in)
        throw InputError("training and validation images", fmt::format("{} built-in digits", wanted),
                         fmt::format("take at most {}, or name a folder of images with --data", most_built_in));
    // Each file is unpacked by one thread.
    std::future<Dataset> test =
        std::async(std::launch::async, [&] { return test_digits(place, built_in_test, built_in_seed); });
    Dataset training = training_digits(place, static_cast<int>(wanted), built_in_seed);
    plan.data = split(std::move(training), test.get(), options.train, options.validation);
    check(plan);
    return plan;
}

}  // namespace backstep
