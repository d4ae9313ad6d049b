#include "engine/timeline/settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/math/error.h"

namespace backstep {
namespace {

template <class Enum>
const std::string& name_of(const std::vector<std::string>& names, Enum value) {
    return names.at(static_cast<std::size_t>(value));
}

std::string text(double number) { return fmt::format("{}", number); }
std::string text(int number) { return std::to_string(number); }
std::string text(std::uint64_t number) { return std::to_string(number); }

}  // namespace

std::vector<Setting> settings_of(const TrainingPlan& plan) {
    const MlpSettings& network = plan.network;
    const OptimizerSettings& optimizer = network.optimizer;
    return {
        {"layers", fmt::format("{}", fmt::join(network.layers, ",")), false},
        {"activation", name_of(activation_names(), network.activation), true},
        {"start", name_of(initialisation_names(), network.initialisation), false},
        {"optimizer", name_of(optimizer_names(), optimizer.kind), true},
        {"learning rate", text(optimizer.learning_rate), true},
        {"momentum", text(optimizer.momentum), true},
        {"β₁", text(optimizer.beta1), true},
        {"β₂", text(optimizer.beta2), true},
        {"ε", text(optimizer.epsilon), true},
        {"L2", text(network.l2), true},
        {"dropout", text(network.dropout), true},
        {"clip", text(network.clip), true},
        {"seed of the network", text(network.seed), false},
        {"batch size", text(plan.batch_size), false},
        {"epochs", text(plan.epochs), true},
        {"seed of the batches", text(plan.seed), false},
        {"pixels", plan.scaled ? "0 to 1" : "0 to 255", false},
        {"patience", text(plan.patience), true},
        {"learning rate steps", text(plan.rate_every), true},
        {"learning rate factor", text(plan.rate_factor), true},
    };
}

std::string difference(const TrainingPlan& from, const TrainingPlan& to) {
    const std::vector<Setting> left = settings_of(from), right = settings_of(to);
    std::string result = from.data == to.data ? "" : "other images";
    for (std::size_t i = 0; i < left.size(); ++i)
        if (left[i].value != right[i].value)
            result +=
                fmt::format("{}{} {} → {}", result.empty() ? "" : ", ", left[i].name, left[i].value, right[i].value);
    return result;
}

void check_change(const TrainingPlan& from, const TrainingPlan& to) {
    if (from.data != to.data)
        throw InputError("fork", "other images", "keep the images, or begin a timeline of its own");
    const std::vector<Setting> left = settings_of(from), right = settings_of(to);
    for (std::size_t i = 0; i < left.size(); ++i)
        if (!left[i].can_change && left[i].value != right[i].value)
            throw InputError(
                "fork", fmt::format("{} {}, the timeline began with {}", left[i].name, right[i].value, left[i].value),
                "keep it, or begin a timeline of its own");
}

}  // namespace backstep
