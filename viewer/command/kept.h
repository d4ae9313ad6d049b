#pragma once
// What the window keeps between two runs, as readable text in the folders of the XDG Base Directory Specification
// (specifications.freedesktop.org/basedir-spec): settings, and where each lesson was left, with the bookmarks.

#include <functional>
#include <optional>
#include <string>

#include "viewer/model/places.h"

namespace backstep {

struct Settings {
    bool dark = true;
    double letters = 1;  // times the scale that the screen asks for
    int digits = 4;
    bool tour_seen = false;
    friend bool operator==(const Settings&, const Settings&) = default;
};

// The theme that the command line asks for holds for one run; one that is chosen in the window is kept.
class KeptTheme {
public:
    KeptTheme(bool kept_dark, std::optional<bool> asked_for) : kept_(kept_dark), seen_(asked_for.value_or(kept_dark)) {}
    bool begins_dark() const { return seen_; }
    // What is to be kept, when the window is dark or not.
    bool kept(bool dark) {
        if (dark != seen_) kept_ = seen_ = dark;
        return kept_;
    }

private:
    bool kept_, seen_;  // seen: in the window the last time
};

// A line for each: "theme = dark". Lines with # in front, and empty ones, say nothing. Both throw InputError, which
// names the file and the line, for what cannot be read, and change nothing then.
std::string settings_text(const Settings& settings);
void read_settings(const std::string& text, const std::string& file, Settings& settings);
// "bookmark 05_backpropagation: dW[2]", "last 10_ten_epochs…: step 2731 dW[1]".
std::string places_text(const Places& places);
void read_places(const std::string& text, const std::string& file, Places& places);

struct KeptFiles {
    std::string settings, places;  // empty: there is no folder for it
};
// $XDG_CONFIG_HOME/backstep/settings and $XDG_STATE_HOME/backstep/places, else in ~/.config and ~/.local/state.
KeptFiles kept_files();

// Reads both files once, and writes what has changed. A file that could not be read is left as it is.
class Keeper {
public:
    explicit Keeper(KeptFiles files);
    void load(Settings& settings, Places& places);
    void save(const Settings& settings, const Places& places);
    // What went wrong since the last call; each thing is said once.
    std::string take_trouble();

private:
    struct File {
        std::string name, content;
        bool writable = true;
    };
    void load(File& file, const std::function<void(const std::string&)>& read);
    void save(File& file, const std::string& text);

    File settings_, places_;
    std::string trouble_;
};

}  // namespace backstep
