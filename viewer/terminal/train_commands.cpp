// The commands that train, and those that move by more than a batch.

#include <fmt/ostream.h>

#include <chrono>
#include <ostream>
#include <thread>

#include "engine/math/error.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/training_text.h"
#include "viewer/terminal/words.h"

namespace backstep {
namespace {

constexpr std::chrono::milliseconds between_looks{20};

// The header of the table comes with its first line.
void print_epochs(Terminal& terminal, std::size_t from) {
    const std::vector<EpochRecord> epochs = open_timelines(terminal).timeline()->epochs();
    if (from >= epochs.size()) return;
    fmt::print(terminal.out, "{}", painted(terminal, Paint::quiet, epoch_header()));
    for (std::size_t i = from; i < epochs.size(); ++i) fmt::print(terminal.out, "{}", epoch_line(epochs[i]));
}

// Until the training has ended, or Ctrl-C pauses it.
void wait_for_training(Terminal& terminal) {
    Session& session = terminal.session;
    ProgressLine progress(terminal.out, terminal.style.color);
    bool paused = false;
    while (!paused && session.timelines.trainer->status().running) {
        std::this_thread::sleep_for(between_looks);
        progress.show(progress_text(*session.timelines.timeline()));
        paused = terminal.interrupted && terminal.interrupted();
    }
    progress.clear();
    if (paused) return apply(session, Pause{});
    apply(session, Look{});
}

void say_how_far(Terminal& terminal) {
    const Timeline& timeline = *open_timelines(terminal).timeline();
    if (timeline.trained() == 0) return fmt::print(terminal.out, "Nothing is trained yet.\n");
    fmt::print(terminal.out, "It has come to {}: {} of {} steps.\n", step_text(timeline, timeline.trained()),
               timeline.trained(), timeline.plan().steps());
}

// What became of it: the epochs since, why it ended, and where this is now.
void say_outcome(Terminal& terminal, std::size_t epochs_before) {
    print_epochs(terminal, epochs_before);
    const std::string& notice = terminal.session.timelines.notice;
    if (notice.empty())
        say_how_far(terminal);
    else
        fmt::print(terminal.out, "{}\n", painted(terminal, Paint::strong, notice));
    say_where(terminal);
}

void train_or_continue(Terminal& terminal, const Words& words, const Action& action, const char* usage) {
    check_count(words, 0, 1, usage);
    const bool in_background = !words.empty() && words[0] == "&";
    if (!words.empty() && !in_background) check_count(words, 0, 0, usage);
    const std::size_t epochs = open_timelines(terminal).timeline()->epochs().size();
    apply(terminal.session, action);
    if (in_background && terminal.session.timelines.training)
        return fmt::print(terminal.out, "Training goes on while you look around; pause stops it.\n");
    if (terminal.session.timelines.training) wait_for_training(terminal);
    say_outcome(terminal, epochs);
}

long count_of(const Words& words, const char* usage) {
    check_count(words, 0, 1, usage);
    if (words.empty()) return 1;
    const bool is_back = words[0][0] == '-';
    const int count = whole_number(words[0].substr(is_back), "how many");
    return is_back ? -count : count;
}

}  // namespace

void say_news(Terminal& terminal) {
    Session& session = terminal.session;
    if (!session.timelines.training) return;
    apply(session, Look{});
    if (session.timelines.training || session.timelines.notice.empty()) return;
    fmt::print(terminal.out, "{}\n", painted(terminal, Paint::strong, session.timelines.notice));
}

void do_train(Terminal& terminal, const Words& words) { train_or_continue(terminal, words, Train{}, "train [&]"); }
void do_continue(Terminal& terminal, const Words& words) {
    train_or_continue(terminal, words, Continue{false}, "continue [&]");
}

void do_reverse_continue(Terminal& terminal, const Words& words) {
    check_count(words, 0, 0, "reverse-continue");
    open_timelines(terminal);
    apply(terminal.session, Continue{true});
    if (terminal.session.timelines.training) wait_for_training(terminal);
    const std::string& notice = terminal.session.timelines.notice;
    fmt::print(terminal.out, "{}\n", painted(terminal, Paint::strong, notice.empty() ? "Stopped looking." : notice));
    say_where(terminal);
}

void do_pause(Terminal& terminal, const Words& words) {
    check_count(words, 0, 0, "pause");
    open_timelines(terminal);
    apply(terminal.session, Pause{});
    say_how_far(terminal);
}

// Beyond what is trained, batches are trained one by one.
void do_batch(Terminal& terminal, const Words& words) {
    const long count = count_of(words, "batch [n]");
    const Timelines& timelines = open_timelines(terminal);
    const long target = timelines.step + count;
    apply(terminal.session, StepBatch{count});
    for (long before = 0; timelines.step < target && timelines.step != before && count > 0;) {
        before = timelines.step;
        apply(terminal.session, StepBatch{1});
    }
    say_where(terminal);
}

void do_epoch(Terminal& terminal, const Words& words) {
    const long count = count_of(words, "epoch [n]");
    const Timelines& timelines = open_timelines(terminal);
    const long target = timelines.step + count * timelines.timeline()->plan().steps_per_epoch();
    apply(terminal.session, StepEpoch{count});
    if (timelines.step < target && !timelines.timeline()->finished()) say_how_far(terminal);
    say_where(terminal);
}

void info_epochs(Terminal& terminal) {
    if (open_timelines(terminal).timeline()->epochs().empty())
        fmt::print(terminal.out, "No epoch has ended yet: train.\n");
    print_epochs(terminal, 0);
}

}  // namespace backstep
