// What going back in time costs, and what remembering costs: 784-128-10, ReLU, Adam, batch 128, ten epochs of the
// images that $BACKSTEP_DATA names, or of 60,000 built-in digits.
//     bench_timeline [THREADS [ROUNDS]]

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <utility>

#include "engine/data/load.h"
#include "engine/timeline/step_replay.h"
#include "engine/timeline/timeline.h"
#include "engine/timeline/training_step.h"

using namespace backstep;

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double quantile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

TrainingPlan adam_on_128_units() {
    const std::optional<std::string> place = mnist_folder(std::nullopt, std::getenv("BACKSTEP_DATA"));
    TrainingPlan plan;
    plan.data = split(training_digits(place, 60000, 1), test_digits(place, 10000, 1), 0, 0);
    plan.network.optimizer = {.kind = Optimizer::adam, .learning_rate = 0.001};
    return plan;
}

// Seconds that the steps of the plan take when nothing is remembered of them.
double plain_steps(Compute& compute, const TrainingPlan& plan) {
    Mlp net = make_mlp(plan.network);
    Batches batches(plan);
    Recorder recorder(compute, Recording::off);
    const Clock::time_point start = Clock::now();
    for (long step = 1; step <= plan.steps(); ++step) {
        training_step(recorder, net, plan, batches, step, step);
        recorder.finish();
    }
    return seconds_since(start);
}

struct Remembered {
    double training = 0, completing = 0;  // seconds
};
// The same with the loss, the health, the hashes and the checkpoints of a timeline; then with what it has left out.
Remembered remembered_steps(Compute& compute, const TrainingPlan& plan, Summarised how) {
    Timeline timeline(plan);
    timeline.summarise(how);
    timeline.advance(compute, plan.steps());
    Remembered seconds;
    for (const EpochRecord& epoch : timeline.epochs()) seconds.training += epoch.seconds;
    const Clock::time_point start = Clock::now();
    timeline.complete(compute, std::atomic<bool>{false});
    seconds.completing = seconds_since(start);
    return seconds;
}

long peak_memory_in_megabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmHWM:", 0) == 0) return std::atol(line.c_str() + 6) / 1024;
    return 0;
}

void compare_remembering(Compute& compute, const TrainingPlan& plan, int rounds) {
    std::vector<double> plain, by_norm, completed, wholly;
    for (int round = 0; round < rounds; ++round) {
        plain.push_back(plain_steps(compute, plan));
        const Remembered remembered = remembered_steps(compute, plan, Summarised::by_norm);
        by_norm.push_back(remembered.training);
        completed.push_back(remembered.completing);
        wholly.push_back(remembered_steps(compute, plan, Summarised::wholly).training);
    }
    const double base = quantile(plain, 0.5);
    const auto print = [base](const char* what, const std::vector<double>& seconds) {
        const double middle = quantile(seconds, 0.5);
        std::printf("%-31s %.3f s, %+.1f %%\n", what, middle, 100 * (middle / base - 1));
    };
    std::printf("steps, nothing remembered       %.3f s\n", base);
    print("steps with loss and health", by_norm);
    std::printf("the rest, found out afterwards  %.3f s\n", quantile(completed, 0.5));
    print("steps with all summaries", wholly);
}

void measure_positions(Compute& compute, const Timeline& timeline) {
    std::mt19937 random(1);
    std::vector<double> milliseconds;
    for (int i = 0; i < 1000; ++i) {
        const long step = 1 + static_cast<long>(random() % static_cast<unsigned long>(timeline.trained()));
        const Clock::time_point start = Clock::now();
        timeline.record(compute, step);
        milliseconds.push_back(1000 * seconds_since(start));
    }
    std::printf("1000 random positions recorded  median %.1f ms, 99%% %.1f ms, longest %.1f ms\n",
                quantile(milliseconds, 0.5), quantile(milliseconds, 0.99), quantile(milliseconds, 1));
}

// As somebody does who holds the key that steps back by batches.
void measure_back(Compute& compute, const Timeline& timeline) {
    StepReplay replay(timeline, compute);
    std::vector<double> milliseconds;
    for (long step = timeline.trained(), last = step - 300; step > last; --step) {
        const Clock::time_point start = Clock::now();
        replay.record(step);
        milliseconds.push_back(1000 * seconds_since(start));
    }
    std::printf("300 steps back, one by one      median %.1f ms, 95%% %.1f ms, longest %.1f ms\n",
                quantile(milliseconds, 0.5), quantile(milliseconds, 0.95), quantile(milliseconds, 1));
}

void measure_visit(const Timeline& timeline) {
    const Clock::time_point start = Clock::now();
    double largest = 0;
    timeline.visit_steps(1, timeline.trained(), [&](long, const StepRecord& record) {
        for (const Summary& summary : record.summaries) largest = std::max(largest, summary.norm);
        return true;
    });
    std::printf("all step records visited        %.1f ms (largest norm %.3g)\n", 1000 * seconds_since(start), largest);
}

}  // namespace

int main(int count, char** arguments) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const int threads = count > 1 ? std::atoi(arguments[1]) : 2, rounds = count > 2 ? std::atoi(arguments[2]) : 5;
    Pool pool(threads);
    Compute compute{*available_kernels().front(), pool};
    const TrainingPlan plan = adam_on_128_units();
    std::printf("%s, %d threads, %s\n", plan.data->train.source.c_str(), threads, compute.kernels.name);

    auto timeline_of_all = std::make_unique<Timeline>(plan);
    Timeline& timeline = *timeline_of_all;
    const Clock::time_point start = Clock::now();
    timeline.summarise(Summarised::by_norm);
    timeline.advance(compute, plan.steps());
    std::printf("ten epochs, each measured       %.2f s, test accuracy %.4f\n", seconds_since(start),
                timeline.epochs().back().test);
    measure_positions(compute, timeline);
    measure_back(compute, timeline);
    measure_visit(timeline);
    std::printf("checkpoints                     %.0f MB\npeak memory of the process      %ld MB\n",
                static_cast<double>(timeline.checkpoint_memory()) / 1e6, peak_memory_in_megabytes());
    timeline_of_all.reset();
    compare_remembering(compute, plan, rounds);
}
