#include "engine/record/explain.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/math/functions.h"
#include "engine/record/cell_text.h"
#include "engine/record/operation.h"

namespace backstep {
namespace {

double folded(const Term& term) {
    const std::vector<Term>& of = term.operands;
    double result = term.kind == Arithmetic::largest && !of.empty() ? of[0].value : 0;
    for (const Term& operand : of) {
        if (term.kind == Arithmetic::sum)
            result += operand.value;
        else if (operand.value > result || operand.value != operand.value)
            result = operand.value;
    }
    return result;
}

// The kind's arithmetic on the values of the operands; each line is the definition that the kernels share.
double computed(const Term& term) {
    const std::vector<Term>& of = term.operands;
    const double a = of.empty() ? 0 : of[0].value, b = of.size() < 2 ? 0 : of[1].value;
    switch (term.kind) {
        case Arithmetic::number:
        case Arithmetic::cell:
            return term.value;
        case Arithmetic::sum:
        case Arithmetic::largest:
            return folded(term);
        case Arithmetic::add:
            return a + b;
        case Arithmetic::subtract:
            return a - b;
        case Arithmetic::multiply:
            return a * b;
        case Arithmetic::divide:
            return a / b;
        case Arithmetic::negate:
            return -a;
        case Arithmetic::square_root:
            return std::sqrt(a);
        case Arithmetic::exponential:
            return exponential(a);
        case Arithmetic::logarithm:
            return logarithm(a);
        case Arithmetic::hyperbolic_tangent:
            return hyperbolic_tangent(a);
        case Arithmetic::relu:
            return !(a <= 0) ? a : 0.0;
        case Arithmetic::relu_slope:
            return a > 0 ? 1.0 : 0.0;
        case Arithmetic::leaky_relu:
            return !(a <= 0) ? a : b * a;
        case Arithmetic::leaky_relu_slope:
            return a > 0 ? 1.0 : b;
        case Arithmetic::equals:
            return a == b ? 1.0 : 0.0;
    }
    return 0;
}

Term cell_of(const Trace& trace, int event, int row, int col) {
    Term cell;
    cell.kind = Arithmetic::cell;
    cell.event = event;
    cell.row = row;
    cell.col = col;
    cell.value = trace.value(event)(row, col);
    return cell;
}

const Node& node_at(const Trace& trace, int node) { return trace.tape.nodes[static_cast<std::size_t>(node)]; }

}  // namespace

Term term(Arithmetic kind, std::vector<Term> operands) {
    Term result;
    result.kind = kind;
    result.operands = std::move(operands);
    result.value = computed(result);
    return result;
}

Term number(double value, const char* symbol) {
    Term result;
    result.value = value;
    result.symbol = symbol;
    return result;
}

Term Cells::at(int node, int row, int col) const {
    const Node& operand = node_at(trace_, node);
    if (const int event = trace_.tape.events[static_cast<std::size_t>(node)]; event >= 0)
        return cell_of(trace_, event, row, col);
    return operation(operand.op).explain(*this, operand, row, col);
}

Term Cells::scalar(const Node& node) const {
    const Scalar& scalar = trace_.tape.scalars[static_cast<std::size_t>(node.scalar)];
    return number(scalar.value, scalar.symbol);
}

int Cells::left_rows(const Node& node) const { return node_at(trace_, node.left).rows; }
int Cells::left_cols(const Node& node) const { return node_at(trace_, node.left).cols; }

Explanation explain(const Trace& trace, int event, int row, int col) {
    if (event < 0 || event >= static_cast<int>(trace.events.size()))
        throw std::out_of_range("there is no event " + std::to_string(event) + "; the last one is " +
                                std::to_string(static_cast<int>(trace.events.size()) - 1));
    const Event& what = trace.events[static_cast<std::size_t>(event)];
    const Numbers value = trace.value(what);
    const std::string cell = "(" + std::to_string(row) + "," + std::to_string(col) + ")";
    if (!value.contains(row, col))
        throw std::out_of_range(what.name.text() + " has no cell " + cell + "; it is " +
                                shape_text(value.rows, value.cols) + ", so rows go from 0 to " +
                                std::to_string(value.rows - 1) + " and columns from 0 to " +
                                std::to_string(value.cols - 1));
    Explanation explanation;
    explanation.event = event;
    explanation.row = row;
    explanation.col = col;
    explanation.value = value(row, col);
    explanation.equation = what.name.text() + cell;
    const auto by_hand = [&](const Edit& edit) { return edit.event == event && edit.row == row && edit.col == col; };
    explanation.edited = std::any_of(trace.edits.begin(), trace.edits.end(), by_hand);
    if (what.given || explanation.edited) {
        explanation.arithmetic = cell_of(trace, event, row, col);
        return explanation;
    }
    const Node& node = node_at(trace, what.node);
    explanation.arithmetic = operation(node.op).explain(Cells(trace), node, row, col);
    // As the stage has it: a state takes a new value.
    const bool is_update = node.updates >= 0;
    explanation.equation +=
        (is_update ? " ← " : " = ") + cell_text(trace.tape, what.node, std::to_string(row), std::to_string(col));
    return explanation;
}

double evaluate(const Term& of) {
    if (of.kind == Arithmetic::number || of.kind == Arithmetic::cell) return of.value;
    Term again;
    again.kind = of.kind;
    for (const Term& operand : of.operands) again.operands.push_back(number(evaluate(operand)));
    return computed(again);
}

const Term* main_sum(const Term& of) {
    if (of.kind == Arithmetic::sum) return &of;
    for (const Term& operand : of.operands)
        if (const Term* sum = main_sum(operand)) return sum;
    return nullptr;
}

}  // namespace backstep
