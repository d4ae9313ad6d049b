// What a plan finds out about its values while it computes them: each thread of the tiles that are its own.

#include <algorithm>
#include <cmath>

#include "engine/record/plan.h"

namespace backstep {
namespace {

std::size_t at(int node) { return static_cast<std::size_t>(node); }

// Of the others the columns' squares are all there is.
bool gathers_in_lanes(FusedCode code) { return gathers_wholly(code) || hashes(code); }

}  // namespace

// An average without a norm goes into a value that would be NaN where it is.
void Plan::find_summarised() {
    for (int i = 0; i < static_cast<int>(tape_.nodes.size()); ++i) {
        const FusedCode code = schedule_.gathered[at(i)];
        if (const int state = tape_.nodes[at(i)].updates; state >= 0) updates_[at(state)] = i;
        if (!gathers(code)) continue;
        summarised_.push_back(i);
        squares_[at(i)].resize(at(tape_.nodes[at(i)].cols));
        telling_[at(i)] = sums_squares(code) ? i : corrected_into(tape_, i);
    }
}

void Plan::begin_summaries(Thread& thread) const {
    thread.gathered.resize(tape_.nodes.size());
    for (const int i : summarised_)
        if (gathers_in_lanes(schedule_.gathered[at(i)])) thread.gathered[at(i)] = {};
    thread.summaries.resize(most_summaries);
}

void Plan::summarise(const Run& run, int node, const double* numbers, int first, int last, Thread& thread) {
    double* const squares = &squares_[at(node)][at(first)];
    const int rows = tape_.nodes[at(node)].rows;
    if (gathers_wholly(schedule_.gathered[at(node)]))
        run.kernels.summarise_columns(thread.gathered[at(node)], squares, numbers, rows, last - first);
    else
        run.kernels.square_columns(squares, numbers, rows, last - first);
    if (hashes(schedule_.gathered[at(node)]))
        run.kernels.hash(thread.gathered[at(node)].hash, numbers, static_cast<long>(rows) * (last - first),
                         static_cast<long>(rows) * first / HashSums::words);
}

// The columns of a tile, after they were summarised. The sum of their squares may be infinite though they are not.
bool Plan::is_finite(const Run& run, int node, const double* numbers, int first, int last, const Thread& thread) const {
    const FusedCode code = schedule_.gathered[at(node)];
    if (gathers_wholly(code)) return thread.gathered[at(node)].finite();
    const double* const squares = squares_[at(node)].data();
    const auto has_finite_sum = [](double sum) { return std::isfinite(sum); };
    if (sums_squares(code) && std::all_of(squares + first, squares + last, has_finite_sum)) return true;
    return run.kernels.all_finite(numbers, static_cast<long>(tape_.nodes[at(node)].rows) * (last - first));
}

void Plan::join_summaries() {
    for (const int i : summarised_) {
        const Node& node = tape_.nodes[at(i)];
        const FusedCode code = schedule_.gathered[at(i)];
        const double* const squares = squares_[at(i)].data();
        Summary& summary = summaries_[at(i)];
        if (gathers_wholly(code)) {
            SummaryLanes all;
            for (const Thread& thread : threads_) all.add(thread.gathered[at(i)]);
            summary = combine(all, squares, node.rows, node.cols);
        } else if (sums_squares(code)) {
            summary = combine_squares(squares, node.rows, node.cols);
        } else {
            summary = without_norm(node.rows, node.cols);
        }
        if (!hashes(code)) continue;
        hash_sums_[at(i)] = {};
        for (const Thread& thread : threads_) hash_sums_[at(i)].add(thread.gathered[at(i)].hash);
    }
}

const HashSums* Plan::hash_sums(int state) const {
    const int update = updates_[at(state)];
    if (update < 0 || !hashes(schedule_.gathered[at(update)])) return nullptr;
    return summary(telling_[at(update)]).nans == 0 ? &hash_sums_[at(update)] : nullptr;
}

const Summary& Plan::summary(int node) const { return summaries_[at(node)]; }

}  // namespace backstep
