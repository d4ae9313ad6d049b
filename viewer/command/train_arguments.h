#pragma once
// The arguments of `backstep train`.

#include <CLI/CLI.hpp>

#include "viewer/model/train_options.h"

namespace backstep {

void add_train_arguments(CLI::App& app, TrainOptions& options);

}  // namespace backstep
