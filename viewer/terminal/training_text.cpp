#include "viewer/terminal/training_text.h"

#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <cmath>

#include "engine/timeline/settings.h"
#include "viewer/model/number.h"
#include "viewer/terminal/words.h"

namespace backstep {
namespace {

constexpr int columns[] = {5, 11, 10, 12, 10, 9};  // epoch, loss, training, validation, test, seconds

std::string accuracy_text(double accuracy) {
    return std::isnan(accuracy) ? "–" : fmt::format("{:.2f}%", 100 * accuracy);
}

std::string loss_text(double loss) { return std::isfinite(loss) ? fmt::format("{:.5f}", loss) : short_number(loss); }

std::string row(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) text += right_aligned(words[i], columns[i]);
    return text + "\n";
}

// Settings that are off go without saying.
bool is_worth_saying(const Setting& setting, const TrainingPlan& plan) {
    const std::string name = setting.name;
    const Optimizer kind = plan.network.optimizer.kind;
    if (name == "momentum") return kind == Optimizer::momentum || kind == Optimizer::averaged_momentum;
    if (name == "β₁" || name == "β₂" || name == "ε") return kind == Optimizer::adam;
    if (name == "pixels" || name == "seed of the batches") return false;
    if (name == "learning rate factor") return plan.rate_every > 0;
    return setting.value != "0";
}

}  // namespace

std::string plan_text(const TrainingPlan& plan) {
    const TrainingData& data = *plan.data;
    std::string text = fmt::format("{}: {} images to train, {} to validate, {} to test\n", data.train.source,
                                   data.train.count, data.validation.count, data.test.count);
    std::string settings;
    for (const Setting& setting : settings_of(plan)) {
        if (!is_worth_saying(setting, plan)) continue;
        const std::string name = setting.name == std::string("seed of the network") ? "seed" : setting.name;
        settings += (settings.empty() ? "" : ", ") + name + " " + setting.value;
    }
    return text + settings + "\n";
}

std::string epoch_header() { return row({"epoch", "loss", "training", "validation", "test", "seconds"}); }

std::string epoch_line(const EpochRecord& epoch) {
    return row({std::to_string(epoch.epoch), loss_text(epoch.loss), accuracy_text(epoch.train),
                accuracy_text(epoch.validation), accuracy_text(epoch.test), fmt::format("{:.2f}", epoch.seconds)});
}

std::string step_text(const Timeline& timeline, long step) {
    return step_text(step, timeline.plan().steps_per_epoch());
}

std::string progress_text(const Timeline& timeline) {
    const TrainingPlan& plan = timeline.plan();
    const long trained = timeline.trained();
    if (trained == 0) return "";
    constexpr int width = 24;
    const auto full = static_cast<int>(width * trained / plan.steps());
    std::string bar;
    for (int i = 0; i < width; ++i) bar += i < full ? "█" : "·";
    const EpochAndBatch where = epoch_and_batch(trained, plan.steps_per_epoch());
    return fmt::format("[{}] epoch {} of {}, batch {} of {}, loss {}", bar, where.epoch, plan.epochs, where.batch,
                       plan.steps_per_epoch(), loss_text(timeline.step_record(trained).loss));
}

void ProgressLine::show(const std::string& text) {
    if (!is_terminal_) return;
    fmt::print(out_, "\r{}\033[K", text);
    out_.flush();
    shown_ = true;
}

void ProgressLine::clear() {
    if (shown_) fmt::print(out_, "\r\033[K");
    out_.flush();
    shown_ = false;
}

}  // namespace backstep
