#include "engine/data/batches.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/math/error.h"
#include "engine/math/random.h"

namespace backstep {
namespace {

int columns_for(std::size_t count) { return static_cast<int>(count); }

void check_index(const char* operation, const Dataset& data, int i) {
    if (i < 0 || i >= data.count)
        throw ShapeError(fmt::format("{}: image {} of a data set of {} images; indices are 0 to {}", operation, i,
                                     data.count, data.count - 1));
}

// Each pixel through `value`, one image a column.
template <class Value>
Matrix columns_of(const char* operation, const Dataset& data, std::span<const int> picked, Value value) {
    for (int i : picked) check_index(operation, data, i);
    Matrix result(data.pixels(), columns_for(picked.size()));
    double* out = result.values.data();
    for (int i : picked) {
        const std::uint8_t* image = data.image(i);
        out = std::transform(image, image + data.pixels(), out, value);
    }
    return result;
}

}  // namespace

Matrix pixel_columns(const Dataset& data, std::span<const int> picked) {
    return columns_of("pixel_columns", data, picked, [](std::uint8_t byte) { return static_cast<double>(byte); });
}

Matrix scaled_pixel_columns(const Dataset& data, std::span<const int> picked) {
    return columns_of("scaled_pixel_columns", data, picked, [](std::uint8_t byte) { return byte / 255.0; });
}

PixelIndex pixel_index(const Dataset& data) { return index_of_pixels(data.images, data.pixels()); }

Matrix image_matrix(const Dataset& data, int i) {
    check_index("image_matrix", data, i);
    Matrix result(data.rows, data.cols);
    const std::uint8_t* pixel = data.image(i);
    for (int row = 0; row < data.rows; ++row)
        for (int col = 0; col < data.cols; ++col) result(row, col) = *pixel++;
    return result;
}

std::vector<std::uint8_t> picked_labels(const Dataset& data, std::span<const int> picked) {
    std::vector<std::uint8_t> labels;
    labels.reserve(picked.size());
    for (int i : picked) {
        check_index("picked_labels", data, i);
        labels.push_back(data.labels[static_cast<std::size_t>(i)]);
    }
    return labels;
}

Matrix label_row(std::span<const std::uint8_t> labels) {
    Matrix result(1, columns_for(labels.size()));
    std::copy(labels.begin(), labels.end(), result.values.begin());
    return result;
}

Matrix one_hot(std::span<const std::uint8_t> labels, int classes) {
    Matrix result(classes, columns_for(labels.size()));
    for (int col = 0; col < result.cols; ++col) {
        const int label = labels[static_cast<std::size_t>(col)];
        if (label >= classes)
            throw ShapeError(fmt::format("one_hot: label {} at index {} with {} classes; labels are 0 to {}", label,
                                         col, classes, classes - 1));
        result(label, col) = 1;
    }
    return result;
}

std::vector<int> epoch_order(int count, std::uint64_t seed, int epoch) {
    if (epoch < 0) throw ShapeError(fmt::format("epoch_order: epoch {}; the first is 0", epoch));
    return shuffled(Stream{seed, Purpose::shuffle, static_cast<std::uint32_t>(epoch)}, count);
}

int batches_per_epoch(int count, int batch_size) {
    if (batch_size < 1 || batch_size > count)
        throw InputError("batch size", fmt::format("{} for {} images", batch_size, count),
                         fmt::format("give a size from 1 to {}", count));
    return (count - 1) / batch_size + 1;
}

std::vector<int> batch_indices(int count, int batch_size, std::uint64_t seed, int epoch, int batch) {
    const int batches = batches_per_epoch(count, batch_size);
    if (batch < 0 || batch >= batches)
        throw ShapeError(fmt::format("batch_indices: batch {} of an epoch of {} batches ({} images, {} a batch)", batch,
                                     batches, count, batch_size));
    const std::vector<int> order = epoch_order(count, seed, epoch);
    const int first = batch * batch_size;
    const int length = std::min(batch_size, count - first);
    return {order.begin() + first, order.begin() + first + length};
}

}  // namespace backstep
