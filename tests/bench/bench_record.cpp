// What recording off adds to a training step: the time that a statement takes which is only noted.
// usage: bench_record

#include <algorithm>
#include <chrono>
#include <iostream>

#include "engine/record/recorder.h"

using namespace backstep;

int main() {
    using Clock = std::chrono::steady_clock;
    Pool pool(1);
    Compute compute{*available_kernels().front(), pool};
    Recorder step(compute, Recording::off);
    const Matrix X(784, 128);
    State W{Matrix(16, 784)}, b{Matrix(16, 1)};
    constexpr int layers = 16, statements = layers + 2, steps = 1000;
    double best = 1e9;
    for (int repeat = 0; repeat < 200; ++repeat) {
        const auto begin = Clock::now();
        for (int i = 0; i < steps; ++i) {
            const Value x = step.input("X", X), w = step.state("W[1]", W), c = step.state("b[1]", b);
            const Value Z = step.record("Z[1]", w * x + c);
            Value A = step.record("A[1]", relu(Z));
            for (int l = 1; l <= layers; ++l) A = step.record(Name("H", l), 0.5 * A + 0.25 * Z);
            step.finish();  // nobody wants anything, so nothing is computed
        }
        best = std::min(best, std::chrono::duration<double, std::nano>(Clock::now() - begin).count() / steps);
    }
    std::cout << best / statements << " ns a recorded statement, with its formula of three nodes\n";
}
