#include "engine/record/numbers.h"

#include <algorithm>
#include <cmath>

namespace backstep {

Numbers::Numbers(const RecordedValue& recorded) {
    if (const PixelBatch* images = std::get_if<PixelBatch>(&recorded))
        *this = Numbers(*images);
    else
        *this = Numbers(std::get<Matrix>(recorded));
}

const double* Numbers::column(int col, std::vector<double>& room) const {
    if (matrix_) return matrix_->column(col);
    room.resize(static_cast<std::size_t>(rows));
    images_->dense_columns(room.data(), col, col + 1);
    return room.data();
}

double largest_finite(const Numbers& numbers) {
    double largest = 0;
    numbers.visit([&](double number) {
        if (std::isfinite(number)) largest = std::max(largest, std::abs(number));
    });
    return largest;
}

bool operator==(const Numbers& left, const Numbers& right) {
    if (left.rows != right.rows || left.cols != right.cols) return false;
    std::vector<double> left_room, right_room;
    for (int col = 0; col < left.cols; ++col) {
        const double* numbers = left.column(col, left_room);
        if (!std::equal(numbers, numbers + left.rows, right.column(col, right_room))) return false;
    }
    return true;
}

}  // namespace backstep
