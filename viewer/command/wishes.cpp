#include "viewer/command/wishes.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "engine/math/error.h"
#include "viewer/command/export.h"
#include "viewer/command/whole_file.h"
#include "viewer/model/csv.h"
#include "viewer/platform/png.h"

namespace backstep {
namespace {

namespace fs = std::filesystem;

// The current one, where that can be written to, else the one for pictures.
fs::path folder_for_pictures() {
    if (::access(".", W_OK) == 0) return "";
    const char* home = std::getenv("HOME");
    const fs::path pictures = home ? fs::path(home) / "Pictures" : fs::path();
    std::error_code ignored;
    return home && fs::is_directory(pictures, ignored) ? pictures : fs::path();
}

// "lesson_5_dW_2.csv"; if there is such a file, "lesson_5_dW_2_2.csv".
std::string new_file(const std::string& stem, const char* extension) {
    std::string name = stem + extension;
    for (int copy = 2; fs::exists(name); ++copy) name = fmt::format("{}_{}{}", stem, copy, extension);
    return name;
}

std::string stem_of(const Session& session) {
    if (!session.lesson) return "backstep";
    std::string stem = fmt::format("lesson_{}", session.lesson->number);
    if (!session.timelines.empty()) stem += fmt::format("_step_{}", session.timelines.step);
    return stem;
}

std::string grant(const Session& session, const Wish& wish) {
    if (!session.trace) throw InputError("Save", "no lesson is open", "open one, and save what it has recorded");
    const std::string stem = stem_of(session);
    if (wish.what == Wish::What::npz) {
        const std::string file = new_file(stem, ".npz");
        export_npz(*session.trace, file);
        return file;
    }
    const Event& event = session.trace->events.at(static_cast<std::size_t>(wish.event));
    const std::string version = event.version > 0 ? fmt::format("_version_{}", event.version) : "";
    const std::string file = new_file(stem + "_" + file_name(event.name.text()) + version, ".csv");
    write_whole(file, csv_text(session.trace->value(event)));
    return file;
}

Notice saved(const std::string& file) { return done("Saved as " + fs::absolute(file).string()); }

}  // namespace

std::string new_place_for_pictures(const Session& session, const std::string& of, const char* extension) {
    return new_file((folder_for_pictures() / (stem_of(session) + "_" + of)).string(), extension);
}

namespace {

void save_picture(const Session& session, PanelState& state, const Wish& wish, const Image& picture) {
    try {
        const std::string file = new_place_for_pictures(session, file_name(wish.of), ".png");
        write_png(file, cut_out(picture, wish.place, wish.window));
        state.notice = saved(file);
    } catch (const std::exception& error) {
        state.notice = mistake(error.what());
    }
}

}  // namespace

// On a dense screen a picture has more pixels than the window has units.
Image cut_out(const Image& picture, const Rect& rect, ImVec2 window) {
    const auto place = [](float at, float whole, int pixels) {
        return std::clamp(static_cast<int>(std::lround(at / whole * static_cast<float>(pixels))), 0, pixels);
    };
    const int left = place(rect.min.x, window.x, picture.width), right = place(rect.max.x, window.x, picture.width);
    const int top = place(rect.min.y, window.y, picture.height), bottom = place(rect.max.y, window.y, picture.height);
    Image cut(std::max(1, right - left), std::max(1, bottom - top));
    for (int y = 0; y < bottom - top; ++y)
        for (int x = 0; x < right - left; ++x) cut.at(x, y) = picture.at(left + x, top + y);
    return cut;
}

void grant_wishes(const Session& session, PanelState& state, FrameRequest& next) {
    for (const Wish& wish : std::exchange(state.wishes, {})) try {
            if (wish.what != Wish::What::picture)
                state.notice = saved(grant(session, wish));
            else
                next.picture = [&session, &state, wish](const Image& picture) {
                    save_picture(session, state, wish, picture);
                };
        } catch (const std::exception& error) {
            state.notice = mistake(error.what());
        }
}

}  // namespace backstep
