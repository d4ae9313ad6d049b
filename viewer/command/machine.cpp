#include "viewer/command/machine.h"

#include <algorithm>
#include <thread>

namespace backstep {

const Kernels& kernels_of(const RunOptions& options) {
    return options.kernels.empty() ? *available_kernels().front() : kernels_named(options.kernels);
}

int threads_of(const RunOptions& options) {
    if (options.threads > 0) return options.threads;
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 64);
}

}  // namespace backstep
