#include "lessons/results.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace backstep {
namespace {

Matrix row_of(const std::vector<double>& numbers) {
    Matrix row(1, static_cast<int>(numbers.size()));
    row.values = numbers;
    return row;
}

}  // namespace

Matrix epoch_row(const Timeline& trained, double EpochRecord::*number) {
    std::vector<double> numbers;
    for (const EpochRecord& epoch : trained.epochs()) numbers.push_back(epoch.*number);
    return row_of(numbers);
}

Matrix loss_row(const Timeline& trained) { return row_of(trained.losses()); }

Matrix step_row(const Timeline& trained, std::string_view name, double (*figure)(const Summary&)) {
    std::vector<double> numbers;
    trained.visit_steps(1, trained.trained(), [&](long, const StepRecord& record) {
        const auto found = std::find_if(record.summaries.begin(), record.summaries.end(),
                                        [&](const Summary& summary) { return summary.name.text() == name; });
        if (found == record.summaries.end()) throw std::out_of_range("no step computes " + std::string(name));
        numbers.push_back(figure(*found));
        return true;
    });
    return row_of(numbers);
}

std::shared_ptr<const Timeline> trained_beside(TrainingPlan plan, Compute& compute) {
    auto other = std::make_shared<Timeline>(std::move(plan));
    other->advance(compute, other->plan().steps());
    return other;
}

Mlp trained_network(const Timeline& trained, Compute& compute) {
    return trained.state_before(compute, trained.trained() + 1);
}

Matrix confusion_matrix(std::span<const std::uint8_t> labels, std::span<const int> predicted, int classes) {
    Matrix counts(classes, classes);
    if (labels.size() != predicted.size())
        throw std::out_of_range(std::to_string(predicted.size()) + " answers for " + std::to_string(labels.size()) +
                                " labels");
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (!counts.contains(labels[i], predicted[i])) throw std::out_of_range("a class beyond the last");
        counts(labels[i], predicted[i]) += 1;
    }
    return counts;
}

std::vector<int> mistakes(std::span<const std::uint8_t> labels, std::span<const int> predicted) {
    std::vector<int> wrong;
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (labels[i] != predicted[i]) wrong.push_back(static_cast<int>(i));
    return wrong;
}

Matrix side_by_side(const std::vector<Matrix>& pictures, int across) {
    if (pictures.empty()) return Matrix(1, 1);
    const int count = static_cast<int>(pictures.size()), rows = pictures[0].rows + 1, cols = pictures[0].cols + 1;
    across = std::min(across, count);
    Matrix all((count + across - 1) / across * rows - 1, across * cols - 1);
    for (int i = 0; i < count; ++i)
        for (int col = 0; col < cols - 1; ++col)
            for (int row = 0; row < rows - 1; ++row)
                all(i / across * rows + row, i % across * cols + col) = pictures[static_cast<std::size_t>(i)](row, col);
    return all;
}

Matrix weight_picture(const Matrix& weights, int unit, int rows, int cols) {
    Matrix picture(rows, cols);
    for (int row = 0; row < rows; ++row)
        for (int col = 0; col < cols; ++col) picture(row, col) = weights(unit, row * cols + col);
    return picture;
}

}  // namespace backstep
