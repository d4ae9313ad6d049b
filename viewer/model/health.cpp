#include "viewer/model/health.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/timeline/held_out.h"
#include "viewer/model/number.h"
#include "viewer/model/timeline_view.h"

namespace backstep {
namespace {

constexpr double vanished = 1e-6;   // a norm of dW below this moves nothing any more
constexpr double large_gap = 0.05;  // of training accuracy above validation accuracy
constexpr double too_long = 0.5;    // of an update, against the weights that it leaves

// What the update of W[l] is made of, as it is found among the summaries of a step.
struct Norms {
    double W = 0, gradient = 0, velocity = 0, change = 0;
};

double update_norm(const Norms& norms, const TrainingPlan& plan, long step) {
    switch (plan.network.optimizer.kind) {
        case Optimizer::sgd:
            return plan.learning_rate(step) * norms.gradient;
        case Optimizer::momentum:
            return norms.velocity;
        case Optimizer::averaged_momentum:
            return plan.learning_rate(step) * norms.velocity;
        case Optimizer::adam:
            return norms.change;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

class Findings {
public:
    explicit Findings(const Timeline& timeline) : timeline_(timeline) {}

    void add(std::string text, long step, std::string value) {
        all_.push_back({std::move(text), step, when(step), std::move(value)});
    }
    std::string when(long step) const { return step_text(step, timeline_.plan().steps_per_epoch()); }
    std::vector<HealthFinding> take() { return std::move(all_); }

private:
    const Timeline& timeline_;
    std::vector<HealthFinding> all_;
};

// Units that are so at the last epoch, and the epoch from which on there always were that many.
void add_units(Findings& findings, const Timeline& timeline, const std::vector<EpochRecord>& epochs,
               std::vector<int> EpochRecord::*units, const char* what, const char* why) {
    if (epochs.empty()) return;
    for (std::size_t l = 0; l < (epochs.back().*units).size(); ++l) {
        const int count = (epochs.back().*units)[l];
        if (count == 0) continue;
        long since = epochs.back().epoch;
        for (std::size_t i = epochs.size(); i-- > 0 && (epochs[i].*units)[l] >= count;) since = epochs[i].epoch;
        const int all = timeline.plan().network.layers[l + 1];
        const std::string some = fmt::format("{} of {} units {}", count, all, count == 1 ? "is" : "are");
        const std::string reason = fmt::format(fmt::runtime(why), count == 1 ? "it" : "them");
        findings.add(fmt::format("Layer {}: {} {} since epoch {}: {}", l + 1, some, what, since, reason),
                     since * timeline.plan().steps_per_epoch(), fmt::format("A[{}]", l + 1));
    }
}

void add_vanished(Findings& findings, const HealthCurves& curves) {
    for (std::size_t l = 0; l < curves.layers().size(); ++l) {
        const std::vector<double>& norms = curves.layers()[l].dW;
        std::size_t first = norms.size();
        while (first > 0 && norms[first - 1] < vanished) --first;
        if (first == norms.size()) continue;
        const long step = static_cast<long>(first) + 1;
        findings.add(fmt::format("Layer {}: the gradient has vanished: ‖dW[{}]‖ stays below {:g} since {}.", l + 1,
                                 l + 1, vanished, findings.when(step)),
                     step, fmt::format("dW[{}]", l + 1));
    }
}

// The first such update, of whatever layer. The first updates of weights that begin at 0 are all that they are.
void add_too_long(Findings& findings, const Timeline& timeline, const HealthCurves& curves) {
    if (timeline.plan().network.initialisation == Initialisation::zeros) return;
    for (std::size_t at = 0; at < static_cast<std::size_t>(curves.steps()); ++at)
        for (std::size_t l = 0; l < curves.layers().size(); ++l) {
            const double update = curves.layers()[l].update[at];
            if (!(update > too_long)) continue;
            const long step = static_cast<long>(at) + 1;
            const TrainingPlan& plan = owner_of(timeline, step).plan();
            const bool is_adam = plan.network.optimizer.kind == Optimizer::adam;
            findings.add(fmt::format("Layer {}: one update is {} as long as all the weights it leaves behind: the "
                                     "learning rate {} may be too large{}.",
                                     l + 1, percent(update), short_number(plan.learning_rate(step)),
                                     is_adam ? " for adam, which moves each weight by about that much" : ""),
                         step, fmt::format("W[{}]", l + 1));
            return;
        }
}

void add_overfitting(Findings& findings, const Timeline& timeline, const std::vector<EpochRecord>& epochs) {
    if (epochs.size() < 3) return;
    const EpochRecord& last = epochs.back();
    if (!(last.train - last.validation > large_gap)) return;
    const auto best = std::max_element(epochs.begin(), epochs.end(), [](const EpochRecord& a, const EpochRecord& b) {
        return a.validation < b.validation;
    });
    if (best->epoch == last.epoch) return;
    findings.add(fmt::format("It learns its images by heart: training accuracy is {}, but validation has not got "
                             "better than {} since epoch {}.",
                             percent(last.train), percent(best->validation), best->epoch),
                 best->epoch * timeline.plan().steps_per_epoch(), "J");
}

}  // namespace

std::string held_out_text(const TrainingPlan& plan) {
    const HeldOutSample sample = held_out_sample(plan);
    if (sample.images.empty()) return "";
    const std::string images = fmt::format("{} {} images", sample.images.size(), sample.of);
    return sample.every == 1 ? images : fmt::format("{}; every {} steps while it trains", images, sample.every);
}

bool HealthCurves::read(std::shared_ptr<const Timeline> timeline, long most) {
    if (timeline_ != timeline) {
        timeline_ = std::move(timeline);
        steps_ = measured_ = 0;
        layers_.assign(timeline_->plan().network.layers.size() - 1, {});
        held_out_.clear();
    }
    const long trained = timeline_->trained(), last = std::min(trained, steps_ + most);
    if (steps_ == trained) return measure_again(most);
    timeline_->visit_steps(steps_ + 1, last, [&](long step, const StepRecord& record) {
        read_step(owner_of(*timeline_, step), step, record);
        held_out_.push_back(record.held_out);
        if (record.measured && measured_ == step - 1) measured_ = step;
        return true;
    });
    steps_ = last;
    return steps_ < trained || (measured_ < steps_ && timeline_->is_complete());
}

bool HealthCurves::measure_again(long most) {
    if (measured_ == steps_ || !timeline_->is_complete()) return false;
    const long last = std::min(steps_, measured_ + most);
    for (; measured_ < last; ++measured_)
        held_out_[static_cast<std::size_t>(measured_)] = timeline_->held_out(measured_ + 1);
    return measured_ < steps_;
}

// Of a value with several versions the last counts: the clipped gradient, the new parameter.
void HealthCurves::read_step(const Timeline& owner, long step, const StepRecord& record) {
    const double missing = std::numeric_limits<double>::quiet_NaN();
    std::vector<Norms> norms(layers_.size());
    for (std::size_t l = 0; l < layers_.size(); ++l) {
        layers_[l].dW.push_back(missing);
        layers_[l].db.push_back(missing);
        if (l + 1 < layers_.size()) layers_[l].active.push_back(missing);
    }
    for (const Summary& summary : record.summaries) {
        const Name& name = summary.name;
        if (name.layer < 1 || name.layer > static_cast<int>(layers_.size())) continue;
        const auto l = static_cast<std::size_t>(name.layer - 1);
        if (name.prefix.empty() && name.symbol == "dW") layers_[l].dW.back() = norms[l].gradient = summary.norm;
        if (name.prefix.empty() && name.symbol == "db") layers_[l].db.back() = summary.norm;
        if (name.prefix.empty() && name.symbol == "A" && l + 1 < layers_.size())
            layers_[l].active.back() =
                1 - static_cast<double>(summary.zeros) / static_cast<double>(std::max(1L, summary.size()));
        if (name.symbol != "W") continue;
        if (name.prefix.empty()) norms[l].W = summary.norm;
        if (name.prefix == "v") norms[l].velocity = summary.norm;
        if (name.prefix == "Δ") norms[l].change = summary.norm;
    }
    for (std::size_t l = 0; l < layers_.size(); ++l)
        layers_[l].update.push_back(update_norm(norms[l], owner.plan(), step) / norms[l].W);
}

std::vector<HealthFinding> health_findings(const Timeline& timeline, const HealthCurves& curves) {
    Findings findings(timeline);
    if (const auto step = timeline.diverged_at(); step && *step <= timeline.trained())
        findings.add("It diverged: numbers stopped being finite at " + findings.when(*step) + ".", *step, "J");
    const std::vector<EpochRecord> epochs = timeline.epochs();
    // Below 0 leaky ReLU still has a slope, by which a unit learns.
    if (timeline.plan().network.activation == Activation::relu)
        add_units(findings, timeline, epochs, &EpochRecord::dead, "dead", "no training image activates {}.");
    add_units(findings, timeline, epochs, &EpochRecord::saturated, "saturated",
              "every training image drives {} to an end of the range, where the slope is next to 0.");
    add_vanished(findings, curves);
    add_too_long(findings, timeline, curves);
    add_overfitting(findings, timeline, epochs);
    return findings.take();
}

}  // namespace backstep
