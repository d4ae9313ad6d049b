#include "viewer/command/confusion.h"

#include <fmt/format.h>

#include <numeric>

#include "engine/timeline/evaluation.h"
#include "viewer/terminal/words.h"

namespace backstep {
namespace {

constexpr int width = 7;

std::string cell(const std::string& text) { return right_aligned(text, width); }

// "98.7%", or "–" of none.
std::string share(long part, long of) {
    return of == 0 ? "–" : fmt::format("{:.1f}%", 100.0 * static_cast<double>(part) / static_cast<double>(of));
}

}  // namespace

Confusion confusion(std::span<const std::uint8_t> labels, std::span<const int> classes, int count) {
    const auto size = static_cast<std::size_t>(count);
    Confusion counts(size, std::vector<long>(size));
    for (std::size_t i = 0; i < labels.size(); ++i) ++counts.at(labels[i]).at(static_cast<std::size_t>(classes[i]));
    return counts;
}

Confusion test_confusion(const Timeline& timeline, Compute& compute) {
    const TrainingData& data = *timeline.plan().data;
    Mlp net = timeline.state_before(compute, timeline.trained() + 1);
    const std::vector<int> classes = predicted_classes(compute, net, data.test_pixels, timeline.plan().scale());
    return confusion(data.test.labels, classes, net.settings.layers.back());
}

std::string confusion_text(const Confusion& counts) {
    long all = 0, right = 0;
    std::vector<long> sums(counts.size());
    std::string rows, header;
    for (std::size_t label = 0; label < counts.size(); ++label) {
        header += cell(std::to_string(label));
        rows += cell(std::to_string(label));
        for (std::size_t i = 0; i < counts.size(); ++i) {
            rows += cell(counts[label][i] == 0 ? "·" : std::to_string(counts[label][i]));
            sums[i] += counts[label][i];
        }
        const long sum = std::accumulate(counts[label].begin(), counts[label].end(), 0L);
        rows += cell(std::to_string(sum)) + cell(share(counts[label][label], sum)) + "\n";
        all += sum;
        right += counts[label][label];
    }
    if (all == 0) return "";
    std::string last = cell("sum");
    for (const long sum : sums) last += cell(std::to_string(sum));
    return fmt::format(
        "The {} test images: a row for each digit, and what the network takes it for.\n{}{}{}{}\n{}{}{}{}\n", all,
        cell(""), header, cell("sum"), cell("right"), rows, last, cell(std::to_string(all)), cell(share(right, all)));
}

}  // namespace backstep
