#pragma once
// A training step of a small network, recorded, and its values by name.

#include <stdexcept>
#include <string>
#include <vector>

#include "engine/math/random.h"
#include "engine/network/mlp.h"
#include "tests/network/workbench.h"

namespace backstep {

// One-hot labels that use every class.
inline Matrix labels(int classes, int examples) {
    Matrix Y(classes, examples);
    for (int i = 0; i < examples; ++i) Y(i % classes, i) = 1;
    return Y;
}

// Step t of a copy of the network; with `trained`, the network after it.
inline Trace one_step(Mlp net, const Matrix& X, const Matrix& Y, long t, Mlp* trained = nullptr) {
    Workbench bench;
    const Value x = bench.step.input("X", X);
    const Value y = bench.step.input("Y", Y);
    train_step(bench.step, net, x, y, t);
    bench.step.finish();
    if (trained) *trained = net;
    return bench.step.take_trace();
}

inline const Matrix& value_of(const Trace& trace, const std::string& name) {
    const std::optional<int> event = find_event(trace, name, static_cast<int>(trace.events.size()));
    if (!event) throw std::out_of_range("no value " + name);
    return trace.matrix(*event);
}

// The names in order, with the version where there are several.
inline std::vector<std::string> names_of(const Trace& trace) {
    std::vector<std::string> names;
    for (const Event& event : trace.events) {
        const std::string name = event.name.text();
        const bool parameter = name[0] == 'W' || name[0] == 'b' || name[0] == 'd';
        names.push_back(parameter && name[1] != 'Z' ? name + "@" + std::to_string(event.version) : name);
    }
    return names;
}

}  // namespace backstep
