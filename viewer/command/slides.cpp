#include "viewer/command/slides.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "engine/math/error.h"
#include "viewer/command/wishes.h"
#include "viewer/model/csv.h"
#include "viewer/model/value_name.h"

namespace backstep {
namespace {

namespace fs = std::filesystem;

bool same_word(std::string_view one, std::string_view other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

// What the panel of that name shows.
Image picture_of(const Image& window, const PanelState& state, const std::string& name, ImVec2 size) {
    std::string all;
    for (const PanelPlace& panel : state.places) {
        if (same_word(panel.name, name)) return cut_out(window, panel.place, size);
        all += (all.empty() ? "" : ", ") + std::string(panel.name);
    }
    throw InputError("--panel", "'" + name + "' is not shown", "the panels are " + all);
}

}  // namespace

void make_folder(const std::string& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || !fs::is_directory(folder))
        throw InputError(folder, "it is no folder and cannot be made one", "name a folder that you may write to");
}

std::string slide_file(const std::string& folder, const Trace& trace, int event, int number, int count) {
    const auto width = std::max<std::size_t>(2, std::to_string(count).size());
    return fmt::format("{}/{:0{}}_{}.png", folder, number, width,
                       file_name(trace.events[static_cast<std::size_t>(event)].name.text()));
}

void save_settled(HeadlessUi& ui, const WindowRequest& request, const HeadlessOptions& options, const PanelState& state,
                  const std::string& file) {
    ui.settle();
    if (request.panel.empty()) return ui.screenshot(file);
    const ImVec2 size{static_cast<float>(options.width), static_cast<float>(options.height)};
    write_png(file, picture_of(ui.image(), state, request.panel, size));
}

void make_slides(const std::string& folder, const WindowRequest& request, const HeadlessOptions& options,
                 Session& session, const PanelState& state, const FrameFunction& frame) {
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
    for (int event = first; event <= last; ++event) {
        apply(session, GoToPosition{event + 1});
        save_settled(ui, request, options, state,
                     slide_file(folder, trace, event, event - first + 1, last - first + 1));
    }
}

}  // namespace backstep
