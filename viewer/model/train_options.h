#pragma once
// What a training is told, by `backstep train` or in the window, and the plan that it means.

#include <cstdint>
#include <optional>
#include <string>

#include "engine/timeline/timeline.h"

namespace backstep {

struct TrainOptions {
    std::string layers = "784,128,10", activation = "relu", init = "he", optimizer = "adam";
    std::optional<double> learning_rate;  // without one: 0.001 for adam, 0.1 for the others
    double momentum = 0.9;
    int batch = 128, epochs = 10;
    std::uint64_t seed = 1;                // of the start, the order of the images, and dropout
    int train = 0, validation = 0;         // images; 0 for train: all that are left
    double dropout = 0, l2 = 0, clip = 0;  // 0: none
    int patience = 0;                      // epochs; 0: never stop early
    std::string learning_rate_step;        // "10:0.1": after every 10 epochs times 0.1; empty: never
    std::string break_condition;           // engine/timeline/condition.h; empty: none
    std::string json;                      // a file; empty: none
    bool step = false;                     // go on in the debugger
};

// The plan, all but its data. Throws InputError for what is wrong whatever the data are.
TrainingPlan plan_of(const TrainOptions& options);

// Loads the images (without a place, built-in digits), splits them, and gives the plan with them. Throws InputError.
TrainingPlan plan_with_data(const TrainOptions& options, const std::optional<std::string>& place);

}  // namespace backstep
