#pragma once
// Products of a matrix with a batch of images: the same bits as Kernels::product with the dense batch. While the left
// factor is finite the zeros are left out; otherwise they are multiplied too, for 0 · NaN is NaN.

#include "engine/math/kernels.h"
#include "engine/math/pixel_groups.h"

namespace backstep {

// The left factor of such a product, and what is known of it.
struct PixelLeft {
    const double* numbers;
    int rows;
    bool finite;  // known to hold no NaN and no infinity
};

// The columns of left · X that are the examples of a sorted chunk; out is the first of them. `groups` are the batch's.
// The buffer is used only if left is not finite.
void pixel_product(const Kernels& kernels, double* out, const PixelLeft& left, const PixelBatch& batch,
                   const PixelGroups& groups, int chunk, std::vector<double>& buffer);
// The columns [first, last) of left · Xᵀ, one a pixel; first is a multiple of PixelIndex::group_pixels, and all chunks
// are sorted.
void pixel_product_transposed(const Kernels& kernels, double* out, const PixelLeft& left, const PixelBatch& batch,
                              const PixelGroups& groups, int first, int last, std::vector<double>& buffer);

}  // namespace backstep
