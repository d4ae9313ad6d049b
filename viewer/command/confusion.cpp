#include "viewer/command/confusion.h"

#include <fmt/format.h>

#include "engine/timeline/evaluation.h"
#include "lessons/results.h"
#include "viewer/terminal/words.h"

namespace backstep {
namespace {

constexpr int width = 7;

std::string cell(const std::string& text) { return right_aligned(text, width); }

// "98.7%", or "–" of none.
std::string share(double part, double of) { return of == 0 ? "–" : fmt::format("{:.1f}%", 100.0 * part / of); }

std::string count_text(double count) { return fmt::format("{:.0f}", count); }

}  // namespace

Matrix test_confusion(const Timeline& timeline, Compute& compute) {
    const TrainingData& data = *timeline.plan().data;
    Mlp net = timeline.state_now(compute);
    const std::vector<int> classes = predicted_classes(compute, net, data.test_pixels, timeline.plan().scale());
    return confusion_matrix(data.test.labels, classes, net.settings.layers.back());
}

std::string confusion_text(const Matrix& counts) {
    const int classes = counts.rows;
    double all = 0, right = 0;
    std::string rows, header, last = cell("sum");
    for (int label = 0; label < classes; ++label) {
        header += cell(std::to_string(label));
        rows += cell(std::to_string(label));
        double of_label = 0, of_class = 0;
        for (int i = 0; i < classes; ++i) {
            rows += cell(counts(label, i) == 0 ? "·" : count_text(counts(label, i)));
            of_label += counts(label, i);
            of_class += counts(i, label);
        }
        rows += cell(count_text(of_label)) + cell(share(counts(label, label), of_label)) + "\n";
        last += cell(count_text(of_class));
        all += of_label;
        right += counts(label, label);
    }
    if (all == 0) return "";
    return fmt::format(
        "The {} test images: a row for each label, and what the network takes it for.\n{}{}{}{}\n{}{}{}{}\n",
        count_text(all), cell(""), header, cell("sum"), cell("right"), rows, last, cell(count_text(all)),
        cell(share(right, all)));
}

}  // namespace backstep
