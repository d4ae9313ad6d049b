#pragma once
// What came of a training, as matrices that a lesson can record: rows of numbers over epochs or steps, counts,
// pictures.

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engine/timeline/timeline.h"

namespace backstep {

// 1×epochs: one number of each epoch that has ended.
Matrix epoch_row(const Timeline& trained, double EpochRecord::*number);
// 1×steps: the loss of each step's batch.
Matrix loss_row(const Timeline& trained);
// 1×steps: a figure of the value of that name, the first that the step computes. Throws std::out_of_range without one.
Matrix step_row(const Timeline& trained, std::string_view name, double (*figure)(const Summary& summary));

// Another training, from its start to its end, to compare with.
std::shared_ptr<const Timeline> trained_beside(TrainingPlan plan, Compute& compute);

// The network as it is at the end of what is trained.
Mlp trained_network(const Timeline& trained, Compute& compute);

// classes×classes: how many images with the label of the row were taken for the class of the column. An answer for each
// label, both below `classes`, or std::out_of_range.
Matrix confusion_matrix(std::span<const std::uint8_t> labels, std::span<const int> predicted, int classes = 10);
// Which images were taken for another class, in their order.
std::vector<int> mistakes(std::span<const std::uint8_t> labels, std::span<const int> predicted);

// Pictures alike side by side, `across` in a row, with a line of zeros between them. Without pictures it is 1×1.
Matrix side_by_side(const std::vector<Matrix>& pictures, int across);
// Row `unit` of the weights as the image it looks for: n×(rows·cols) → rows×cols.
Matrix weight_picture(const Matrix& weights, int unit, int rows = 28, int cols = 28);

}  // namespace backstep
