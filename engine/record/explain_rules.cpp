#include "engine/record/explain_rules.h"

namespace backstep {
namespace {

// e^(z − max z) for every z of the column.
std::vector<Term> shifted_powers(const Cells& c, const Node& n, int col, const Term& highest) {
    std::vector<Term> powers;
    for (int r = 0; r < c.left_rows(n); ++r)
        powers.push_back(term(Arithmetic::exponential, {term(Arithmetic::subtract, {c.left(n, r, col), highest})}));
    return powers;
}

}  // namespace

Term explain_given(const Cells&, const Node&, int, int) { return number(0); }

Term explain_square(const Cells& c, const Node& n, int row, int col) {
    return term(Arithmetic::multiply, {c.left(n, row, col), c.left(n, row, col)});
}

Term explain_add_column(const Cells& c, const Node& n, int row, int col) {
    return term(Arithmetic::add, {c.left(n, row, col), c.right(n, row, 0)});
}

Term explain_scale_by(const Cells& c, const Node& n, int row, int col) {
    return term(Arithmetic::multiply, {c.left(n, 0, 0), c.right(n, row, col)});
}

Term explain_transpose(const Cells& c, const Node& n, int row, int col) { return c.left(n, col, row); }

Term explain_sigmoid(const Cells& c, const Node& n, int row, int col) {
    const Term power = term(Arithmetic::exponential, {term(Arithmetic::negate, {c.left(n, row, col)})});
    return term(Arithmetic::divide, {number(1), term(Arithmetic::add, {number(1), power})});
}

Term explain_sum_columns(const Cells& c, const Node& n, int row, int) {
    std::vector<Term> cells;
    for (int i = 0; i < c.left_cols(n); ++i) cells.push_back(c.left(n, row, i));
    return term(Arithmetic::sum, std::move(cells));
}

Term explain_softmax(const Cells& c, const Node& n, int row, int col) {
    const std::vector<Term> powers = shifted_powers(c, n, col, down_column<Arithmetic::largest>(c, n, 0, col));
    return term(Arithmetic::divide, {powers[static_cast<std::size_t>(row)], term(Arithmetic::sum, powers)});
}

Term explain_cross_entropy(const Cells& c, const Node& n, int, int col) {
    const Term highest = down_column<Arithmetic::largest>(c, n, 0, col);
    const Term log_sum = term(Arithmetic::logarithm, {term(Arithmetic::sum, shifted_powers(c, n, col, highest))});
    std::vector<Term> losses;
    for (int r = 0; r < c.left_rows(n); ++r) {
        const Term label = c.right(n, r, col);
        if (label.value == 0) continue;  // as the kernel: 0 · ∞ is no loss
        const Term shifted = term(Arithmetic::subtract, {c.left(n, r, col), highest});
        losses.push_back(term(Arithmetic::multiply, {label, term(Arithmetic::subtract, {log_sum, shifted})}));
    }
    return term(Arithmetic::sum, std::move(losses));
}

Term explain_product(const Cells& c, const Node& n, int row, int col) {
    std::vector<Term> products;
    for (int p = 0; p < c.left_cols(n); ++p)
        products.push_back(term(Arithmetic::multiply, {c.left(n, row, p), c.right(n, p, col)}));
    return term(Arithmetic::sum, std::move(products));
}

Term explain_one_hot(const Cells& c, const Node& n, int row, int col) {
    return term(Arithmetic::equals, {c.left(n, 0, col), number(row)});
}

Term explain_flatten(const Cells& c, const Node& n, int row, int) {
    const int width = c.left_cols(n);
    return c.left(n, row / width, row % width);
}

}  // namespace backstep
