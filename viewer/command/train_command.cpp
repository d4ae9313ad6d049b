#include "viewer/command/train_command.h"

#include <fmt/ostream.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <iostream>
#include <mutex>

#include "engine/data/load.h"
#include "engine/timeline/trainer.h"
#include "viewer/command/interrupt.h"
#include "viewer/command/machine.h"
#include "viewer/command/text_commands.h"
#include "viewer/command/train_json.h"
#include "viewer/command/train_session.h"
#include "viewer/command/whole_file.h"
#include "viewer/model/equation.h"
#include "viewer/terminal/training_text.h"

namespace backstep {
namespace {

constexpr std::chrono::milliseconds longest_wait{50};  // until Ctrl-C is noticed

// Wakes the thread that prints when the one that trains has something new.
class News {
public:
    void tell() {
        const std::lock_guard lock(mutex_);
        is_new_ = true;
        changed_.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, longest_wait, [this] { return is_new_; });
        is_new_ = false;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_new_ = false;
};

// Prints the epochs that have ended since the last time.
void print_epochs(const Timeline& timeline, std::size_t& printed, ProgressLine& progress, std::ostream& out) {
    const std::vector<EpochRecord> epochs = timeline.epochs();
    if (printed == epochs.size()) return;
    progress.clear();
    for (; printed < epochs.size(); ++printed) fmt::print(out, "{}", epoch_line(epochs[printed]));
    out.flush();
}

using Breakpoints = std::vector<std::shared_ptr<const Condition>>;

Breakpoints breakpoints_of(const TrainOptions& options, const Timeline& timeline, Compute& compute) {
    if (options.break_condition.empty()) return {};
    const std::shared_ptr<const Trace> first = timeline.record(compute, 1);
    return {std::make_shared<const Condition>(options.break_condition, condition_values(*first))};
}

// Bytes. Only whoever goes back needs checkpoints.
std::size_t checkpoint_memory(const Options& options) {
    const bool goes_back = options.train.step || !options.train.break_condition.empty();
    return goes_back ? static_cast<std::size_t>(options.run.memory) * megabyte : 0;
}

// Trains until the end, a breakpoint or Ctrl-C.
TrainEnd train(const std::shared_ptr<Timeline>& timeline, const Breakpoints& breakpoints, Compute& compute,
               Interrupts& interrupts, std::ostream& out) {
    News news;
    TrainEnd end;
    ProgressLine progress(std::cerr, isatty(STDERR_FILENO));
    std::size_t printed = 0;
    Trainer trainer(compute.kernels, compute.pool.threads(), [&] { news.tell(); });
    trainer.train(timeline, breakpoints);
    while (trainer.status().running && !end.interrupted) {
        news.wait();
        print_epochs(*timeline, printed, progress, out);
        progress.show(progress_text(*timeline));
        end.interrupted = interrupts.arrived();
    }
    trainer.pause();
    print_epochs(*timeline, printed, progress, out);
    progress.clear();
    const TrainerStatus status = trainer.status();
    if (!status.error.empty()) throw std::runtime_error(status.error);
    end.broke_at = status.broke_at;
    if (timeline->finished()) end.interrupted = false;
    return end;
}

void print_break(const Timeline& timeline, Position at, const std::string& condition, Compute& compute,
                 std::ostream& out) {
    const std::shared_ptr<const Trace> trace = timeline.record(compute, at.step);
    const Event& event = trace->events.at(static_cast<std::size_t>(at.event - 1));
    fmt::print(out, "stopped at {}: {}\n  event {} of {}, {}: {}\n",
               position_text(at, timeline.plan().steps_per_epoch(), *trace), condition, at.event, trace->events.size(),
               phase_name(event.phase), equation_view(*trace, event.index).text);
}

// How it ended, and how far it came.
void print_end(const Timeline& timeline, const TrainEnd& end, const TrainOptions& options, Compute& compute,
               std::ostream& out) {
    const long trained = timeline.trained();
    const std::string last = trained == 0 ? "the first step" : step_text(timeline, trained);
    if (end.interrupted) fmt::print(out, "interrupted after {}\n", last);
    if (end.broke_at) print_break(timeline, *end.broke_at, options.break_condition, compute, out);
    if (timeline.stopped_early())
        fmt::print(out, "stopped early: validation has not got better for {} epochs\n", timeline.plan().patience);
    if (const std::optional<long> step = timeline.diverged_at())
        fmt::print(out, "diverged: at {} (step {}) the loss or a weight stopped being a finite number\n",
                   step_text(timeline, *step), *step);
    if (!options.step && (end.broke_at || timeline.diverged_at()))
        fmt::print(out, "  to step from there in the debugger, add --step to the command\n");
    fmt::print(out, "{} of {} steps, state hash {:016x}\n", trained, timeline.plan().steps(), timeline.hash());
}

// The debugger where the training stopped, where it diverged, or at its last step.
int step_through(const std::shared_ptr<Timeline>& timeline, const Breakpoints& breakpoints, const TrainEnd& end,
                 const Options& options, Compute& compute, std::optional<Interrupts>& interrupts) {
    const Position last{std::max(timeline->trained(), 1L), 0};
    const Position diverged{timeline->diverged_at().value_or(last.step), 0};
    Session session = session_of(options.train, timeline, end.broke_at.value_or(diverged), compute);
    session.memory = static_cast<std::size_t>(options.run.memory) * megabyte;
    for (const auto& condition : breakpoints) session.timelines.breakpoints.push_back({condition, true});
    return debug(session, interrupts);
}

}  // namespace

int train_command(const Options& options, std::ostream& out) {
    const TrainOptions& training = options.train;
    plan_of(training);  // what is typed is checked before anything is loaded
    const Kernels& kernels = kernels_of(options.run);
    if (!training.json.empty()) check_writable(training.json);
    const auto place = mnist_folder(options.run.data, std::getenv("BACKSTEP_DATA"));
    const auto timeline = std::make_shared<Timeline>(plan_with_data(training, place), checkpoint_memory(options));

    std::optional<Interrupts> interrupts(std::in_place);  // before there are any threads
    Pool pool(threads_of(options.run));
    Compute compute{kernels, pool};
    const Breakpoints breakpoints = breakpoints_of(training, *timeline, compute);
    if (!place) fmt::print(out, "No MNIST was found or named with --data: these are the built-in digits.\n");
    fmt::print(out, "{}\n{}", plan_text(timeline->plan()), epoch_header());
    const TrainEnd end = train(timeline, breakpoints, compute, *interrupts, out);
    print_end(*timeline, end, training, compute, out);

    const Matrix confusion = test_confusion(*timeline, compute);
    fmt::print(out, "\n{}", confusion_text(confusion));
    if (!training.json.empty()) write_whole(training.json, train_json(*timeline, confusion, end));
    if (training.step) return step_through(timeline, breakpoints, end, options, compute, interrupts);
    return end.interrupted ? interrupted_status : 0;
}

}  // namespace backstep
