#include "engine/record/operation.h"

#include <array>

#include "engine/record/explain_rules.h"

namespace backstep {
namespace {

using K = const Kernels&;
using T = const Tile&;
using A = Arithmetic;
using F = FusedCode;

long count(T t) { return static_cast<long>(t.rows) * t.cols(); }

// ---- How a tile is computed: mostly one kernel.
template <void (*Kernels::*kernel)(double*, const double*, const double*, long)>
void run_binary(K k, T t) {
    (k.*kernel)(t.out, t.left, t.right, count(t));
}
template <void (*Kernels::*kernel)(double*, const double*, double, long)>
void run_scalar(K k, T t) {
    (k.*kernel)(t.out, t.left, t.scalar, count(t));
}
template <void (*Kernels::*kernel)(double*, const double*, long)>
void run_unary(K k, T t) {
    (k.*kernel)(t.out, t.left, count(t));
}
template <void (*Kernels::*kernel)(double*, const double*, const double*, int, int)>
void run_broadcast(K k, T t) {
    (k.*kernel)(t.out, t.left, t.right, t.rows, t.cols());
}
template <void (*Kernels::*kernel)(double*, const double*, int, int)>
void run_columns(K k, T t) {
    (k.*kernel)(t.out, t.left, t.left_rows, t.cols());
}

void run_given(K, T) {}
void run_negate(K k, T t) { k.scale(t.out, t.left, -1.0, count(t)); }
void run_square(K k, T t) { k.multiply(t.out, t.left, t.left, count(t)); }
void run_sum_columns(K k, T t) { k.sum_columns(t.out, t.left, t.rows, t.left_cols); }
void run_cross_entropy(K k, T t) { k.cross_entropy(t.out, t.left, t.right, t.left_rows, t.cols()); }

void run_product(K k, T t) {
    const int inner = t.left_cols;
    if (t.right_transposed)
        k.product(t.out, t.left, t.right + t.first, t.rows, inner, t.cols(), t.right_rows, 1);
    else
        k.product(t.out, t.left, t.right, t.rows, inner, t.cols(), 1, inner);
}

// The left operand is one number.
void run_scale_by(K k, T t) { k.scale(t.out, t.right, *t.left, count(t)); }

// As with the maximum of a column, NaN stays.
void run_at_least(K, T t) {
    for (long i = 0; i < count(t); ++i) t.out[i] = t.left[i] < t.scalar ? t.scalar : t.left[i];
}

void run_divide_into(K, T t) {
    for (long i = 0; i < count(t); ++i) t.out[i] = t.scalar / t.left[i];
}

void run_transpose(K, T t) {
    for (int c = t.first; c < t.last; ++c)
        for (int r = 0; r < t.rows; ++r)
            *(t.out + static_cast<long>(c - t.first) * t.rows + r) = t.left[static_cast<long>(r) * t.left_rows + c];
}

void run_one_hot(K, T t) {
    for (int c = 0; c < t.cols(); ++c)
        for (int r = 0; r < t.rows; ++r) t.out[static_cast<long>(c) * t.rows + r] = t.left[c] == r ? 1.0 : 0.0;
}

void run_flatten(K, T t) {
    for (int r = 0; r < t.left_rows; ++r)
        for (int c = 0; c < t.left_cols; ++c)
            t.out[static_cast<long>(r) * t.left_cols + c] = t.left[static_cast<long>(c) * t.left_rows + r];
}

constexpr Reach none = Reach::none, column = Reach::column, whole = Reach::whole;

// In the order of Op, which is checked below.
// clang-format off
constexpr std::array<Operation, 37> operations{{
    {Op::input, "input", {"", "", 5, 0, 0}, none, none, run_given, explain_given},
    {Op::state, "state", {"", "", 5, 0, 0}, none, none, run_given, explain_given},
    {Op::pixels, "images", {"", "", 5, 0, 0}, none, none, run_given, explain_given},
    {Op::add, "+", {"%a + %b", "%a + %b", 1, 1, 2}, column, column, run_binary<&Kernels::add>, explain_binary<A::add>, F::add},
    {Op::subtract, "−", {"%a − %b", "%a - %b", 1, 1, 2}, column, column, run_binary<&Kernels::subtract>, explain_binary<A::subtract>, F::subtract},
    {Op::multiply, "⊙", {"%a ⊙ %b", "%a \\odot %b", 3, 3, 4}, column, column, run_binary<&Kernels::multiply>, explain_binary<A::multiply>, F::multiply},
    {Op::divide, "/", {"%a / %b", "\\frac{%a}{%b}", 3, 3, 4}, column, column, run_binary<&Kernels::divide>, explain_binary<A::divide>, F::divide},
    {Op::negate, "−", {"−%a", "-%a", 1, 2, 0}, column, none, run_negate, explain_unary<A::negate>, F::negate},
    {Op::square, "square", {"%a²", "{%a}^2", 4, 5, 0}, column, none, run_square, explain_square, F::square},
    {Op::scale, "scale", {"%s·%a", "%s\\,%a", 3, 4, 0}, column, none, run_scalar<&Kernels::scale>, explain_scalar_first<A::multiply>, F::scale},
    {Op::divide_by, "/", {"%a / %s", "\\frac{%a}{%s}", 3, 2, 0}, column, none, run_scalar<&Kernels::divide_by>, explain_scalar<A::divide>, F::divide_by},
    {Op::add_scalar, "+", {"%a + %s", "%a + %s", 1, 1, 0}, column, none, run_scalar<&Kernels::add_scalar>, explain_scalar<A::add>, F::add_scalar},
    {Op::subtract_from, "−", {"%s − %a", "%s - %a", 1, 2, 0}, column, none, run_scalar<&Kernels::subtract_from>, explain_scalar_first<A::subtract>, F::subtract_from},
    {Op::square_root, "√", {"√%a", "\\sqrt{%a}", 4, 5, 0}, column, none, run_unary<&Kernels::square_root>, explain_unary<A::square_root>, F::square_root},
    {Op::exponential, "exp", {"exp(%a)", "\\exp\\left(%a\\right)", 5, 0, 0}, column, none, run_unary<&Kernels::exponential>, explain_unary<A::exponential>},
    {Op::logarithm, "log", {"log(%a)", "\\log\\left(%a\\right)", 5, 0, 0}, column, none, run_unary<&Kernels::logarithm>, explain_unary<A::logarithm>},
    {Op::hyperbolic_tangent, "tanh", {"tanh(%a)", "\\tanh\\left(%a\\right)", 5, 0, 0}, column, none, run_unary<&Kernels::hyperbolic_tangent>, explain_unary<A::hyperbolic_tangent>},
    {Op::sigmoid, "sigmoid", {"σ(%a)", "\\sigma\\left(%a\\right)", 5, 0, 0}, column, none, run_unary<&Kernels::sigmoid>, explain_sigmoid},
    {Op::relu, "relu", {"relu(%a)", "\\mathrm{relu}\\left(%a\\right)", 5, 0, 0}, column, none, run_unary<&Kernels::relu>, explain_unary<A::relu>, F::relu},
    {Op::relu_slope, "relu′", {"relu′(%a)", "\\mathrm{relu}'\\left(%a\\right)", 5, 0, 0}, column, none, run_unary<&Kernels::relu_slope>, explain_unary<A::relu_slope>, F::relu_slope},
    {Op::leaky_relu, "leaky_relu", {"leaky_relu(%a)", "\\mathrm{leaky\\_relu}\\left(%a\\right)", 5, 0, 0}, column, none, run_scalar<&Kernels::leaky_relu>, explain_scalar<A::leaky_relu>, F::leaky_relu},
    {Op::leaky_relu_slope, "leaky_relu′", {"leaky_relu′(%a)", "\\mathrm{leaky\\_relu}'\\left(%a\\right)", 5, 0, 0}, column, none, run_scalar<&Kernels::leaky_relu_slope>, explain_scalar<A::leaky_relu_slope>, F::leaky_relu_slope},
    {Op::at_least, "at_least", {"max(%a, %s)", "\\max\\left(%a, %s\\right)", 5, 0, 0}, column, none, run_at_least, explain_scalar<A::largest>},
    {Op::divide_into, "/", {"%s / %a", "\\frac{%s}{%a}", 3, 4, 0}, column, none, run_divide_into, explain_scalar_first<A::divide>},
    {Op::add_column, "+", {"%a + %b", "%a + %b", 1, 1, 2}, column, whole, run_broadcast<&Kernels::add_column>, explain_add_column},
    {Op::subtract_row, "−", {"%a − %b", "%a - %b", 1, 1, 2}, column, column, run_broadcast<&Kernels::subtract_row>, explain_with_row<A::subtract>},
    {Op::divide_row, "/", {"%a / %b", "\\frac{%a}{%b}", 3, 3, 4}, column, column, run_broadcast<&Kernels::divide_row>, explain_with_row<A::divide>},
    {Op::scale_by, "·", {"%a·%b", "%a\\,%b", 3, 3, 4}, whole, column, run_scale_by, explain_scale_by},
    {Op::softmax, "softmax", {"softmax(%a)", "\\mathrm{softmax}\\left(%a\\right)", 5, 0, 0}, column, none, run_columns<&Kernels::softmax>, explain_softmax},
    {Op::cross_entropy, "cross_entropy", {"cross_entropy(%a, %b)", "\\mathrm{cross\\_entropy}\\left(%a, %b\\right)", 5, 0, 0}, column, column, run_cross_entropy, explain_cross_entropy},
    {Op::sum_rows, "sum_rows", {"Σ_rows %a", "\\sum_{\\mathrm{rows}} %a", 2, 4, 0}, column, none, run_columns<&Kernels::sum_rows>, down_column<A::sum>},
    {Op::max_rows, "max_rows", {"max_rows %a", "\\max_{\\mathrm{rows}} %a", 2, 4, 0}, column, none, run_columns<&Kernels::max_rows>, down_column<A::largest>},
    {Op::sum_columns, "sum_columns", {"Σ_columns %a", "\\sum_{\\mathrm{columns}} %a", 2, 4, 0}, whole, none, run_sum_columns, explain_sum_columns},
    {Op::product, "·", {"%a·%b", "%a \\cdot %b", 3, 3, 4}, whole, column, run_product, explain_product},
    {Op::transpose, "ᵀ", {"%aᵀ", "{%a}^{\\top}", 5, 5, 0}, whole, none, run_transpose, explain_transpose},
    {Op::one_hot, "one_hot", {"one_hot(%a)", "\\mathrm{one\\_hot}\\left(%a\\right)", 5, 0, 0}, column, none, run_one_hot, explain_one_hot},
    {Op::flatten, "flatten", {"flatten(%a)", "\\mathrm{flatten}\\left(%a\\right)", 5, 0, 0}, whole, none, run_flatten, explain_flatten},
}};
// clang-format on

constexpr bool in_order_of_op() {
    for (std::size_t i = 0; i < operations.size(); ++i)
        if (static_cast<std::size_t>(operations[i].op) != i) return false;
    return true;
}
static_assert(in_order_of_op());

}  // namespace

const Operation& operation(Op op) { return operations[static_cast<std::size_t>(op)]; }

bool reads_through_transpose(const Tape& tape, const Node& node) {
    if (node.op != Op::product) return false;
    const Node& right = tape.nodes[static_cast<std::size_t>(node.right)];
    return right.op == Op::transpose && !right.named;
}

}  // namespace backstep
