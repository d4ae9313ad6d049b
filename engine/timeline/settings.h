#pragma once
// The settings of a plan as rows of a table, for what is said about them to people.

#include <string>
#include <vector>

#include "engine/timeline/training.h"

namespace backstep {

struct Setting {
    const char* name;   // "learning rate"
    std::string value;  // "0.1"; numbers read back to the same bits
    bool can_change;    // in a fork: the network and the batches have begun with the others
};

// All settings but the images, in an order in which they can be read.
std::vector<Setting> settings_of(const TrainingPlan& plan);

}  // namespace backstep
