#include "viewer/command/wishes.h"

#include <fmt/format.h>

#include <filesystem>

#include "viewer/command/export.h"
#include "viewer/command/whole_file.h"
#include "viewer/model/csv.h"

namespace backstep {
namespace {

namespace fs = std::filesystem;

// "lesson_5_dW_2.csv"; if there is such a file, "lesson_5_dW_2_2.csv".
std::string new_file(const std::string& stem, const char* extension) {
    std::string name = stem + extension;
    for (int copy = 2; fs::exists(name); ++copy) name = fmt::format("{}_{}{}", stem, copy, extension);
    return name;
}

std::string stem_of(const Session& session) {
    std::string stem = fmt::format("lesson_{}", session.lesson->number);
    if (!session.timelines.empty()) stem += fmt::format("_step_{}", session.timelines.step);
    return stem;
}

std::string grant(const Session& session, const Wish& wish) {
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

}  // namespace

void grant_wishes(const Session& session, PanelState& state) {
    std::vector<Wish> wishes;
    wishes.swap(state.wishes);
    for (const Wish& wish : wishes) try {
            if (session.trace) state.notice = done("Saved as " + fs::absolute(grant(session, wish)).string());
        } catch (const std::exception& error) {
            state.notice = mistake(error.what());
        }
}

}  // namespace backstep
