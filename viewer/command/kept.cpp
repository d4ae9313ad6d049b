#include "viewer/command/kept.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <utility>

#include "engine/math/error.h"
#include "viewer/command/whole_file.h"
#include "viewer/model/number.h"

namespace backstep {
namespace {

namespace fs = std::filesystem;

constexpr double smallest_letters = 0.5, largest_letters = 4;

std::string trimmed(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

// Hands each line that says something to `read`, cut at the first `between`; what is refused is named with its place.
void read_lines(const std::string& text, const std::string& file, char between,
                const std::function<std::string(const std::string&, const std::string&)>& read) {
    std::istringstream in(text);
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        line = trimmed(line);
        if (line.empty() || line[0] == '#') continue;
        const std::size_t at = line.find(between);
        const std::string finding = at == std::string::npos
                                        ? fmt::format("'{}' has no {}", line, between)
                                        : read(trimmed(line.substr(0, at)), trimmed(line.substr(at + 1)));
        if (!finding.empty())
            throw InputError(fmt::format("{}, line {}", file, number), finding,
                             "correct the line or remove the file; nothing is kept there until then");
    }
}

template <class Number>
bool read_number(const std::string& text, Number low, Number high, Number& number) {
    Number read{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
    if (error != std::errc() || end != text.data() + text.size() || !(read >= low && read <= high)) return false;
    number = read;
    return true;
}

std::string read_setting(Settings& settings, const std::string& name, const std::string& value) {
    if (name == "theme") {
        if (value != "dark" && value != "light") return "the theme '" + value + "' is neither dark nor light";
        settings.dark = value == "dark";
    } else if (name == "letters") {
        if (!read_number(value, smallest_letters, largest_letters, settings.letters))
            return fmt::format("letters are {} to {} times as large, not '{}'", smallest_letters, largest_letters,
                               value);
    } else if (name == "digits") {
        if (!read_number(value, fewest_digits, most_digits, settings.digits))
            return fmt::format("digits go from {} to {}, not '{}'", fewest_digits, most_digits, value);
    } else if (name == "tour") {
        if (value != "new" && value != "seen") return "the tour '" + value + "' is neither new nor seen";
        settings.tour_seen = value == "seen";
    } else {
        return "'" + name + "' is no setting";
    }
    return "";
}

std::string read_place(Places& places, const std::string& what, const std::string& value) {
    const std::size_t space = what.find(' ');
    const std::string kind = what.substr(0, space);
    const std::string lesson = space == std::string::npos ? "" : trimmed(what.substr(space));
    if (lesson.empty() || value.empty() || (kind != "last" && kind != "bookmark"))
        return "'" + what + ": " + value + "' is neither a bookmark nor a last place";
    if (kind == "last")
        places.last[lesson] = value;
    else
        places.bookmarks.push_back(place_from_text(lesson, value));
    return "";
}

// As the specification has it, a variable that is empty or no absolute path counts as not set.
std::string folder(const char* variable, const char* in_home) {
    if (const char* value = std::getenv(variable); value && value[0] == '/') return value;
    const char* home = std::getenv("HOME");
    return home && home[0] == '/' ? std::string(home) + "/" + in_home : "";
}

}  // namespace

std::string settings_text(const Settings& settings) {
    return fmt::format(
        "# How Backstep looks. The window writes this file when something of it is changed there.\n"
        "theme = {}\nletters = {}\ndigits = {}\ntour = {}\n",
        settings.dark ? "dark" : "light", settings.letters, settings.digits, settings.tour_seen ? "seen" : "new");
}

void read_settings(const std::string& text, const std::string& file, Settings& settings) {
    Settings read = settings;
    read_lines(text, file, '=', [&](const auto& name, const auto& value) { return read_setting(read, name, value); });
    settings = read;
}

std::string places_text(const Places& places) {
    std::string text = "# Where each lesson was left, and the bookmarks. Backstep's window writes this file.\n";
    for (const auto& [lesson, place] : places.last) text += fmt::format("last {}: {}\n", lesson, place);
    for (const Place& place : places.bookmarks)
        text += fmt::format("bookmark {}: {}\n", place.lesson, place_text(place));
    return text;
}

void read_places(const std::string& text, const std::string& file, Places& places) {
    Places read = places;
    read_lines(text, file, ':', [&](const auto& what, const auto& value) { return read_place(read, what, value); });
    places = std::move(read);
}

KeptFiles kept_files() {
    const std::string config = folder("XDG_CONFIG_HOME", ".config");
    const std::string state = folder("XDG_STATE_HOME", ".local/state");
    return {config.empty() ? "" : config + "/backstep/settings", state.empty() ? "" : state + "/backstep/places"};
}

Keeper::Keeper(KeptFiles files) : settings_{std::move(files.settings), {}}, places_{std::move(files.places), {}} {}

// Until something is changed there is nothing to be written: what would be written now counts as being there.
void Keeper::load(Settings& settings, Places& places) {
    load(settings_, [&](const std::string& text) { read_settings(text, settings_.name, settings); });
    load(places_, [&](const std::string& text) { read_places(text, places_.name, places); });
    settings_.content = settings_text(settings);
    places_.content = places_text(places);
}

void Keeper::load(File& file, const std::function<void(const std::string&)>& read) {
    std::error_code ignored;
    if (file.name.empty() || !fs::exists(file.name, ignored)) return;
    std::ifstream in(file.name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    try {
        if (!in) throw InputError(file.name, "it cannot be read", "nothing is kept there until it can");
        read(text.str());
    } catch (const InputError& error) {
        file.writable = false;
        trouble_ += (trouble_.empty() ? "" : "; ") + std::string(error.what());
    }
}

void Keeper::save(const Settings& settings, const Places& places) {
    save(settings_, settings_text(settings));
    save(places_, places_text(places));
}

void Keeper::save(File& file, const std::string& text) {
    if (text == file.content || !file.writable || file.name.empty()) return;
    file.content = text;
    try {
        std::error_code error;
        const fs::path parent = fs::path(file.name).parent_path();
        const bool is_new = fs::create_directories(parent, error);
        if (is_new) fs::permissions(parent, fs::perms::owner_all, error);
        write_whole(file.name, text);
    } catch (const std::exception& error) {
        file.writable = false;
        trouble_ += (trouble_.empty() ? "" : "; ") + std::string(error.what());
    }
}

std::string Keeper::take_trouble() { return std::exchange(trouble_, {}); }

}  // namespace backstep
