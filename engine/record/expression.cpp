#include "engine/record/expression.h"

#include <string>

#include "engine/math/error.h"
#include "engine/record/formula.h"

namespace backstep {
namespace {

const Node& node_of(Expression x) { return x.tape->nodes[static_cast<std::size_t>(x.node)]; }

std::string described(Expression x) {
    const Node& node = node_of(x);
    const std::string name =
        node.named ? x.tape->names[static_cast<std::size_t>(x.node)].text() : formula_text(*x.tape, x.node);
    return name + " (" + shape_text(node.rows, node.cols) + ")";
}

[[noreturn]] void refuse(const char* operation, Expression left, Expression right, const std::string& wanted) {
    throw ShapeError("the shapes do not fit in " + described(left) + " " + operation + " " + described(right) + ": " +
                     wanted);
}

void require_same_recorder(Expression left, Expression right) {
    if (left.tape != right.tape)
        throw std::logic_error("an expression mixes values of two recorders; use values of one");
}

Expression unary(Op op, Expression x, int rows, int cols) {
    Node& node = x.tape->append();
    node.op = op;
    node.left = x.node;
    node.rows = rows;
    node.cols = cols;
    return {x.tape, x.tape->newest()};
}

Expression elementwise(Op op, Expression x) { return unary(op, x, x.rows(), x.cols()); }

Expression with_scalar(Op op, Expression x, Scalar s) {
    const Expression result = elementwise(op, x);
    x.tape->nodes.back().scalar = x.tape->append_scalar(s);
    return result;
}

Expression binary(Op op, Expression left, Expression right, int rows, int cols) {
    const Expression result = unary(op, left, rows, cols);
    left.tape->nodes.back().right = right.node;
    return result;
}

// The largest of no numbers is none.
void require_rows(const char* operation, Expression x) {
    if (x.rows() == 0)
        throw ShapeError(std::string(operation) + " wants at least one row, and " + described(x) + " has none");
}

bool alike(Expression left, Expression right) { return left.rows() == right.rows() && left.cols() == right.cols(); }

// Matrices alike, or a row against each column.
Expression by_row(Op op, Op op_with_row, const char* sign, Expression left, Expression right) {
    require_same_recorder(left, right);
    if (alike(left, right)) return binary(op, left, right, left.rows(), left.cols());
    if (right.rows() != 1 || right.cols() != left.cols())
        refuse(sign, left, right,
               "both must be " + shape_text(left.rows(), left.cols()) + ", or the right one a row " +
                   shape_text(1, left.cols()));
    return binary(op_with_row, left, right, left.rows(), left.cols());
}

}  // namespace

Expression operator+(Expression left, Expression right) {
    require_same_recorder(left, right);
    if (alike(left, right)) return binary(Op::add, left, right, left.rows(), left.cols());
    if (right.cols() != 1 || right.rows() != left.rows())
        refuse("+", left, right,
               "both must be " + shape_text(left.rows(), left.cols()) + ", or the right one a column " +
                   shape_text(left.rows(), 1));
    return binary(Op::add_column, left, right, left.rows(), left.cols());
}

Expression operator-(Expression left, Expression right) {
    return by_row(Op::subtract, Op::subtract_row, "−", left, right);
}

Expression operator/(Expression left, Expression right) { return by_row(Op::divide, Op::divide_row, "/", left, right); }

Expression hadamard(Expression left, Expression right) {
    require_same_recorder(left, right);
    if (!alike(left, right)) refuse("⊙", left, right, "both must be " + shape_text(left.rows(), left.cols()));
    return binary(Op::multiply, left, right, left.rows(), left.cols());
}

Expression operator*(Expression left, Expression right) {
    require_same_recorder(left, right);
    if (left.cols() != right.rows())
        refuse("·", left, right,
               "the left one has " + std::to_string(left.cols()) + " columns, so the right one must have " +
                   std::to_string(left.cols()) + " rows, not " + std::to_string(right.rows()) +
                   (left.cols() == right.cols()   ? "; transpose it"
                    : left.rows() == right.rows() ? "; transpose the left one"
                                                  : ""));
    return binary(Op::product, left, right, left.rows(), right.cols());
}

Expression transpose(Expression x) { return unary(Op::transpose, x, x.cols(), x.rows()); }

Expression operator-(Expression x) { return elementwise(Op::negate, x); }
Expression operator*(Scalar s, Expression x) { return with_scalar(Op::scale, x, s); }
Expression operator/(Expression x, Scalar s) { return with_scalar(Op::divide_by, x, s); }
Expression operator+(Expression x, Scalar s) { return with_scalar(Op::add_scalar, x, s); }
Expression operator-(Scalar s, Expression x) { return with_scalar(Op::subtract_from, x, s); }
Expression operator/(Scalar s, Expression x) { return with_scalar(Op::divide_into, x, s); }
Expression at_least(Expression x, Scalar s) { return with_scalar(Op::at_least, x, s); }

Expression scale_by(Expression s, Expression x) {
    require_same_recorder(s, x);
    if (s.rows() != 1 || s.cols() != 1) refuse("·", s, x, "the left one must be a single number, 1×1");
    return binary(Op::scale_by, s, x, x.rows(), x.cols());
}

Expression square(Expression x) { return elementwise(Op::square, x); }
Expression sqrt(Expression x) { return elementwise(Op::square_root, x); }
Expression exp(Expression x) { return elementwise(Op::exponential, x); }
Expression log(Expression x) { return elementwise(Op::logarithm, x); }
Expression tanh(Expression x) { return elementwise(Op::hyperbolic_tangent, x); }
Expression sigmoid(Expression z) { return elementwise(Op::sigmoid, z); }
Expression relu(Expression z) { return elementwise(Op::relu, z); }
Expression relu_slope(Expression z) { return elementwise(Op::relu_slope, z); }
Expression leaky_relu(Expression z, Scalar slope) { return with_scalar(Op::leaky_relu, z, slope); }
Expression leaky_relu_slope(Expression z, Scalar slope) { return with_scalar(Op::leaky_relu_slope, z, slope); }

Expression softmax(Expression Z) { return elementwise(Op::softmax, Z); }

Expression cross_entropy(Expression Z, Expression Y) {
    require_same_recorder(Z, Y);
    if (!alike(Z, Y)) refuse("cross_entropy", Z, Y, "both must be " + shape_text(Z.rows(), Z.cols()));
    require_rows("cross_entropy", Z);
    return binary(Op::cross_entropy, Z, Y, 1, Z.cols());
}

Expression sum_rows(Expression x) { return unary(Op::sum_rows, x, 1, x.cols()); }
Expression max_rows(Expression x) {
    require_rows("max_rows", x);
    return unary(Op::max_rows, x, 1, x.cols());
}
Expression sum_columns(Expression x) { return unary(Op::sum_columns, x, x.rows(), 1); }

Expression one_hot(Expression labels, int classes) {
    if (labels.rows() != 1)
        throw ShapeError("one_hot wants its labels as a row (1×" + std::to_string(labels.cols()) + "), and " +
                         described(labels) + " is none");
    if (classes < 1)
        throw ShapeError("one_hot of " + described(labels) + " wants at least one class, not " +
                         std::to_string(classes));
    return unary(Op::one_hot, labels, classes, labels.cols());
}

Expression flatten(Expression image) { return unary(Op::flatten, image, image.rows() * image.cols(), 1); }

}  // namespace backstep
