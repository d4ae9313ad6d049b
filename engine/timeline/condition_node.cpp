#include "engine/timeline/condition_node.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace backstep {
namespace {

double truth(bool holds) { return holds ? 1 : 0; }

double computed(Ask ask, double a, double b) {
    switch (ask) {
        case Ask::negate:
            return -a;
        case Ask::abs:
            return std::fabs(a);
        case Ask::number_isnan:
            return truth(std::isnan(a));
        case Ask::number_isfinite:
            return truth(std::isfinite(a));
        case Ask::add:
            return a + b;
        case Ask::subtract:
            return a - b;
        case Ask::multiply:
            return a * b;
        case Ask::divide:
            return a / b;
        case Ask::less:
            return truth(a < b);
        case Ask::less_equal:
            return truth(a <= b);
        case Ask::greater:
            return truth(a > b);
        case Ask::greater_equal:
            return truth(a >= b);
        case Ask::equal:
            return truth(a == b);
        case Ask::not_equal:
            return truth(a < b || a > b);
        case Ask::changes_sign:
            return truth((a < 0 && b >= 0) || (a >= 0 && b < 0));
        case Ask::logical_not:
            return truth(a == 0);
        default:
            return a;  // previous: its operands have looked at the step before
    }
}

bool is_binary(Ask ask) { return ask >= Ask::add && ask <= Ask::changes_sign; }

}  // namespace

Answer answer_of(const ConditionNode& node, Answer left, Answer right, bool has_before) {
    switch (node.ask) {
        case Ask::number:
            return node.number;
        case Ask::previous:
            if (!has_before) return node.kind == Kind::truth ? 0 : std::numeric_limits<double>::quiet_NaN();
            return left;
        // One side can decide alone, whatever the other would be.
        case Ask::logical_and:
            if ((left && *left == 0) || (right && *right == 0)) return 0;
            return left && right ? Answer(1) : Answer();
        case Ask::logical_or:
            if ((left && *left != 0) || (right && *right != 0)) return 1;
            return left && right ? Answer(0) : Answer();
        default:
            if (!left || (is_binary(node.ask) && !right)) return {};
            return computed(node.ask, *left, right.value_or(0));
    }
}

Answer figure_of(Ask ask, const Summary& summary) {
    if (!summary.has_norm && asks_summary(ask)) return {};
    if (!summary.whole && ask == Ask::isfinite && std::isfinite(summary.norm)) return 1;
    if (!summary.whole && asks_whole_summary(ask)) return {};
    switch (ask) {
        case Ask::norm:
            return summary.norm;
        case Ask::min:
            return summary.min;
        case Ask::max:
            return summary.max;
        case Ask::max_abs:
            return std::max(std::fabs(summary.min), std::fabs(summary.max));
        case Ask::zeros:
            return static_cast<double>(summary.zeros) / static_cast<double>(summary.size());
        case Ask::isnan:
            return truth(summary.nans > 0);
        default:  // isfinite
            return truth(summary.nans == 0 && std::isfinite(summary.min) && std::isfinite(summary.max));
    }
}

}  // namespace backstep
