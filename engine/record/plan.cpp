#include "engine/record/plan.h"

#include <algorithm>
#include <cstring>

#include "engine/math/pixel_product.h"
#include "engine/record/run_node.h"
#include "engine/record/skipping.h"

namespace backstep {
namespace {

std::size_t at(int node) { return static_cast<std::size_t>(node); }

}  // namespace

Plan::Plan(const Tape& tape, int threads)
    : tape_(tape),
      schedule_(schedule_of(tape, threads)),
      memory_(tape.nodes.size()),
      numbers_(tape.nodes.size()),
      finite_(tape.nodes.size()),
      squares_(tape.nodes.size()),
      summaries_(tape.nodes.size()),
      hash_sums_(tape.nodes.size()),
      updates_(tape.nodes.size(), -1),
      telling_(tape.nodes.size(), -1),
      skips_(schedule_.passes.size()),
      sortings_(tape_, schedule_, threads) {
    give_memory();
    find_summarised();
}

bool Plan::fits(const Tape& tape) const {
    return tape.nodes.size() == tape_.nodes.size() &&
           std::memcmp(tape.nodes.data(), tape_.nodes.data(), sizeof(Node) * tape.nodes.size()) == 0;
}

void Plan::give_memory() {
    for (std::size_t i = 0; i < tape_.nodes.size(); ++i)
        if (schedule_.homes[i] == Home::memory)
            memory_[i] = std::make_unique<Matrix>(tape_.nodes[i].rows, tape_.nodes[i].cols);
}

void Plan::run(Compute& compute, const Tape& tape, const std::vector<Given>& given) {
    const Run run{compute.kernels, tape, given};
    prepare(run, compute.pool.threads());
    const std::vector<Pass>& passes = schedule_.passes;
    for (std::size_t first = 0; first < passes.size();) {
        std::size_t last = first;
        while (last < passes.size() && passes[last].stage == passes[first].stage) ++last;
        run_stage(compute, run, first, last);
        first = last;
    }
    finish_states(run);
    join_summaries();
}

void Plan::prepare(const Run& run, int threads) {
    for (std::size_t i = 0; i < tape_.nodes.size(); ++i) {
        const Given& given = run.given[i];
        if (memory_[i]) {
            numbers_[i] = memory_[i]->values.data();
            if (given.pixels) given.pixels->dense_columns(numbers_[i], 0, given.pixels->cols());
        } else if (schedule_.homes[i] == Home::state) {
            numbers_[i] = run.given[at(tape_.nodes[i].updates)].state->matrix.values.data();
        } else if (given.state) {
            numbers_[i] = given.state->matrix.values.data();
        } else {
            // Only read: nothing updates an input.
            numbers_[i] = given.matrix ? const_cast<double*>(given.matrix->values.data()) : nullptr;
        }
    }
    find_finite(run);
    sortings_.prepare([&](int node) { return run.given[at(node)].pixels; });
    if (threads_.size() < static_cast<std::size_t>(threads)) {
        threads_.resize(static_cast<std::size_t>(threads));
        long most = 0;
        for (const Pass& pass : schedule_.passes) most = std::max(most, pass.slots * pass.slot_size);
        for (Thread& thread : threads_) thread.slots.resize(static_cast<std::size_t>(most));
    }
    for (Thread& thread : threads_) begin_summaries(thread);
}

// What is computed counts as finite until a tile is not.
void Plan::find_finite(const Run& run) {
    for (std::size_t i = 0; i < tape_.nodes.size(); ++i) {
        if (!schedule_.check_finite[i]) continue;
        const Given& given = run.given[i];
        bool finite = true;
        if (given.state && !given.state->finite)
            given.state->finite = run.kernels.all_finite(numbers_[i], static_cast<long>(given.state->matrix.size()));
        if (given.state)
            finite = given.state->finite;
        else if (given.matrix)
            finite = run.kernels.all_finite(numbers_[i], static_cast<long>(given.matrix->size()));
        finite_[i].store(finite, std::memory_order_relaxed);
    }
}

// One parallel region: the tiles of all passes of the stage.
void Plan::run_stage(Compute& compute, const Run& run, std::size_t first, std::size_t last) {
    const std::vector<Pass>& passes = schedule_.passes;
    sortings_.before_stage(compute, passes[first].stage);
    int tiles = 0;
    long work = 0;
    for (std::size_t p = first; p < last; ++p) {
        tiles += passes[p].tiles;
        work += passes[p].work;
        const int product = passes[p].skipping_product;
        skips_[p] = product >= 0 && finite_[at(tape_.nodes[at(product)].left)].load(std::memory_order_relaxed);
        for (const int i : passes[p].nodes)
            if (skips_[p] && schedule_.homes[at(i)] == Home::state)
                skips_[p] = keeps_state_where_zero(run.tape, i, product);
    }
    const auto run_one = [&](int tile, int thread) {
        std::size_t p = first;
        while (tile >= passes[p].tiles) tile -= passes[p++].tiles;
        run_tile(run, p, tile, threads_[at(thread)]);
    };
    if (work >= worth_sharing) return compute.pool.run(tiles, run_one);
    for (int tile = 0; tile < tiles; ++tile) run_one(tile, 0);
}

void Plan::run_tile(const Run& run, std::size_t index, int tile, Thread& thread) {
    const Pass& pass = schedule_.passes[index];
    const int first = tile * pass.tile_cols, last = std::min(pass.cols, first + pass.tile_cols);
    if (skips_[index]) {
        const int pixels = pixels_of(tape_, pass.skipping_product);
        if (sortings_.groups(pixels).all_zero(first, last)) return;
    }
    sortings_.before_tile(index, tile);
    for (const Job& job : pass.jobs) run_job(run, pass, job, first, last, thread);
}

void Plan::run_job(const Run& run, const Pass& pass, const Job& job, int first, int last, Thread& thread) {
    if (job.losses >= 0)
        run_with_losses(run, pass, job, first, last, thread);
    else if (job.node >= 0)
        run_node(run, pass, job.node, first, last, thread);
    else
        run_program(run, pass, job, first, last, thread);
    for (const int i : job.results) {
        const double* numbers = columns(pass, i, first, thread);
        if (gathers(schedule_.gathered[at(i)]) && !schedule_.on_the_way[at(i)])
            summarise(run, i, numbers, first, last, thread);
        if (schedule_.check_finite[at(i)] && !is_finite(run, i, numbers, first, last, thread))
            finite_[at(i)].store(false, std::memory_order_relaxed);
    }
}

double* Plan::columns(const Pass& pass, int node, int first, Thread& thread) const {
    if (schedule_.homes[at(node)] == Home::slot)
        return thread.slots.data() + schedule_.slots[at(node)] * pass.slot_size;
    return numbers_[at(node)] + static_cast<long>(first) * tape_.nodes[at(node)].rows;
}

void Plan::run_program(const Run& run, const Pass& pass, const Job& job, int first, int last, Thread& thread) {
    FusedInstruction program[longest_program];
    int count = 0, summarised = 0;
    for (const FusedStep& step : job.program) {
        FusedInstruction& instruction = program[count++];
        instruction.code = step.code;
        instruction.temporary = step.temporary;
        if (gathers(step.code)) {
            FusedSummary& summary = thread.summaries[at(summarised++)];
            summary.lanes = &thread.gathered[at(step.node)];
            summary.squares = &squares_[at(step.node)][at(first)];
            summary.place = static_cast<long>(first) * tape_.nodes[at(step.node)].rows / HashSums::words;
            instruction.summary = &summary;
            continue;
        }
        if (step.node >= 0) instruction.memory = columns(pass, step.node, first, thread);
        if (step.scalar >= 0) instruction.scalar = run.tape.scalars[at(step.scalar)].value;
    }
    const int rows = tape_.nodes[at(job.shape)].rows;
    if (job.by_columns)
        run.kernels.fused_columns(program, count, rows, last - first);
    else
        run.kernels.fused(program, count, static_cast<long>(rows) * (last - first));
}

void Plan::run_node(const Run& run, const Pass& pass, int index, int first, int last, Thread& thread) {
    const Node& node = tape_.nodes[at(index)];
    if (node.rows == 0) return;
    double* const out = columns(pass, index, first, thread);
    if (run_pixel_product(run, pass, index, out, first, last, thread)) return;
    Tile tile = tile_of(run.tape, index);
    const Operands operands = operands_of(tape_, index);
    const double* read[2] = {nullptr, nullptr};
    for (int k = 0; k < operands.count; ++k)
        read[k] = operands.reaches[k] == Reach::whole ? numbers_[at(operands.nodes[k])]
                                                      : columns(pass, operands.nodes[k], first, thread);
    tile.out = out;
    tile.left = read[0];
    tile.right = read[1];
    tile.first = first;
    tile.last = last;
    operation(node.op).run(run.kernels, tile);
}

void Plan::run_with_losses(const Run& run, const Pass& pass, const Job& job, int first, int last, Thread& thread) {
    const Node& losses = tape_.nodes[at(job.losses)];
    const auto at_tile = [&](int node) { return columns(pass, node, first, thread); };
    run.kernels.softmax_and_cross_entropy(at_tile(job.node), at_tile(job.losses), at_tile(losses.left),
                                          at_tile(losses.right), tape_.nodes[at(job.node)].rows, last - first);
}

bool Plan::run_pixel_product(const Run& run, const Pass& pass, int index, double* out, int first, int last,
                             Thread& thread) {
    if (!is_pixel_product(tape_, schedule_.homes, index)) return false;
    const Node& node = tape_.nodes[at(index)];
    const int pixels = pixels_of(tape_, index);
    const PixelBatch& batch = *run.given[at(pixels)].pixels;
    const PixelLeft left{numbers_[at(node.left)], node.rows,
                         finite_[at(node.left)].load(std::memory_order_relaxed) != 0};
    const PixelGroups& groups = sortings_.groups(pixels);
    if (reads_through_transpose(tape_, node))
        pixel_product_transposed(run.kernels, out, left, batch, groups, first, last, thread.dense);
    else
        pixel_product(run.kernels, out, left, batch, groups, first / pass.tile_cols, thread.dense);
    return true;
}

// States that could not be written over change hands now. One that is also kept stays readable, so it is copied.
void Plan::finish_states(const Run& run) {
    for (std::size_t i = 0; i < tape_.nodes.size(); ++i) {
        const int updated = tape_.nodes[i].updates;
        if (updated < 0) continue;
        State& state = *run.given[at(updated)].state;
        // A column that was left alone is as finite as it was.
        state.finite = schedule_.check_finite[i] && finite_[i].load(std::memory_order_relaxed);
        if (!memory_[i]) continue;
        if (tape_.nodes[i].wanted)
            state.matrix.values = memory_[i]->values;
        else
            state.matrix.values.swap(memory_[i]->values);
    }
}

const Matrix* Plan::result(int node) const { return tape_.nodes[at(node)].wanted ? memory_[at(node)].get() : nullptr; }

}  // namespace backstep
