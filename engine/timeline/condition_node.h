#pragma once
// What a condition's text becomes: a list of small operations, operands first, that is worked through from the front.

#include <optional>
#include <string_view>
#include <vector>

#include "engine/timeline/condition.h"

namespace backstep {

enum class Ask {
    // What is looked up: figures of a value, a cell of it, and where we are.
    norm,
    min,
    max,
    max_abs,
    zeros,
    isnan,
    isfinite,
    cell,
    loss,
    accuracy,
    step,
    epoch,
    batch,
    phase,
    layer,
    // What is computed from other nodes.
    number,
    previous,
    negate,
    abs,
    number_isnan,
    number_isfinite,
    add,
    subtract,
    multiply,
    divide,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal,
    changes_sign,
    logical_not,
    logical_and,
    logical_or
};

enum class Kind { number, truth };

struct ConditionNode {
    Ask ask = Ask::number;
    Kind kind = Kind::number;
    int left = -1, right = -1;  // operands, earlier in the list
    double number = 0;          // of Ask::number; a phase counts as its place in the enum
    Name name;                  // of the value that is asked for
    int row = 0, col = 0;       // of the cell
    bool computed = true;       // step records know the value
    bool forward = false;       // and all of it at once
    bool lacks_norm = false;    // or at first nothing
    bool before = false;        // as it was after the step before
};

constexpr bool is_looked_up(Ask ask) { return ask <= Ask::layer; }
constexpr bool reads_value(Ask ask) { return ask <= Ask::loss; }
constexpr bool asks_summary(Ask ask) { return ask <= Ask::isfinite; }
// Those that a summary by norm does not tell, or not always.
constexpr bool asks_whole_summary(Ask ask) { return (ask >= Ask::min && ask <= Ask::zeros) || ask == Ask::isfinite; }
constexpr bool is_of_event(Ask ask) { return ask == Ask::phase || ask == Ask::layer; }

// The last node is the answer. Throws InputError.
std::vector<ConditionNode> parse_condition(std::string_view text, const std::vector<ConditionValue>& values);

// The same of a text that may be a number, too.
std::vector<ConditionNode> parse_expression(std::string_view text, const std::vector<ConditionValue>& values);

// A number, or a truth as 1 and 0; nothing if it cannot be known from what was looked up.
using Answer = std::optional<double>;

// One node from the answers of its operands. has_before: there is a step before.
Answer answer_of(const ConditionNode& node, Answer left, Answer right, bool has_before);

// look_up(node) answers the nodes that are looked up.
template <class LookUp>
Answer answer_of(const std::vector<ConditionNode>& nodes, bool has_before, const LookUp& look_up) {
    std::vector<Answer> answers(nodes.size());
    const auto operand = [&](int node) { return node < 0 ? Answer{} : answers[static_cast<std::size_t>(node)]; };
    for (std::size_t i = 0; i < nodes.size(); ++i)
        answers[i] = is_looked_up(nodes[i].ask)
                         ? look_up(nodes[i])
                         : answer_of(nodes[i], operand(nodes[i].left), operand(nodes[i].right), has_before);
    return answers.back();
}

// A figure of a value from its summary, if that knows it.
Answer figure_of(Ask ask, const Summary& summary);

}  // namespace backstep
