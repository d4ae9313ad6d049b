// What the window costs on this display: the time to its first frame, each frame while lessons 5 and 12 play, with and
// without a training that runs at the same time, how long a key press takes to the screen, and how long a race takes
// with and without its panel in sight.
// usage: bench_window      (without a screen: xvfb-run -a -s '-screen 0 1600x1000x24' bench_window)
// Lesson 12 trains its ten epochs on the MNIST of $BACKSTEP_DATA, else on the built-in digits, again and again.

#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <thread>

#include "engine/data/digits.h"
#include "engine/data/load.h"
#include "tests/bench/typist.h"
#include "viewer/panels/workbench.h"
#include "viewer/platform/window.h"

// As GLFW's header for X11 declares it; that header wants more of X11 than is used here.
extern "C" unsigned long glfwGetX11Window(GLFWwindow* window);

using namespace backstep;
using Clock = std::chrono::steady_clock;

namespace {

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double percentile(std::vector<double> seconds, double part) {
    if (seconds.empty()) return 0;
    std::sort(seconds.begin(), seconds.end());
    return 1000 * seconds[static_cast<std::size_t>(part * static_cast<double>(seconds.size() - 1))];
}

enum class Moves { as_played, every_frame, by_keys, race, watched_race };

struct Phase {
    const char* name;
    int lesson, frames;  // of a race: as many as it takes
    Moves moves;
    bool trains;
    bool races() const { return moves == Moves::race || moves == Moves::watched_race; }
};

constexpr Phase phases[] = {
    {"lesson 5, another event in each frame", 5, 600, Moves::every_frame, false},
    {"lesson 12 plays, training", 12, 1800, Moves::as_played, true},
    {"lesson 12 plays, not training", 12, 1200, Moves::as_played, false},
    {"lesson 12, another event in each frame, training", 12, 1200, Moves::every_frame, true},
    {"lesson 12, another event in each frame, not training", 12, 1200, Moves::every_frame, false},
    {"lesson 12, keys, training", 12, 1200, Moves::by_keys, true},
    {"lesson 12, keys, not training", 12, 600, Moves::by_keys, false},
    {"lesson 12, a race that nobody watches", 12, 0, Moves::race, false},
    {"lesson 12, a race and its panel", 12, 0, Moves::watched_race, false},
    {"lesson 12, a race that nobody watches, again", 12, 0, Moves::race, false},
    {"lesson 12, a race and its panel, again", 12, 0, Moves::watched_race, false},
};

class Bench {
public:
    Bench();
    void run();

private:
    void frame(Ui& ui, FrameRequest& request);
    void begin();
    bool is_over() const;
    void train_anew();
    void move();
    void look_at_key();
    void report();
    const Phase& phase() const { return phases[phase_]; }
    // On the screen; the map draws nothing else.
    int position_seen() const { return state_.map.made_for.position; }

    Clock::time_point start_ = Clock::now();
    std::string data_ = "the built-in digits";
    Pool pool_{static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 64U))};
    Compute compute_{*available_kernels().front(), pool_};
    WindowWaker waker_;
    std::shared_ptr<Gate> gate_ = std::make_shared<Gate>();
    Session session_;
    PanelState state_;

    std::size_t phase_ = 0;
    int drawn_ = 0, trainings_ = 0;  // in this phase
    std::vector<FrameTime> all_;     // of every frame, as the window writes them
    std::vector<double> frames_;     // of this phase, without those that begin a training
    bool counts_ = false;            // the last frame is one of them
    double first_ = -1;              // seconds from the start to its end
    Clock::time_point race_began_;

    // A key on its way: the position that it asks for, when it was pressed, when the screen had passed it on, and how
    // many frames have begun since then.
    Typist typist_;
    unsigned long window_ = 0;
    std::future<void> press_;
    Clock::time_point pressed_, arrived_;
    int wanted_ = -1, frames_since_ = 0;
    std::vector<double> key_seconds_;
    int in_next_frame_ = 0;
};

Bench::Bench() {
    session_.compute = &compute_;
    session_.lessons = catalogue();
    session_.digits = std::make_shared<const Dataset>(built_in_digits(1000, 1));
    session_.changed = [waker = waker_] { waker.wake(); };
    session_.gate = gate_;
    apply(session_, OpenLesson{"5"});
}

// The frame in which it is done is not counted: it is what a reader does once.
void Bench::train_anew() {
    apply(session_, ResetKnobs{});
    apply(session_, Train{});
    counts_ = false;
    ++trainings_;
}

