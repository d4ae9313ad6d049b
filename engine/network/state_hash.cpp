// The hash of a network's state, in blocks that are hashed by several threads and joined in their order.

#include <algorithm>
#include <vector>

#include "engine/network/mlp.h"

namespace backstep {
namespace {

constexpr std::size_t block = 16384;  // numbers; the blocks, not the threads, decide what the hash is

struct Part {
    const double* numbers;
    std::size_t count;
};

void add_parts(std::vector<Part>& parts, const Matrix& matrix) {
    for (std::size_t first = 0; first < matrix.size(); first += block)
        parts.push_back({matrix.values.data() + first, std::min(block, matrix.size() - first)});
}

void add_parts(std::vector<Part>& parts, const Parameter& parameter, Optimizer kind) {
    add_parts(parts, parameter.value.matrix);
    if (kind == Optimizer::adam) add_parts(parts, parameter.m.matrix);
    if (kind != Optimizer::sgd) add_parts(parts, parameter.v.matrix);
}

}  // namespace

std::uint64_t state_hash(const Mlp& net, Compute& compute) {
    std::vector<Part> parts;
    for (std::size_t l = 0; l < net.W.size(); ++l) {
        add_parts(parts, net.W[l], net.settings.optimizer.kind);
        add_parts(parts, net.b[l], net.settings.optimizer.kind);
    }
    std::vector<std::uint64_t> hashes(parts.size());
    compute.pool.run(static_cast<int>(parts.size()), [&](int tile, int) {
        const Part& part = parts[static_cast<std::size_t>(tile)];
        hashes[static_cast<std::size_t>(tile)] = compute.kernels.hash(part.numbers, static_cast<long>(part.count));
    });
    std::uint64_t result = 0;
    for (const std::uint64_t hash : hashes) {
        result = (result ^ hash) * 0x9E3779B97F4A7C15u;  // the golden ratio
        result ^= result >> 32;
    }
    return result;
}

std::uint64_t state_hash(const Mlp& net) {
    Pool pool(1);
    Compute compute{*available_kernels().front(), pool};
    return state_hash(net, compute);
}

}  // namespace backstep
