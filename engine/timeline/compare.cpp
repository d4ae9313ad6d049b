#include "engine/timeline/compare.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "engine/timeline/training_step.h"

namespace backstep {
namespace {

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

// How far apart two numbers are: 0 if both are NaN or the same infinity, NaN if one of them is NaN.
double distance(double left, double right) {
    if (left == right || (std::isnan(left) && std::isnan(right))) return 0;
    return std::abs(left - right);
}

ValueDifference compare_values(const Numbers& left, const Numbers& right) {
    ValueDifference result;
    if (left.rows != right.rows || left.cols != right.cols) {
        result.different = static_cast<long>(std::max(left.size(), right.size()));
        result.largest = std::numeric_limits<double>::infinity();
        return result;
    }
    std::vector<double> left_room, right_room;
    for (int col = 0; col < left.cols; ++col) {
        const double *left_column = left.column(col, left_room), *right_column = right.column(col, right_room);
        for (int row = 0; row < left.rows; ++row) {
            const double a = left_column[row], b = right_column[row];
            if (same_bits(a, b)) continue;
            ++result.different;
            const double apart = distance(a, b);
            // NaN is further away than any number; of several equally far cells the first is named.
            if (std::isnan(result.largest) || apart <= result.largest) continue;
            result.largest = apart;
            result.row = row;
            result.col = col;
        }
    }
    return result;
}

int event_of(const Trace& trace, const Event& like) {
    for (const Event& event : trace.events)
        if (event.name == like.name && event.version == like.version) return event.index;
    return -1;
}

// FNV-1a (Fowler, Noll, Vo), 64 bit, over numbers instead of bytes.
struct Hash {
    std::uint64_t value = 0xCBF29CE484222325u;
    void add(std::uint64_t number) { value = (value ^ number) * 0x100000001B3u; }
};

// Of the weights and biases alone: racers may have different optimizers.
std::uint64_t start_hash(MlpSettings settings) {
    settings.optimizer.kind = Optimizer::sgd;
    return state_hash(make_mlp(settings));
}

// Of what comes in, in each step of the first `epochs` epochs.
std::uint64_t order_hash(const TrainingPlan& plan, int epochs) {
    Hash hash;
    const Dataset& images = plan.data->train;
    for (std::size_t i = 0; i < images.images.size(); i += 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, images.images.data() + i, std::min<std::size_t>(8, images.images.size() - i));
        hash.add(bytes);
    }
    for (const std::uint8_t label : images.labels) hash.add(label);
    hash.add(plan.scaled);
    hash.add(static_cast<std::uint64_t>(plan.batch_size));
    for (long epoch = 1; epoch <= epochs; ++epoch)
        for (const int image : order_of_images(plan, epoch)) hash.add(static_cast<std::uint64_t>(image));
    return hash.value;
}

}  // namespace

std::vector<ValueDifference> compare(const Trace& left, const Trace& right) {
    std::vector<ValueDifference> differences;
    for (const Event& event : left.events) {
        ValueDifference difference;
        const int other = event_of(right, event);
        if (other >= 0) difference = compare_values(left.value(event), right.value(other));
        difference.left = event.index;
        difference.right = other;
        differences.push_back(difference);
    }
    for (const Event& event : right.events) {
        if (event_of(left, event) >= 0) continue;
        ValueDifference difference;
        difference.right = event.index;
        differences.push_back(difference);
    }
    return differences;
}

std::optional<Matrix> difference(const Numbers& left, const Numbers& right) {
    if (left.rows != right.rows || left.cols != right.cols) return std::nullopt;
    Matrix result = right.dense();
    std::vector<double> room;
    for (int col = 0; col < result.cols; ++col) {
        const double* numbers = left.column(col, room);
        for (int row = 0; row < result.rows; ++row) result(row, col) -= numbers[row];
    }
    return result;
}

std::optional<long> first_difference(const Timeline& left, const Timeline& right) {
    const long steps = std::min(left.trained(), right.trained());
    for (long step = 1; step <= steps; ++step)
        if (left.hash(step) != right.hash(step)) return step;
    return std::nullopt;
}

Fairness fairness(const Timeline& left, const Timeline& right) {
    const TrainingPlan &a = left.plan(), &b = right.plan();
    const int epochs = std::min(a.epochs, b.epochs);
    return {start_hash(a.network), start_hash(b.network), order_hash(a, epochs), order_hash(b, epochs)};
}

}  // namespace backstep
