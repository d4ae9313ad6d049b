#include "engine/record/cell_text.h"

#include <fmt/format.h>

#include <cstdlib>

#include "engine/record/formula.h"
#include "engine/record/operation.h"

namespace backstep {
namespace {

struct Index {
    std::string row, col;
};

class Writer {
public:
    explicit Writer(const Tape& tape) : tape_(tape) {}

    std::string write(int index, const Index& at, int outer_level, bool is_top) {
        const Node& node = node_at(index);
        if (is_given(node.op) || (node.named && !is_top))
            return tape_.names[static_cast<std::size_t>(index)].text() + "(" + at.row + "," + at.col + ")";
        const std::string text = formula(node, at);
        return level(node) < outer_level ? "(" + text + ")" : text;
    }

private:
    const Node& node_at(int index) const { return tape_.nodes[static_cast<std::size_t>(index)]; }

    // How tightly the formula of one cell binds, where that is not how the formula of the whole does: a cell of a
    // product is a sum. Levels as in engine/record/operation.h.
    int level(const Node& node) const {
        switch (node.op) {
            case Op::product:
                return 2;
            case Op::softmax:
                return 3;
            case Op::cross_entropy:
                return 1;
            case Op::one_hot:
                return 0;
            case Op::divide_by:
                return is_mean(node) ? 2 : 3;
            default:
                return operation(node.op).writing.level;
        }
    }

    // Letters for the indices that sums run over, one for each sum inside another.
    std::string next_letter() { return std::string(1, static_cast<char>('i' + sums_++)); }

    std::string formula(const Node& node, const Index& at) {
        switch (node.op) {
            case Op::product:
                return product(node, at);
            case Op::transpose:
                return write(node.left, {at.col, at.row}, 5, false);
            case Op::sum_rows:
                return over_rows("Σ", node, at);
            case Op::max_rows:
                return over_rows("max", node, at);
            case Op::sum_columns:
                return sum_columns(node, at);
            case Op::softmax:
                return softmax(node, at);
            case Op::cross_entropy:
                return cross_entropy(node, at);
            case Op::one_hot:
                return "1 if " + write(node.left, {"0", at.col}, 0, false) + " = " + at.row + ", else 0";
            case Op::flatten:
                return flatten(node, at);
            case Op::divide_by:
                return divide_by(node, at);
            case Op::multiply:
                return write(node.left, at, 3, false) + " · " + write(node.right, at, 4, false);
            default:
                return by_template(node, at);
        }
    }

    std::string product(const Node& node, const Index& at) {
        const std::string i = next_letter();
        const int terms = node_at(node.left).cols;
        const bool over_examples = node_at(node.right).op == Op::transpose;
        const std::string text =
            fmt::format("Σ over {} {} {} · {}", terms, over_examples ? "examples" : "terms",
                        write(node.left, {at.row, i}, 4, false), write(node.right, {i, at.col}, 4, false));
        --sums_;
        return text;
    }

    std::string over_rows(const char* what, const Node& node, const Index& at) {
        const std::string i = next_letter();
        const std::string text =
            fmt::format("{} over {} rows {}", what, node_at(node.left).rows, write(node.left, {i, at.col}, 3, false));
        --sums_;
        return text;
    }

    std::string sum_columns(const Node& node, const Index& at) {
        const std::string i = next_letter();
        const std::string text =
            fmt::format("Σ over {} examples {}", node_at(node.left).cols, write(node.left, {at.row, i}, 3, false));
        --sums_;
        return text;
    }

    std::string softmax(const Node& node, const Index& at) {
        const std::string i = next_letter();
        const std::string text =
            fmt::format("e^({} − max) / Σ over {} rows e^({} − max)", write(node.left, at, 2, false), node.rows,
                        write(node.left, {i, at.col}, 2, false));
        --sums_;
        return text;
    }

    std::string cross_entropy(const Node& node, const Index& at) {
        const std::string i = next_letter();
        const std::string text = fmt::format(
            "log Σ over {} rows e^{} − {} at the label, both less the column's maximum", node_at(node.left).rows,
            write(node.left, {i, at.col}, 5, false), write(node.left, {i, at.col}, 2, false));
        --sums_;
        return text;
    }

    std::string flatten(const Node& node, const Index& at) {
        const int row = std::atoi(at.row.c_str()), width = node_at(node.left).cols;
        const bool is_number = at.row.find_first_not_of("0123456789") == std::string::npos;
        if (!is_number)
            return write(node.left,
                         {at.row + " div " + std::to_string(width), at.row + " mod " + std::to_string(width)}, 5,
                         false);
        return write(node.left, {std::to_string(row / width), std::to_string(row % width)}, 5, false);
    }

    bool is_mean(const Node& node) const {
        const Node& left = node_at(node.left);
        return !left.named && (left.op == Op::product || left.op == Op::sum_columns);
    }

    // A mean reads best with its factor in front: 1/32 · Σ over 32 examples …
    std::string divide_by(const Node& node, const Index& at) {
        if (!is_mean(node)) return by_template(node, at);
        return fmt::format("1/{} · {}", scalar_text(scalar(node).value), write(node.left, at, 2, false));
    }

    std::string by_template(const Node& node, const Index& at) {
        const Writing& writing = operation(node.op).writing;
        const bool by_column = node.op == Op::add_column;
        const bool by_row = node.op == Op::subtract_row || node.op == Op::divide_row;
        const Index left_at = node.op == Op::scale_by ? Index{"0", "0"} : at;
        const Index right_at{by_row ? "0" : at.row, by_column ? "0" : at.col};
        std::string text;
        for (const char* c = writing.text; *c; ++c) {
            if (*c != '%')
                text += *c;
            else if (*++c == 'a')
                text += write(node.left, left_at, writing.left, false);
            else if (*c == 'b')
                text += write(node.right, right_at, writing.right, false);
            else
                text += scalar_text(scalar(node));
        }
        return text;
    }

    const Scalar& scalar(const Node& node) const { return tape_.scalars[static_cast<std::size_t>(node.scalar)]; }

    const Tape& tape_;
    int sums_ = 0;
};

}  // namespace

std::string cell_text(const Tape& tape, int node, const std::string& row, const std::string& col) {
    return Writer(tape).write(node, {row, col}, 0, true);
}

}  // namespace backstep
