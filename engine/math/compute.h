#pragma once
// What work is done with: a table of kernels and a pool of threads. main owns one and hands it down; neither choice
// changes a bit of any result.

#include "engine/math/kernels.h"
#include "engine/math/pool.h"

namespace backstep {

struct Compute {
    const Kernels& kernels;
    Pool& pool;
};

}  // namespace backstep
