// What a timeline remembers of its steps; of those before a fork, its parents do.

#include "engine/timeline/timeline_shared.h"

namespace backstep {

long Timeline::trained() const {
    const std::lock_guard lock(shared_->mutex);
    return shared_->trained();
}

bool Timeline::stopped_early() const {
    const std::lock_guard lock(shared_->mutex);
    return shared_->stopped_early;
}

std::optional<long> Timeline::diverged_at() const {
    {
        const std::lock_guard lock(shared_->mutex);
        if (shared_->diverged_at) return shared_->diverged_at;
    }
    if (!shared_->parent) return std::nullopt;
    const std::optional<long> of_parent = shared_->parent->diverged_at();
    return of_parent && *of_parent < shared_->forked_at ? of_parent : std::nullopt;
}

bool Timeline::finished() const {
    const bool diverged = diverged_at().has_value();
    const Shared& s = *shared_;
    const std::lock_guard lock(s.mutex);
    if (s.epoch_to_measure()) return false;
    if (s.stopped_early || s.trained() >= s.plan.steps()) return true;
    return diverged && s.steps.size() > 0 && s.trained() % s.plan.steps_per_epoch() == 0;
}

std::uint64_t Timeline::hash() const {
    const long done = trained();
    return done > 0 ? hash(done) : state_hash(make_mlp(shared_->plan.network));
}

std::uint64_t Timeline::hash(long step) const {
    const Shared& s = *shared_;
    require(step, trained());
    if (step < s.forked_at) return s.parent->hash(step);
    const std::lock_guard lock(s.mutex);
    return s.steps.hash(step - s.forked_at);
}

double Timeline::held_out(long step) const {
    const Shared& s = *shared_;
    require(step, trained());
    if (step < s.forked_at) return s.parent->held_out(step);
    const std::lock_guard lock(s.mutex);
    return s.steps.held_out(step - s.forked_at);
}

long Timeline::held_out_at(long step) const {
    const Shared& s = *shared_;
    require(step, trained());
    {
        const std::lock_guard lock(s.mutex);
        for (; step >= s.forked_at; --step)
            if (s.steps.measured(step - s.forked_at)) return step;
    }
    return s.parent ? s.parent->held_out_at(step) : 0;
}

void Timeline::read_step(long step, StepRecord& record) const {
    const Shared& s = *shared_;
    require(step, trained());
    if (step < s.forked_at) return s.parent->read_step(step, record);
    const std::lock_guard lock(s.mutex);
    s.steps.read(step - s.forked_at, record);
}

StepRecord Timeline::step_record(long step) const {
    StepRecord record;
    read_step(step, record);
    return record;
}

std::vector<double> Timeline::losses() const {
    const Shared& s = *shared_;
    std::vector<double> losses;
    if (s.parent) {
        losses = s.parent->losses();
        losses.resize(static_cast<std::size_t>(s.forked_at - 1));
    }
    const std::lock_guard lock(s.mutex);
    for (long i = 0; i < s.steps.size(); ++i) losses.push_back(s.steps.loss(i));
    return losses;
}

std::vector<EpochRecord> Timeline::epochs() const {
    const Shared& s = *shared_;
    std::vector<EpochRecord> epochs;
    if (s.parent) {
        epochs = s.parent->epochs();
        if (epochs.size() > static_cast<std::size_t>(s.epochs_before()))
            epochs.resize(static_cast<std::size_t>(s.epochs_before()));
    }
    const std::lock_guard lock(s.mutex);
    epochs.insert(epochs.end(), s.epochs.begin(), s.epochs.end());
    return epochs;
}

}  // namespace backstep
