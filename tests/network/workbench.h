#pragma once
// What a test of recorded formulas needs: a recorder with the plain kernels and one thread.

#include "engine/record/recorder.h"

namespace backstep {

struct Workbench {
    Pool pool{1};
    Compute compute{*available_kernels().back(), pool};
    Recorder step{compute, Recording::on};
};

// A matrix of smooth, irregular numbers that stay away from 0, different for each `kind`.
inline Matrix irregular(int rows, int cols, int kind = 1) {
    Matrix result(rows, cols);
    for (std::size_t i = 0; i < result.size(); ++i) {
        const int place = static_cast<int>(i) * 37 + kind * 11;
        const double size = 0.2 + 0.01 * (place % 83);
        result.values[i] = place % 3 == 0 ? -size : size;
    }
    return result;
}

}  // namespace backstep
