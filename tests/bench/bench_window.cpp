// What the window costs on this display: the time to its first frame, and of each frame while lesson 5 plays.
// usage: bench_window      (without a screen: xvfb-run -a -s '-screen 0 1600x1000x24' bench_window)

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "engine/data/digits.h"
#include "viewer/panels/workbench.h"
#include "viewer/platform/window.h"

using namespace backstep;
using Clock = std::chrono::steady_clock;

namespace {

double percentile(std::vector<double> seconds, double part) {
    std::sort(seconds.begin(), seconds.end());
    return 1000 * seconds[static_cast<std::size_t>(part * static_cast<double>(seconds.size() - 1))];
}

}  // namespace

int main() {
    const Clock::time_point start = Clock::now();
    Pool pool(1);
    Compute compute{*available_kernels().front(), pool};
    Session session;
    session.compute = &compute;
    session.lessons = catalogue();
    session.digits = std::make_shared<const Dataset>(built_in_digits(1000, 1));
    apply(session, OpenLesson{"5"});
    PanelState state;
    std::vector<double> frames;
    WindowOptions options;
    options.frames = 1200;
    options.frame_seconds = &frames;
    double first = 0;
    run_window(options, [&](Ui& ui, FrameRequest&) {
        if (frames.size() == 1 && first == 0) first = std::chrono::duration<double>(Clock::now() - start).count();
        // Every frame shows another event, which is more than a reader ever asks for.
        apply(session, GoToPosition{static_cast<int>(frames.size()) % (session.count() + 1)});
        if (session.position > 0) apply(session, SelectCell{{session.position - 1, 0, 0}});
        run_frame(ui, session, state, 0);
    });
    fmt::print("from main() to the end of the first frame: {:.0f} ms\n", 1000 * first);
    fmt::print("{} frames, another event in each: median {:.1f} ms, 99% under {:.1f} ms\n", frames.size(),
               percentile(frames, 0.5), percentile(frames, 0.99));
}
