#include "viewer/model/places.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>
#include <string_view>

namespace backstep {
namespace {

constexpr const char *start = "start", *step_word = "step ", *image_words = " in image ";

bool same_image(const Place& one, const Place& other) {
    if (!one.image || !other.image) return one.image == other.image;
    return one.after == other.after && (one.image == other.image || *one.image == *other.image);
}

std::string image_text(const Place& place) {
    std::string pixels, title = place.image->title;
    for (const std::uint8_t pixel : place.image->pixels) pixels += fmt::format("{:02x}", pixel);
    std::ranges::replace(title, '\n', ' ');  // it is to stay on its line
    return fmt::format("{}{} {} {} {}", image_words, place.image->label, place.after ? "after" : "before", pixels,
                       title);
}

// Two digits of 0-9a-f a pixel; empty if that is not what it is.
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

}  // namespace

bool same_bookmark(const Place& one, const Place& other) {
    return one.lesson == other.lesson && one.step == other.step && one.value == other.value && same_image(one, other);
}

bool same_place(const Place& one, const Place& other) {
    return same_bookmark(one, other) && one.timeline == other.timeline;
}

std::string place_text(const Place& place) {
    const std::string value = (place.value.empty() ? start : place.value) + (place.image ? image_text(place) : "");
    return place.step > 0 ? step_word + std::to_string(place.step) + " " + value : value;
}

Place place_from_text(const std::string& lesson, const std::string& text) {
    Place place;
    place.lesson = lesson;
    place.value = text;
    if (text.rfind(step_word, 0) == 0) {
        const char* begin = text.data() + std::char_traits<char>::length(step_word);
        const auto [end, error] = std::from_chars(begin, text.data() + text.size(), place.step);
        if (error == std::errc() && place.step > 0 && *end == ' ')
            place.value = end + 1;
        else
            place.step = 0;
    }
    if (const std::size_t image = place.value.find(image_words); image != std::string::npos) {
        if (place.step > 0) read_image(place, place.value.substr(image + std::string_view(image_words).size()));
        place.value.resize(image);
    }
    if (place.value == start) place.value.clear();
    return place;
}

}  // namespace backstep
