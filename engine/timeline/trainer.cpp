#include "engine/timeline/trainer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#include <utility>

namespace backstep {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds between_news{20};

using Breakpoints = std::vector<std::shared_ptr<const Condition>>;

}  // namespace

struct Trainer::State {
    Pool pool;
    Compute compute;
    std::function<void()> changed;
    std::atomic<bool> stop{false};
    std::thread thread;

    mutable std::mutex mutex;  // of the two below
    TrainerStatus status;
    std::shared_ptr<Timeline> timeline;

    State(const Kernels& kernels, int threads, std::function<void()> changed_)
        : pool(threads), compute{kernels, pool}, changed(std::move(changed_)) {}

    void end();
    void run(Timeline& training, const Breakpoints& breakpoints);
    bool step(Timeline& training, const Breakpoints& breakpoints, std::shared_ptr<const Trace>& before);
    void tell() const {
        if (changed) changed();
    }
};

void Trainer::State::end() {
    stop = true;
    if (thread.joinable()) thread.join();
    stop = false;
}

// Trains one step. Is there a breakpoint that step records do not answer, the step is trained with recording on;
// otherwise it is recorded again once a breakpoint holds. `before` is the step before, and becomes this one.
bool Trainer::State::step(Timeline& training, const Breakpoints& breakpoints, std::shared_ptr<const Trace>& before) {
    const auto needs_trace = [](const auto& condition) {
        return condition->needs_cells() || condition->needs_events();
    };
    const long trained = training.trained();
    std::shared_ptr<const Trace> now;
    if (std::any_of(breakpoints.begin(), breakpoints.end(), needs_trace))
        now = training.advance_recorded(compute, stop);
    else
        training.advance(compute, 1, stop);
    if (training.trained() == trained) return false;

    const long step = trained + 1;
    for (std::size_t i = 0; i < breakpoints.size(); ++i) {
        const Condition& condition = *breakpoints[i];
        if (!condition.can_hold(training, step)) continue;
        if (!now) now = training.record(compute, step);
        if (!before && step > 1) before = training.record(compute, step - 1);
        const int event = condition.first_event(training, step, *now, before.get());
        if (event < 0) continue;
        const std::lock_guard lock(mutex);
        status.broke_at = Position{step, event + 1};
        status.breakpoint = static_cast<int>(i);
        return true;
    }
    before = now;
    return false;
}

void Trainer::State::run(Timeline& training, const Breakpoints& breakpoints) {
    Clock::time_point told = Clock::now();
    std::shared_ptr<const Trace> before;
    std::string error;
    try {
        while (!stop && !training.finished() && !step(training, breakpoints, before)) {
            const Clock::time_point now = Clock::now();
            if (now - told < between_news) continue;
            told = now;
            tell();
        }
    } catch (const std::exception& failure) {
        error = failure.what();
    }
    {
        const std::lock_guard lock(mutex);
        status.error = error;
        status.running = false;
    }
    tell();
}

Trainer::Trainer(const Kernels& kernels, int threads, std::function<void()> changed)
    : state_(std::make_unique<State>(kernels, threads, std::move(changed))) {}

Trainer::~Trainer() { state_->end(); }

void Trainer::train(std::shared_ptr<Timeline> timeline, Breakpoints breakpoints) {
    State& state = *state_;
    state.end();
    {
        const std::lock_guard lock(state.mutex);
        state.timeline = timeline;
        state.status = {};
        state.status.running = true;
        state.status.steps = timeline->plan().steps();
    }
    state.thread = std::thread([&state, timeline = std::move(timeline), breakpoints = std::move(breakpoints)] {
        state.run(*timeline, breakpoints);
    });
}

void Trainer::pause() { state_->end(); }

void Trainer::wait() {
    if (state_->thread.joinable()) state_->thread.join();
}

TrainerStatus Trainer::status() const {
    const State& state = *state_;
    const std::lock_guard lock(state.mutex);
    TrainerStatus status = state.status;
    if (state.timeline) status.trained = state.timeline->trained();
    return status;
}

}  // namespace backstep
