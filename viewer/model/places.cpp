#include "viewer/model/places.h"

#include <charconv>

namespace backstep {
namespace {

constexpr const char *start = "start", *step_word = "step ";

}  // namespace

bool same_bookmark(const Place& one, const Place& other) {
    return one.lesson == other.lesson && one.step == other.step && one.value == other.value;
}

bool same_place(const Place& one, const Place& other) {
    return same_bookmark(one, other) && one.timeline == other.timeline;
}

std::string place_text(const Place& place) {
    const std::string value = place.value.empty() ? start : place.value;
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
    if (place.value == start) place.value.clear();
    return place;
}

}  // namespace backstep
