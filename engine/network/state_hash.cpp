// What is asked of the whole state of a network. Several threads add the blocks of a matrix; what is added has no
// order.

#include <algorithm>
#include <vector>

#include "engine/network/mlp.h"

namespace backstep {
namespace {

constexpr long block = 16384;  // numbers
static_assert(block % HashSums::words == 0);

std::vector<const State*> states_of(const Mlp& net) {
    const Optimizer kind = net.settings.optimizer.kind;
    std::vector<const State*> states;
    for (std::size_t l = 0; l < net.W.size(); ++l)
        for (const Parameter* parameter : {&net.W[l], &net.b[l]}) {
            states.push_back(&parameter->value);
            if (kind == Optimizer::adam) states.push_back(&parameter->m);
            if (kind != Optimizer::sgd) states.push_back(&parameter->v);
        }
    return states;
}

struct Block {
    const Matrix* matrix;
    std::size_t state;  // which of the states
    long first, count;
    HashSums sums;
};

}  // namespace

std::uint64_t state_hash(const Mlp& net, Compute& compute, const KnownHashSums& known) {
    const std::vector<const State*> states = states_of(net);
    std::vector<HashSums> sums(states.size());
    std::vector<Block> blocks;
    long numbers = 0;
    for (std::size_t i = 0; i < states.size(); ++i) {
        const Matrix& matrix = states[i]->matrix;
        if (const HashSums* known_sums = known ? known(*states[i]) : nullptr)
            sums[i] = *known_sums;
        else
            for (long first = 0; first < static_cast<long>(matrix.size()); first += block) {
                blocks.push_back({&matrix, i, first, std::min(block, static_cast<long>(matrix.size()) - first), {}});
                numbers += blocks.back().count;
            }
    }
    const auto add = [&](int tile, int) {
        Block& b = blocks[static_cast<std::size_t>(tile)];
        compute.kernels.hash(b.sums, b.matrix->values.data() + b.first, b.count, b.first / HashSums::words);
    };
    const int count = static_cast<int>(blocks.size());
    if (numbers >= worth_sharing)
        compute.pool.run(count, add);
    else
        for (int tile = 0; tile < count; ++tile) add(tile, 0);
    for (const Block& b : blocks) sums[b.state].add(b.sums);
    std::uint64_t result = 0;
    for (std::size_t i = 0; i < states.size(); ++i)
        result = HashSums::joined(result, sums[i].of(static_cast<long>(states[i]->matrix.size())));
    return result;
}

std::uint64_t state_hash(const Mlp& net) {
    Pool pool(1);
    Compute compute{*available_kernels().front(), pool};
    return state_hash(net, compute);
}

bool state_is_finite(const Mlp& net, const Kernels& kernels) {
    const std::vector<const State*> states = states_of(net);
    return std::all_of(states.begin(), states.end(), [&](const State* state) {
        return kernels.all_finite(state->matrix.values.data(), static_cast<long>(state->matrix.size()));
    });
}

}  // namespace backstep
