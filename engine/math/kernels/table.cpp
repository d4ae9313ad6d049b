// Compiled once for each instruction set, with BACKSTEP_KERNELS = kernels_avx2 and BACKSTEP_KERNELS_NAME = "avx2", say.
// The table is the only symbol that such a file defines.

#include "engine/math/kernels/table.h"

#include "engine/math/kernels/columns.h"
#include "engine/math/kernels/elementwise.h"
#include "engine/math/kernels/fused.h"
#include "engine/math/kernels/pixels.h"
#include "engine/math/kernels/hash.h"
#include "engine/math/kernels/product.h"
#include "engine/math/kernels/softmax.h"
#include "engine/math/kernels/summary.h"

namespace backstep {

constinit const Kernels BACKSTEP_KERNELS = {
    .name = BACKSTEP_KERNELS_NAME,
    .add = add,
    .subtract = subtract,
    .multiply = multiply,
    .divide = divide,
    .scale = scale,
    .divide_by = divide_by,
    .add_scalar = add_scalar,
    .subtract_from = subtract_from,
    .square_root = square_root,
    .exponential = exponential,
    .logarithm = logarithm,
    .hyperbolic_tangent = hyperbolic_tangent,
    .sigmoid = sigmoid,
    .relu = relu,
    .relu_slope = relu_slope,
    .leaky_relu = leaky_relu,
    .leaky_relu_slope = leaky_relu_slope,
    .all_finite = all_finite,
    .hash = hash,
    .add_column = add_column,
    .subtract_row = subtract_row,
    .divide_row = divide_row,
    .sum_rows = sum_rows,
    .max_rows = max_rows,
    .sum_columns = sum_columns,
    .softmax = softmax,
    .cross_entropy = cross_entropy,
    .softmax_and_cross_entropy = softmax_and_cross_entropy,
    .product = product,
    .fused = fused,
    .fused_columns = fused_columns,
    .pixel_product = pixel_product,
    .pixel_product_transposed = pixel_product_transposed,
    .summarise_columns = summarise_columns,
    .square_columns = square_columns,
};

}  // namespace backstep
