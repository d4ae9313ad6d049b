#pragma once
// A product of a recorded formula whose right factor is a batch of images.

#include "engine/math/compute.h"
#include "engine/math/pixels.h"

namespace backstep {

// left · X, or left · Xᵀ if `transposed`: the bits of the product with the dense matrix. `left` are the numbers of a
// matrix with `rows` rows.
Matrix image_product(Compute& compute, const double* left, int rows, const PixelBatch& X, bool transposed);

}  // namespace backstep
