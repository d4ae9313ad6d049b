#include "engine/record/summary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace backstep {
namespace {

constexpr int lanes = SummaryLanes::lanes;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double joined(const double (&sums)[lanes]) {
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

// As Kernels::summarise_columns, in plain words.
double summarise_column(SummaryLanes& to, const double* column, int rows) {
    double squares[lanes] = {};
    for (int row = 0; row < rows; ++row) {
        const double x = column[row];
        const int lane = row % lanes;
        squares[lane] += x * x;
        to.min[lane] = x < to.min[lane] ? x : to.min[lane];
        to.max[lane] = x > to.max[lane] ? x : to.max[lane];
        to.zeros[lane] += x == 0;
        to.nans += x != x;
    }
    return joined(squares);
}

double norm_of(const double* squares, int cols) {
    double sums[lanes] = {};
    int col = 0;
    for (; col + lanes <= cols; col += lanes)
        for (int lane = 0; lane < lanes; ++lane) sums[lane] += squares[col + lane];
    for (; col < cols; ++col) sums[col % lanes] += squares[col];
    return std::sqrt(joined(sums));
}

// Element by element, with sums, products, quotients and roots: NaN where an operand is.
bool keeps_nans(Op op) { return op >= Op::add && op <= Op::square_root; }

}  // namespace

Summary without_norm(int rows, int cols) {
    Summary summary;
    summary.rows = rows;
    summary.cols = cols;
    summary.norm = summary.min = summary.max = nan;
    summary.whole = summary.has_norm = false;
    return summary;
}

Summary combine_squares(const double* squares, int rows, int cols) {
    Summary summary = without_norm(rows, cols);
    summary.norm = norm_of(squares, cols);
    summary.nans = std::isnan(summary.norm);
    summary.has_norm = true;
    return summary;
}

Summary combine(const SummaryLanes& gathered, const double* squares, int rows, int cols) {
    Summary summary;
    summary.rows = rows;
    summary.cols = cols;
    summary.norm = norm_of(squares, cols);
    summary.min = *std::min_element(gathered.min, gathered.min + lanes) + 0.0;  // −0 becomes +0
    summary.max = *std::max_element(gathered.max, gathered.max + lanes) + 0.0;
    summary.zeros = static_cast<long>(std::accumulate(gathered.zeros, gathered.zeros + lanes, std::uint64_t{0}));
    summary.nans = gathered.nans;
    if (summary.nans == summary.size()) summary.min = summary.max = nan;
    return summary;
}

Summary summarise(const Numbers& value) {
    SummaryLanes gathered;
    std::vector<double> squares, room;
    for (int col = 0; col < value.cols; ++col)
        squares.push_back(summarise_column(gathered, value.column(col, room), value.rows));
    return combine(gathered, squares.data(), value.rows, value.cols);
}

int multiple_of(const Tape& tape, int index) {
    const Node& node = tape.nodes[static_cast<std::size_t>(index)];
    if (!node.named || node.op != Op::scale) return -1;
    const Node& operand = tape.nodes[static_cast<std::size_t>(node.left)];
    const double c = tape.scalars[static_cast<std::size_t>(node.scalar)].value;
    return operand.named && !is_given(operand.op) && std::abs(c) >= 1 && std::isfinite(c) ? node.left : -1;
}

Summary multiple(const Summary& summary, double c) {
    Summary result = summary;
    result.norm = std::abs(c) * summary.norm;
    result.min = c * (c > 0 ? summary.min : summary.max) + 0.0;  // −0 becomes +0
    result.max = c * (c > 0 ? summary.max : summary.min) + 0.0;
    return result;
}

int corrected_into(const Tape& tape, int index) {
    const auto node = [&](int i) -> const Node& { return tape.nodes[static_cast<std::size_t>(i)]; };
    if (node(index).updates < 0) return -1;
    int last = index;  // of the way from one value to another that is made of it
    for (int i = index + 1; i < static_cast<int>(tape.nodes.size()); ++i) {
        const Node& next = node(i);
        if (next.left != last && next.right != last) continue;
        const bool is_multiple = next.op == Op::scale && next.named;
        if (last == index ? !is_multiple : !keeps_nans(next.op)) return -1;
        if (next.updates >= 0) return i;
        last = i;
    }
    return -1;
}

bool may_lack_norm(const Tape& tape, int node) {
    const int of = multiple_of(tape, node);
    return corrected_into(tape, of < 0 ? node : of) >= 0;
}

Summary summarise(const Trace& trace, const Event& event) {
    const int of = event.edited ? -1 : multiple_of(trace.tape, event.node);
    const auto scalar = [&] {
        const Node& node = trace.tape.nodes[static_cast<std::size_t>(event.node)];
        return trace.tape.scalars[static_cast<std::size_t>(node.scalar)].value;
    };
    const auto operand = [&]() -> const Event& {
        const int index = trace.tape.events[static_cast<std::size_t>(of)];
        return trace.events[static_cast<std::size_t>(index)];
    };
    Summary summary = of < 0 ? summarise(trace.value(event)) : multiple(summarise(trace, operand()), scalar());
    summary.name = event.name;
    summary.version = event.version;
    summary.phase = event.phase;
    return summary;
}

}  // namespace backstep
