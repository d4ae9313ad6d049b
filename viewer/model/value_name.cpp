#include "viewer/model/value_name.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/math/error.h"

namespace backstep {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 18> spellings{{
    {"\xcc\x82", "hat"},  // the combining circumflex of m̂ and v̂
    {"ŷ", "yhat"},
    {"α", "alpha"},
    {"β", "beta"},
    {"γ", "gamma"},
    {"δ", "delta"},
    {"Δ", "delta"},
    {"ε", "epsilon"},
    {"η", "eta"},
    {"λ", "lambda"},
    {"μ", "mu"},
    {"σ", "sigma"},
    {"′", "'"},
    {"∂", "d"},
    {"−", "-"},
    {"≈", "~"},
    {"↑", "_up"},
    {"↓", "_down"},
}};

// Names a reader may have meant: the same letters in another case, or else the first of all there are.
std::string suggestion(const Trace& trace, const std::string& text) {
    const auto lower = [](std::string name) {
        for (char& c : name)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        name.erase(std::remove_if(name.begin(), name.end(), [](char c) { return c == '[' || c == ']'; }), name.end());
        return name;
    };
    constexpr int most = 20;
    std::string names;
    int count = 0;
    for (const Event& event : trace.events) {
        if (event.version > 0) continue;
        const std::string name = event.name.text();
        if (lower(ascii_name(name)) == lower(text)) return "did you mean " + name + "?";
        if (++count <= most) names += (names.empty() ? "" : ", ") + name;
    }
    return "the values are " + names + (count > most ? " … and " + std::to_string(count - most) + " more" : "");
}

}  // namespace

std::string ascii_name(std::string_view name) {
    std::string ascii;
    while (!name.empty()) {
        std::size_t length = 1;
        std::string_view spelled = name.substr(0, 1);
        for (const auto& [letter, spelling] : spellings)
            if (name.substr(0, letter.size()) == letter) {
                length = letter.size();
                spelled = spelling;
            }
        ascii += spelled;
        name.remove_prefix(length);
    }
    return ascii;
}

int event_named(const Trace& trace, std::string_view text, int before, const std::string& place) {
    if (const std::optional<int> event = find_event(trace, text, before)) return *event;
    const std::size_t at = std::min(text.find('@'), text.size());
    const std::string typed = ascii_name(text.substr(0, at)), version(text.substr(at));
    for (const Event& event : trace.events) {
        const std::string name = event.name.text();
        if (ascii_name(name) != typed) continue;
        if (const std::optional<int> found = find_event(trace, name + version, before)) return *found;
        int last = 0;
        for (const Event& other : trace.events)
            if (other.name == event.name) last = std::max(last, other.version);
        throw InputError(place, name + " has no version '" + version + "'",
                         last == 0 ? "it is recorded once" : "its versions are @0 to @" + std::to_string(last));
    }
    const bool is_number = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    if (is_number)
        throw InputError(place, "there is no event " + std::string(text),
                         "they go from 0 to " + std::to_string(static_cast<int>(trace.events.size()) - 1));
    throw InputError(place, "'" + std::string(text) + "' is no value here", suggestion(trace, typed));
}

}  // namespace backstep
