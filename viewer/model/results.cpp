#include "viewer/model/results.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "engine/network/metrics.h"
#include "lessons/results.h"

namespace backstep {
namespace {

constexpr int images_at_once = 128;

// Not a number is no certainty at all.
double certainty(const ReadImage& image) { return std::isnan(image.probability) ? -1 : image.probability; }

double sum_of_row(const Matrix& matrix, int row) {
    double sum = 0;
    for (int col = 0; col < matrix.cols; ++col) sum += matrix(row, col);
    return sum;
}

// Of the next test images, as many as are read at once.
void read_some(Compute& compute, Mlp& net, const TrainingData& data, PixelScale scale, std::vector<ReadImage>& images) {
    const int first = static_cast<int>(images.size());
    std::vector<int> picked(static_cast<std::size_t>(std::min(images_at_once, data.test.count - first)));
    std::iota(picked.begin(), picked.end(), first);
    PixelBatch batch(data.test_pixels, scale);
    batch.pick(picked);
    Recorder step(compute, Recording::off);
    const Value A = predict(step, net, step.input("X", batch));
    step.keep(A);
    step.finish();
    const Matrix& probabilities = step[A];
    const std::vector<int> classes = predictions(probabilities);
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const int index = picked[i];
        images.push_back({index, data.test.labels[static_cast<std::size_t>(index)], classes[i],
                          probabilities(classes[i], static_cast<int>(i))});
    }
}

void count_right(ResultsView& view, int classes) {
    std::vector<std::uint8_t> labels;
    std::vector<int> predicted;
    for (const ReadImage& image : view.images) {
        labels.push_back(static_cast<std::uint8_t>(image.label));
        predicted.push_back(image.prediction);
        view.right += image.right();
    }
    view.confusion = confusion_matrix(labels, predicted, classes);
}

}  // namespace

std::vector<ReadImage> listed(const ResultsView& view, std::optional<LabelAndClass> cell) {
    std::vector<ReadImage> list;
    for (const ReadImage& image : view.images)
        if (cell ? *cell == LabelAndClass{image.label, image.prediction} : !image.right()) list.push_back(image);
    const bool right = cell && cell->label == cell->prediction;
    std::stable_sort(list.begin(), list.end(), [&](const ReadImage& one, const ReadImage& other) {
        return right ? certainty(one) < certainty(other) : certainty(one) > certainty(other);
    });
    return list;
}

std::string list_title(const ResultsView& view, std::optional<LabelAndClass> cell, std::size_t count) {
    if (!cell) return count == 0 ? "No mistakes" : fmt::format("{} mistakes, the surest first", count);
    const bool right = cell->label == cell->prediction;
    const double all = sum_of_row(view.confusion, cell->label);
    const std::string what = right ? fmt::format("{} read as {}", cell->label, cell->prediction)
                                   : fmt::format("{} taken for {}", cell->label, cell->prediction);
    const char* order = count < 2 ? "" : right ? ", the least sure first" : ", the surest first";
    return fmt::format("{}: {} of {:.0f}{}", what, count, all, order);
}

void Results::begin(const Session& session) {
    moment_ = network_moment(session);
    if (!moment_.trace) return;
    const TrainingPlan& plan = session.timelines.timeline()->plan();
    next_net_ = std::make_unique<Mlp>(network_here(session));
    data_ = plan.data;
    scale_ = plan.scale();
    next_ = {};
    next_.where = network_where(session);
}

bool Results::measures(const NetworkMoment& moment) const { return moment_ == moment; }

double Results::share() const {
    if (!next_net_) return done_ ? 1 : 0;
    return static_cast<double>(next_.images.size()) / std::max(1, data_->test.count);
}

void Results::go_on(Compute& compute, double seconds) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    if (!next_net_) return;
    const auto left = [&] { return data_->test.count - static_cast<int>(next_.images.size()); };
    while (left() > 0) {
        read_some(compute, *next_net_, *data_, scale_, next_.images);
        if (Clock::now() >= end) break;
    }
    if (left() > 0) return;
    count_right(next_, next_net_->settings.layers.back());
    done_ = std::move(next_);
    net_ = std::move(next_net_);
    ++count_;
}

std::vector<double> Results::read(Compute& compute, std::span<const std::uint8_t> pixels) const {
    return net_ ? probabilities_of(compute, *net_, pixels, scale_) : std::vector<double>();
}

}  // namespace backstep
