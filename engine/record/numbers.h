#pragma once
// The numbers of a value, to read: those of a matrix, or those of a batch of images, whose zeros are not kept. All the
// images of MNIST as a matrix would take 376 MB, as a batch they take nothing that the data set has not taken already.

#include <variant>
#include <vector>

#include "engine/math/pixels.h"

namespace backstep {

// What an event has recorded: numbers of its own, or which images they are the pixels of.
using RecordedValue = std::variant<Matrix, PixelBatch>;

// Refers to what it was made of, which must outlive it; a copy is two pointers.
class Numbers {
public:
    Numbers(const Matrix& matrix) : rows(matrix.rows), cols(matrix.cols), matrix_(&matrix) {}
    Numbers(const PixelBatch& images) : rows(images.rows()), cols(images.cols()), images_(&images) {}
    Numbers(const RecordedValue& recorded);

    int rows = 0, cols = 0;
    std::size_t size() const { return static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols); }
    bool contains(int row, int col) const { return row >= 0 && row < rows && col >= 0 && col < cols; }
    double operator()(int row, int col) const { return matrix_ ? (*matrix_)(row, col) : images_->value(row, col); }
    // The numbers of a column: as they lie in the matrix, or else written into `room`.
    const double* column(int col, std::vector<double>& room) const;
    Matrix dense() const { return matrix_ ? *matrix_ : images_->dense(); }

    // Calls visit(number) column by column, but leaves out the zeros of images, which change no sum and no magnitude.
    // Returns how many it has left out.
    template <class Visit>
    std::size_t visit(const Visit& visit) const {
        if (matrix_)
            for (const double number : matrix_->values) visit(number);
        if (matrix_) return 0;
        std::size_t visited = 0;
        for (const int image : images_->picked())
            for (const std::uint64_t group : images_->index().groups(image))
                for (int k = 0; k < PixelIndex::group_pixels; ++k)
                    if (const std::uint64_t byte = group >> 8 * k & 255) {
                        visit(images_->level()[byte]);
                        ++visited;
                    }
        return size() - visited;
    }

private:
    const Matrix* matrix_ = nullptr;
    const PixelBatch* images_ = nullptr;  // if there is no matrix
};

// The largest magnitude of the numbers that are finite; 0 if there are none.
double largest_finite(const Numbers& numbers);

// The same shape and the same numbers.
bool operator==(const Numbers& left, const Numbers& right);

}  // namespace backstep