void Bench::begin() {
    drawn_ = trainings_ = 0;
    frames_.clear();
    counts_ = false;
    if (phase().lesson == 5) return;
    if (session_.lesson->number != phase().lesson) {
        session_.place = mnist_folder(std::nullopt, std::getenv("BACKSTEP_DATA"));
        session_.digits = std::make_shared<const Dataset>(lesson_digits(session_.place));
        apply(session_, OpenLesson{std::to_string(phase().lesson)});
    }
    apply(session_, Pause{});
    if (phase().races()) {
        apply(session_, ResetKnobs{});
        state_.stage_tab = phase().moves == Moves::watched_race ? "Race" : "Step";
        race_began_ = Clock::now();
        apply(session_, Race{usual_entries(session_)});
        return;
    }
    if (phase().trains) train_anew();
    apply(session_, Play{phase().moves == Moves::as_played});
}

void Bench::move() {
    if (phase().lesson == 5) {
        apply(session_, GoToPosition{drawn_ % (session_.count() + 1)});
        if (session_.position > 0) apply(session_, SelectCell{{session_.position - 1, 0, 0}});
    } else if (phase().moves == Moves::every_frame) {
        apply(session_, Step{1});
    } else if (phase().moves == Moves::by_keys) {
        look_at_key();
    }
}

bool Bench::is_over() const { return phase().races() ? !session_.timelines.racing : drawn_ == phase().frames; }

// Called when a frame begins: what the last one has shown is known. A key comes at any time of a frame.
void Bench::look_at_key() {
    using namespace std::chrono_literals;
    if (press_.valid()) {
        if (press_.wait_for(0s) != std::future_status::ready) return;
        press_.get();
        frames_since_ = 0;
    }
    if (wanted_ >= 0) {
        const FrameTime& last = all_.back();
        if (last.start > arrived_) ++frames_since_;
        if (position_seen() != wanted_) return;
        const std::chrono::duration<double> passed = last.start - pressed_;
        key_seconds_.push_back(passed.count() + last.seconds);
        in_next_frame_ += frames_since_ <= 1;
        wanted_ = -1;
    } else if (typist_.ready() && drawn_ % 5 == 0) {
        if (session_.position == session_.count()) apply(session_, GoToPosition{0});
        wanted_ = session_.position + 1;
        press_ = std::async(std::launch::async, [this, wait = 1700us * (drawn_ % 19)] {
            std::this_thread::sleep_for(wait);
            pressed_ = Clock::now();
            typist_.tap(window_, "Right");
            arrived_ = Clock::now();
        });
    }
}

void Bench::report() {
    fmt::print("{:<52} {:>5} frames: median {:5.1f} ms, 99% under {:5.1f} ms, longest {:5.1f} ms", phase().name,
               frames_.size(), percentile(frames_, 0.5), percentile(frames_, 0.99), percentile(frames_, 1));
    if (trainings_ > 0) fmt::print("; {} trainings begun", trainings_);
    if (phase().races()) fmt::print("; the race took {:.2f} s", seconds_since(race_began_));
    if (!key_seconds_.empty())
        fmt::print(
            "\n{:<52} {:>5} keys: on the screen after {:.1f} ms (median), 99% under {:.1f} ms, {} in the next frame",
            "", key_seconds_.size(), percentile(key_seconds_, 0.5), percentile(key_seconds_, 0.99), in_next_frame_);
    fmt::print("\n");
    std::fflush(stdout);
    key_seconds_.clear();
    in_next_frame_ = 0;
}

void Bench::frame(Ui& ui, FrameRequest& request) {
    if (all_.size() == 1 && first_ < 0) first_ = seconds_since(start_);
    if (counts_) frames_.push_back(all_.back().seconds);
    window_ = glfwGetX11Window(glfwGetCurrentContext());
    if (is_over()) {
        report();
        if (++phase_ == std::size(phases)) {
            request.close = true;
            return;
        }
        begin();
    } else {
        counts_ = drawn_ > 2;
        if (phase().trains && !session_.timelines.training) train_anew();
    }
    move();
    run_frame(ui, session_, state_, 1.0 / 60);
    // A race is drawn when there is news of it, all else as often as can be.
    if (!phase().races()) ui.animating = true;
    ++drawn_;
}

void Bench::run() {
    WindowOptions options;
    options.frame_times = &all_;
    options.gate = gate_;
    run_window(
        options, [&](Ui& ui, FrameRequest& request) { frame(ui, request); }, waker_);
    fmt::print("from main() to the end of the first frame: {:.0f} ms\n", 1000 * first_);
}

}  // namespace

int main() { Bench().run(); }
