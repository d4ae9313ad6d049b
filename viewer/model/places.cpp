#include "viewer/model/places.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>
#include <string_view>

namespace backstep {
namespace {

constexpr const char *start = "start", *step_word = "step ", *image_words = " in image ", *timeline_word = "timeline ",
                     *knobs_word = "knobs ", *usual = "usual";

std::string image_text(const Place& place) {
    constexpr char digits[] = "0123456789abcdef";
    std::string pixels, title = place.image->title;
    for (const std::uint8_t pixel : place.image->pixels) (pixels += digits[pixel / 16]) += digits[pixel % 16];
    std::ranges::replace(title, '\n', ' ');  // it is to stay on its line
    return fmt::format("{}{} {} {} {}", image_words, place.image->label, place.after ? "after" : "before", pixels,
                       title);
}

// Two hexadecimal digits a pixel; empty if that is not what it is.
std::vector<std::uint8_t> pixels_from_text(std::string_view text) {
    std::vector<std::uint8_t> pixels(text.size() / 2);
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const char* const digits = text.data() + 2 * i;
        if (std::from_chars(digits, digits + 2, pixels[i], 16).ptr != digits + 2) return {};
    }
    return text.size() % 2 == 0 ? pixels : std::vector<std::uint8_t>();
}

void read_image(Place& place, const std::string& text) {
    std::istringstream words(text);
    StepImage image;
    std::string when, pixels;
    if (!(words >> image.label >> when >> pixels) || (when != "before" && when != "after")) return;
    image.pixels = pixels_from_text(pixels);
    if (image.pixels.empty()) return;
    std::getline(words >> std::ws, image.title);
    place.after = when == "after";
    place.image = std::make_shared<const StepImage>(std::move(image));
}

// Takes "timeline 2 " or "step 17 " from the beginning of the text; gives 0, and takes nothing, if it is not there.
long take_number(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return 0;
    long number = 0;
    const auto [end, error] = std::from_chars(text.data() + word.size(), text.data() + text.size(), number);
    if (error != std::errc() || number <= 0 || end == text.data() + text.size() || *end != ' ') return 0;
    text.remove_prefix(static_cast<std::size_t>(end + 1 - text.data()));
    return number;
}

// Takes "9ae0…46c1 ", 16 hexadecimal digits; gives 0, and takes nothing, if they are not there.
std::uint64_t take_fingerprint(std::string_view& text) {
    constexpr std::size_t digits = 16;
    std::uint64_t number = 0;
    if (text.size() <= digits || text[digits] != ' ') return 0;
    if (std::from_chars(text.data(), text.data() + digits, number, 16).ptr != text.data() + digits) return 0;
    text.remove_prefix(digits + 1);
    return number;
}

std::string knobs_text(const Place& place) {
    if (!place.knobs) return "";
    return fmt::format("{}{} ", knobs_word,
                       place.knobs->empty() ? usual : fmt::format("{}", fmt::join(*place.knobs, ",")));
}

std::optional<std::vector<std::string>> take_knobs(std::string_view& text) {
    if (!text.starts_with(knobs_word)) return std::nullopt;
    text.remove_prefix(std::string_view(knobs_word).size());
    const std::string word(text.substr(0, text.find(' ')));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    std::vector<std::string> knobs;
    std::istringstream list(word == usual ? "" : word);
    for (std::string knob; std::getline(list, knob, ',');) knobs.push_back(knob);
    return knobs;
}

}  // namespace

bool same_image(const Place& one, const Place& other) {
    if (!one.image || !other.image) return one.image == other.image;
    return one.after == other.after && (one.image == other.image || *one.image == *other.image);
}

bool same_place(const Place& one, const Place& other) {
    return one.lesson == other.lesson && one.timeline == other.timeline && one.step == other.step &&
           one.value == other.value && same_image(one, other);
}

Place without_knobs(Place place) {
    place.knobs.reset();
    return place;
}

std::string place_text(const Place& place) {
    const std::string value = (place.value.empty() ? start : place.value) + (place.image ? image_text(place) : "");
    if (place.step <= 0) return knobs_text(place) + value;
    const std::string timeline =
        place.timeline > 0 ? fmt::format("{}{} {:016x} ", timeline_word, place.timeline + 1, place.fork) : "";
    return knobs_text(place) + timeline + step_word + std::to_string(place.step) + " " + value;
}

Place place_from_text(const std::string& lesson, const std::string& text) {
    Place place;
    place.lesson = lesson;
    std::string_view rest = text;
    place.knobs = take_knobs(rest);
    const long timeline = take_number(rest, timeline_word);
    if (timeline > 0) place.fork = take_fingerprint(rest);
    place.step = take_number(rest, step_word);
    if (timeline > 0 && place.step > 0) place.timeline = static_cast<int>(std::min(timeline, 1000000L)) - 1;
    place.value = rest;
    if (const std::size_t image = place.value.find(image_words); image != std::string::npos) {
        if (place.step > 0) read_image(place, place.value.substr(image + std::string_view(image_words).size()));
        place.value.resize(image);
    }
    if (place.value == start) place.value.clear();
    return place;
}

}  // namespace backstep
