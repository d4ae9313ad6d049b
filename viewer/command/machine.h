#pragma once
// What computes.

#include "engine/math/compute.h"
#include "viewer/command/options.h"

namespace backstep {

// The kernels by name, or the fastest that this machine can run. Throws InputError, which lists them.
const Kernels& kernels_of(const RunOptions& options);
// As many as are asked for, or one a processor.
int threads_of(const RunOptions& options);

}  // namespace backstep
