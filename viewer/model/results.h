#pragma once
// What the network reads in the test images: counted, and image by image. Thousands of images take longer than a frame,
// so they are read some at a time.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viewer/model/network_here.h"

namespace backstep {

// An image and what the network says about it.
struct ReadImage {
    int index = 0;  // of the test images
    int label = 0, prediction = 0;
    double probability = 0;  // of the prediction: how sure the network is
    bool right() const { return prediction == label; }
};

// Of one network, all test images.
struct ResultsView {
    std::string where;              // "before epoch 6 batch 386"
    Matrix confusion;               // classes×classes: rows are labels, columns what they are taken for
    std::vector<ReadImage> images;  // in their order
    int right = 0;
};

// A cell of the confusion matrix.
struct LabelAndClass {
    int label = 0, prediction = 0;
    friend bool operator==(const LabelAndClass&, const LabelAndClass&) = default;
};

// The mistakes, or the images of that cell. Those where the network was surest come first, but of those that are right
// the ones where it was least sure.
std::vector<ReadImage> listed(const ResultsView& view, std::optional<LabelAndClass> cell);

// "6 taken for 0: 13 of 980, the surest first". `count`: how many are listed.
std::string list_title(const ResultsView& view, std::optional<LabelAndClass> cell, std::size_t count);

// Measures one network after the other.
class Results {
public:
    // Begins with the network where the session is. What was measured before stays to be seen until this one is done.
    void begin(const Session& session);
    bool measures(const NetworkMoment& moment) const;  // it has been begun with this one, or is done
    bool measuring() const { return next_net_ != nullptr; }
    double share() const;  // read so far, 0 … 1
    // Reads test images for about that long, and at least some. Does nothing if there is nothing to do.
    void go_on(Compute& compute, double seconds);
    // Of the last network that is done; null before the first.
    const ResultsView* view() const { return done_ ? &*done_ : nullptr; }
    long count() const { return count_; }  // of networks that are done: another number, another view
    // The probabilities that this last network gives any image; none before the first.
    std::vector<double> read(Compute& compute, std::span<const std::uint8_t> pixels) const;

private:
    NetworkMoment moment_;
    std::unique_ptr<Mlp> next_net_, net_;  // that is being measured, and the last that is done
    std::shared_ptr<const TrainingData> data_;
    PixelScale scale_ = PixelScale::unit;
    ResultsView next_;
    std::optional<ResultsView> done_;
    long count_ = 0;
};

}  // namespace backstep
