#pragma once
// From bytes to the matrices of a network, whose columns are examples. `picked` holds indices into the data set, in
// the order of the columns. An index or label outside its range is a ShapeError that names it.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/dataset.h"
#include "engine/math/matrix.h"
#include "engine/math/pixels.h"

namespace backstep {

// 784×m: one image a column, the pixels row by row from the top left, 0 … 255 as they are.
Matrix pixel_columns(const Dataset& data, std::span<const int> picked);

// The same, 0 … 1: byte / 255.
Matrix scaled_pixel_columns(const Dataset& data, std::span<const int> picked);

// What training reads instead: the index of all images of the data set. With it, PixelBatch(index).pick(picked) are the
// numbers of scaled_pixel_columns, and PixelBatch(index, PixelScale::byte) those of pixel_columns. It copies what it
// needs of the data set.
PixelIndex pixel_index(const Dataset& data);

// 28×28, as the eye sees image i: element (row, col) is 0 … 255.
Matrix image_matrix(const Dataset& data, int i);

// The labels of the picked images.
std::vector<std::uint8_t> picked_labels(const Dataset& data, std::span<const int> picked);

// 1×m: the labels as numbers.
Matrix label_row(std::span<const std::uint8_t> labels);

// classes×m: column i is 1 in row labels[i] and 0 elsewhere.
Matrix one_hot(std::span<const std::uint8_t> labels, int classes = 10);

// The order in which epoch 0, 1, … visits `count` images: a pure function of (seed, epoch).
std::vector<int> epoch_order(int count, std::uint64_t seed, int epoch);

// How many batches an epoch has; the last may be smaller. A batch size below 1 or above count is an InputError.
int batches_per_epoch(int count, int batch_size);

// Batch 0, 1, … of an epoch: that slice of epoch_order. It shuffles all `count` indices anew at each call: who walks
// through an epoch keeps its order instead.
std::vector<int> batch_indices(int count, int batch_size, std::uint64_t seed, int epoch, int batch);

}  // namespace backstep
