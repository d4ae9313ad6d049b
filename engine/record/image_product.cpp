#include "engine/record/image_product.h"

#include <algorithm>

#include "engine/math/pixel_product.h"

namespace backstep {

// left · X is computed chunk by chunk of the sorted images, left · Xᵀ in tiles of pixels, each by one thread.
Matrix image_product(Compute& compute, const double* left, int rows, const PixelBatch& X, bool transposed) {
    const int inner = transposed ? X.cols() : X.rows(), cols = transposed ? X.rows() : X.cols();
    Matrix result(rows, cols);
    if (result.size() == 0) return result;
    const PixelLeft factor{left, rows, compute.kernels.all_finite(left, static_cast<long>(rows) * inner)};
    const bool alone = static_cast<long>(rows) * inner * cols < worth_sharing;
    const int threads = alone ? 1 : compute.pool.threads();
    std::vector<std::vector<double>> buffers(static_cast<std::size_t>(compute.pool.threads()));
    const auto buffer_of = [&](int thread) -> auto& { return buffers[static_cast<std::size_t>(thread)]; };
    PixelGroups groups;
    groups.prepare(X, threads);
    compute.pool.run(groups.chunks(), [&](int chunk, int thread) {
        groups.sort(X, chunk);
        if (!transposed)
            pixel_product(compute.kernels, result.column(groups.first(chunk)), factor, X, groups, chunk,
                          buffer_of(thread));
    });
    if (!transposed) return result;
    const int units = X.index().groups_per_image(), tiles = std::min(units, 4 * threads);
    compute.pool.run(tiles, [&](int tile, int thread) {
        const auto bound = [&](int t) { return std::min(cols, PixelIndex::group_pixels * (units * t / tiles)); };
        const int first = bound(tile), last = bound(tile + 1);
        pixel_product_transposed(compute.kernels, result.column(first), factor, X, groups, first, last,
                                 buffer_of(thread));
    });
    return result;
}

}  // namespace backstep
