#include "viewer/command/slides.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/math/error.h"
#include "viewer/model/csv.h"
#include "viewer/model/value_name.h"

namespace backstep {
namespace {

namespace fs = std::filesystem;

void make_folder(const std::string& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || !fs::is_directory(folder))
        throw InputError(folder, "it is no folder and cannot be made one", "name a folder that you may write to");
}

}  // namespace

void make_slides(const std::string& folder, const WindowRequest& request, const HeadlessOptions& options,
                 Session& session, const FrameFunction& frame) {
    if (!session.trace || session.count() == 0)
        throw InputError("--screenshots", "no lesson is open", "name one: backstep view 5 --screenshots DIR");
    const Trace& trace = *session.trace;
    const int first = request.from.empty() ? 0 : event_named(trace, request.from, 0, "--from");
    const int last = request.to.empty() ? session.count() - 1 : event_named(trace, request.to, session.count(), "--to");
    if (last < first)
        throw InputError("--to", fmt::format("{} comes before {}", request.to, request.from),
                         "turn them round, or name a version such as W[1]@1");
    make_folder(folder);
    HeadlessUi ui(options, frame);
    const auto width = std::max<std::size_t>(2, std::to_string(last - first + 1).size());
    for (int event = first; event <= last; ++event) {
        apply(session, GoToPosition{event + 1});
        ui.settle();
        const std::string name = file_name(trace.events[static_cast<std::size_t>(event)].name.text());
        ui.screenshot(fmt::format("{}/{:0{}}_{}.png", folder, event - first + 1, width, name));
    }
}

}  // namespace backstep
