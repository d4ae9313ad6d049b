#include "engine/data/centred.h"

#include <algorithm>
#include <cmath>

namespace backstep {
namespace {

constexpr int side = 28, box_side = 20, centre = 14;
constexpr double rounding = 1e-9;  // pixels: what lies half a pixel away may stay

struct Box {
    int top = 0, left = 0, rows = 0, cols = 0;
};

// What has ink, as small as can be.
Box box_of(const Matrix& ink) {
    int top = ink.rows, left = ink.cols, bottom = 0, right = 0;
    for (int col = 0; col < ink.cols; ++col)
        for (int row = 0; row < ink.rows; ++row) {
            if (!(ink(row, col) > 0)) continue;
            top = std::min(top, row);
            left = std::min(left, col);
            bottom = std::max(bottom, row + 1);
            right = std::max(right, col + 1);
        }
    return bottom > top ? Box{top, left, bottom - top, right - left} : Box{};
}

Matrix part_of(const Matrix& ink, const Box& box) {
    Matrix part(box.rows, box.cols);
    for (int col = 0; col < box.cols; ++col)
        for (int row = 0; row < box.rows; ++row) part(row, col) = ink(box.top + row, box.left + col);
    return part;
}

// The larger side becomes `length`.
Matrix scaled_to(const Matrix& ink, int length) {
    const double scale = static_cast<double>(length) / std::max(ink.rows, ink.cols);
    const auto scaled = [&](int n) { return std::max(1, static_cast<int>(std::lround(n * scale))); };
    return resized(ink, scaled(ink.rows), scaled(ink.cols));
}

Matrix placed(const Matrix& ink, int top, int left) {
    Matrix image(side, side);
    for (int col = 0; col < ink.cols; ++col)
        for (int row = 0; row < ink.rows; ++row) image(top + row, left + col) = ink(row, col);
    return image;
}

// Where the first row (or column) has to lie for the centre of mass to come within half a pixel of the centre, or as
// near as can be without losing ink.
int place(double mass_at, int length) {
    return std::clamp(static_cast<int>(std::ceil(centre - 0.5 - mass_at - rounding)), 0, side - length);
}

}  // namespace

Matrix resized(const Matrix& ink, int rows, int cols) {
    Matrix result(rows, cols);
    const double high = static_cast<double>(ink.rows) / rows, wide = static_cast<double>(ink.cols) / cols;
    // How much of cell `at` lies between two places.
    const auto covered = [](int at, double from, double to) {
        return std::min(to, at + 1.0) - std::max(from, at + 0.0);
    };
    for (int col = 0; col < cols; ++col)
        for (int row = 0; row < rows; ++row) {
            const double top = row * high, bottom = (row + 1) * high, left = col * wide, right = (col + 1) * wide;
            double sum = 0, area = 0;
            for (int x = static_cast<int>(left); x < std::min(ink.cols, static_cast<int>(std::ceil(right))); ++x)
                for (int y = static_cast<int>(top); y < std::min(ink.rows, static_cast<int>(std::ceil(bottom))); ++y) {
                    const double part = covered(x, left, right) * covered(y, top, bottom);
                    if (!(part > 0)) continue;
                    sum += part * ink(y, x);
                    area += part;
                }
            result(row, col) = area > 0 ? sum / area : 0;
        }
    return result;
}

Matrix centred(const Matrix& ink) {
    const Box box = box_of(ink);
    if (box.rows == 0) return Matrix(side, side);
    const Matrix digit = scaled_to(part_of(ink, box), box_side);
    double mass = 0, at_row = 0, at_col = 0;
    for (int col = 0; col < digit.cols; ++col)
        for (int row = 0; row < digit.rows; ++row) {
            mass += digit(row, col);
            at_row += digit(row, col) * row;
            at_col += digit(row, col) * col;
        }
    return placed(digit, place(at_row / mass, digit.rows), place(at_col / mass, digit.cols));
}

Matrix fitted(const Matrix& ink) {
    if (ink.size() == 0) return Matrix(side, side);
    const Matrix whole = scaled_to(ink, side);
    return placed(whole, (side - whole.rows) / 2, (side - whole.cols) / 2);
}

std::vector<std::uint8_t> bytes_of(const Matrix& ink) {
    std::vector<std::uint8_t> bytes;
    for (int row = 0; row < ink.rows; ++row)
        for (int col = 0; col < ink.cols; ++col)
            bytes.push_back(static_cast<std::uint8_t>(std::lround(255 * std::clamp(ink(row, col), 0.0, 1.0))));
    return bytes;
}

Matrix ink_of(const std::vector<std::uint8_t>& bytes, int rows, int cols) {
    Matrix ink(rows, cols);
    for (int row = 0; row < rows; ++row)
        for (int col = 0; col < cols; ++col)
            ink(row, col) =
                bytes[static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) + static_cast<std::size_t>(col)] /
                255.0;
    return ink;
}

}  // namespace backstep
