// A matrix with more cells than pixels: each pixel is the mean of the cells that it covers, weighted by area.
#include <algorithm>
#include <cmath>

#include "viewer/widgets/heatmap.h"

namespace backstep {

namespace {

// Which of `count` cells the pixel `pixel` of `pixels` covers, and by how much.
struct Cover {
    int first = 0, last = 0;  // last included
    double low = 0, high = 0;

    Cover(int pixel, int pixels, int count)
        : low(static_cast<double>(pixel) * count / pixels), high(static_cast<double>(pixel + 1) * count / pixels) {
        first = std::min(static_cast<int>(low), count - 1);
        last = std::clamp(static_cast<int>(std::ceil(high)) - 1, first, count - 1);
    }
    double weight(int cell) const { return std::min(high, cell + 1.0) - std::max(low, static_cast<double>(cell)); }
};

// The rows of one column, shrunk: weights are worked out once for all columns.
class ColumnShrinker {
public:
    ColumnShrinker(int rows, int height) : rows_(rows), height_(height) {
        for (int row = 0; row < height; ++row) {
            const Cover cover(row, height, rows);
            covers_.push_back(cover);
            for (int cell = cover.first; cell <= cover.last; ++cell) weights_.push_back(cover.weight(cell));
        }
    }
    void shrink(const double* from, double* to) const {
        if (height_ == rows_) return void(std::copy(from, from + rows_, to));
        const double* weight = weights_.data();
        for (int row = 0; row < height_; ++row) {
            const Cover& cover = covers_[static_cast<std::size_t>(row)];
            double sum = 0;
            for (int cell = cover.first; cell <= cover.last; ++cell) sum += *weight++ * from[cell];
            to[row] = sum / (cover.high - cover.low);
        }
    }

private:
    int rows_, height_;
    std::vector<Cover> covers_;
    std::vector<double> weights_;
};

}  // namespace

// Column after column, so that nothing but the picture takes memory: first its rows, then it adds to the pixels that it
// touches.
Matrix resample(const CellSource& cells, int height, int width) {
    if (cells.size() == 0 || height < 1 || width < 1) return Matrix(std::max(0, height), std::max(0, width));
    const ColumnShrinker shrinker(cells.rows, height);
    Matrix result(height, width);
    std::vector<double> room, shrunk(static_cast<std::size_t>(height));
    int in_shrunk = -1;
    for (int col = 0; col < width; ++col) {
        const Cover cover(col, width, cells.cols);
        double* to = result.column(col);
        for (int cell = cover.first; cell <= cover.last; ++cell) {
            if (cell != in_shrunk) shrinker.shrink(cells.column(cell, room), shrunk.data());
            in_shrunk = cell;
            const double weight = cover.weight(cell) / (cover.high - cover.low);
            for (int row = 0; row < height; ++row)
                to[row] = width == cells.cols ? shrunk[static_cast<std::size_t>(row)]
                                              : to[row] + weight * shrunk[static_cast<std::size_t>(row)];
        }
    }
    return result;
}

double largest_magnitude(const CellSource& cells) {
    double largest = 0;
    cells.visit([&](double value) {
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    });
    return largest;
}

}  // namespace backstep
