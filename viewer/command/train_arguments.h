#pragma once
// The arguments of `backstep train`.

#include <CLI/CLI.hpp>

#include "viewer/model/train_options.h"

namespace backstep {

void add_train_arguments(CLI::App& app, TrainOptions& options);

// Throws InputError for an argument that would change nothing beside the others.
void check_train_arguments(const CLI::App& app, const TrainOptions& options);

}  // namespace backstep
