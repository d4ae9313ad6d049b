#include "engine/timeline/trainer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/timeline/background.h"

namespace backstep {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds between_news{40};

using Breakpoints = std::vector<std::shared_ptr<const Condition>>;

// Its threads give way if they are started by one that does.
std::unique_ptr<Pool> pool_for(int threads, const std::shared_ptr<Gate>& gate) {
    if (!gate) return std::make_unique<Pool>(threads);
    return std::async(std::launch::async,
                      [threads, gate] {
                          give_way();
                          return std::make_unique<Pool>(threads, gate);
                      })
        .get();
}

bool need_complete(const Breakpoints& breakpoints) {
    return std::any_of(breakpoints.begin(), breakpoints.end(),
                       [](const auto& condition) { return condition->needs_complete(); });
}

}  // namespace

struct Trainer::Task {
    std::shared_ptr<Timeline> timeline;
    Breakpoints breakpoints = {};
    Position from = {};
    bool trains = false, searches = false, backward = false;
};

struct Trainer::State {
    std::shared_ptr<Gate> gate;
    std::unique_ptr<Pool> pool;
    Compute compute;
    std::function<void()> changed;
    std::atomic<bool> stop{false};
    std::thread thread;

    mutable std::mutex mutex;  // of the three below
    TrainerStatus status;
    std::shared_ptr<Timeline> timeline;
    bool at_work = false;  // the thread, with that timeline

    State(const Kernels& kernels, int threads, std::function<void()> changed_, std::shared_ptr<Gate> gate_)
        : gate(std::move(gate_)),
          pool(pool_for(threads, gate)),
          compute{kernels, *pool},
          changed(std::move(changed_)) {}

    void end();
    void run(const Task& task);
    void train_on(const Task& task);
    bool find(const Task& task);
    bool step(Timeline& training, const Breakpoints& breakpoints, Position from, std::shared_ptr<const Trace>& before);
    void complete(const Timeline& training);
    void tell() const {
        if (changed) changed();
    }
};

void Trainer::State::end() {
    if (!thread.joinable()) return;
    stop = true;
    if (gate) gate->open();  // it may be closed by the very thread that waits here
    thread.join();
    stop = false;
}

// Trains one step. Is there a breakpoint that step records do not answer, the step is trained with recording on;
// otherwise it is recorded again once a breakpoint holds. `before` is the step before, and becomes this one.
bool Trainer::State::step(Timeline& training, const Breakpoints& breakpoints, Position from,
                          std::shared_ptr<const Trace>& before) {
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
        const std::vector<int> events = condition.events(training, step, *now, before.get());
        const auto event = std::find_if(events.begin(), events.end(), [&](int one) {
            return Position{step, one + 1} > from;
        });
        if (event == events.end()) continue;
        const std::lock_guard lock(mutex);
        status.broke_at = Position{step, *event + 1};
        status.breakpoint = static_cast<int>(i);
        status.broke_by = breakpoints[i];
        return true;
    }
    before = now;
    return false;
}

// The nearest moment of all breakpoints, in what is trained.
bool Trainer::State::find(const Task& task) {
    if (need_complete(task.breakpoints)) task.timeline->complete(compute, stop);
    const auto found = find_next(*task.timeline, compute, task.breakpoints, task.from, task.backward, stop);
    if (!found) return false;
    const std::lock_guard lock(mutex);
    status.broke_at = found->moment;
    status.breakpoint = static_cast<int>(found->condition);
    status.broke_by = task.breakpoints[found->condition];
    return true;
}

void Trainer::State::train_on(const Task& task) {
    Timeline& training = *task.timeline;
    const bool wholly = need_complete(task.breakpoints);
    training.summarise(wholly ? Summarised::wholly : Summarised::by_norm);
    training.measure_each_step(wholly);
    Clock::time_point told = Clock::now();
    std::shared_ptr<const Trace> before;
    while (!stop && !training.finished() && !step(training, task.breakpoints, task.from, before)) {
        const Clock::time_point now = Clock::now();
        if (now - told < between_news) continue;
        told = now;
        tell();
    }
}

void Trainer::State::run(const Task& task) {
    std::string error;
    try {
        const bool found = task.searches && find(task);
        if (!found && task.trains) train_on(task);
    } catch (const std::exception& failure) {
        error = failure.what();
    }
    {
        const std::lock_guard lock(mutex);
        status.error = error;
        status.running = false;
    }
    if (task.trains || task.searches) tell();
    if (error.empty() && !stop) complete(*task.timeline);
    const std::lock_guard lock(mutex);
    at_work = false;
}

// Nobody waits for it. Whoever asks for what is still missing meets the error again.
void Trainer::State::complete(const Timeline& training) {
    if (training.is_complete()) return;
    try {
        training.complete(compute, stop);
    } catch (const std::exception&) {
        return;
    }
    tell();
}

Trainer::Trainer(const Kernels& kernels, int threads, std::function<void()> changed, std::shared_ptr<Gate> gate)
    : state_(std::make_unique<State>(kernels, threads, std::move(changed), std::move(gate))) {}

Trainer::~Trainer() { state_->end(); }

void Trainer::train(std::shared_ptr<Timeline> timeline, Breakpoints breakpoints, Position from) {
    start({std::move(timeline), std::move(breakpoints), from, true, false, false});
}

void Trainer::search(std::shared_ptr<Timeline> timeline, Breakpoints breakpoints, Position from, bool backward) {
    start({std::move(timeline), std::move(breakpoints), from, !backward, true, backward});
}

void Trainer::complete(std::shared_ptr<Timeline> timeline) {
    {
        const std::lock_guard lock(state_->mutex);
        if (state_->at_work && state_->timeline == timeline) return;
    }
    start({std::move(timeline)});
}

void Trainer::start(Task task) {
    State& state = *state_;
    state.end();
    {
        const std::lock_guard lock(state.mutex);
        state.timeline = task.timeline;
        state.at_work = true;
        state.status = {};
        state.status.running = task.trains || task.searches;
        state.status.backward = task.backward;
        state.status.steps = task.timeline->plan().steps();
    }
    state.thread = std::thread([&state, task = std::move(task)] {
        if (state.gate) give_way();
        state.run(task);
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
