// The size of letters and the digits of numbers, changed while it runs.

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/panels/lesson_window.h"

using namespace backstep;

namespace {

constexpr KeyPress larger{.character = U'+', .ctrl = true}, smaller{.character = U'-', .ctrl = true},
    as_before{.character = U'0', .ctrl = true};

struct LessonFive : Window {
    LessonFive() { open_lesson_five(); }
    float height_of(const std::string& words) const {
        for (const TextItem& text : ui.registry().texts)
            if (text.text == words) return text.whole.height();
        return 0;
    }
    bool shows(const std::string& words) const {
        const std::vector<TextItem>& texts = ui.registry().texts;
        return std::any_of(texts.begin(), texts.end(),
                           [&](const TextItem& text) { return text.text.find(words) != std::string::npos; });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(letters, LessonFive)

BOOST_AUTO_TEST_CASE(control_with_plus_minus_and_zero_change_all_letters_at_once) {
    const float usual = height_of("Backstep");
    ui.key(larger);
    ui.key(larger);
    ui.frames(3);
    BOOST_TEST(state.zoom == 1.25F);
    BOOST_TEST(height_of("Backstep") == 1.25F * usual, boost::test_tools::tolerance(0.05F));
    ui.key(as_before);
    ui.key(smaller);
    ui.frames(3);
    BOOST_TEST(height_of("Backstep") < usual);
    ui.key(as_before);
    ui.frames(3);
    BOOST_TEST(height_of("Backstep") == usual);
}

BOOST_AUTO_TEST_CASE(larger_letters_are_whole_and_apart) {
    go_to("dW[2]");
    for (int times = 0; times < 3; ++times) {
        ui.key(larger);
        ui.frames(3);
        for (const TextItem& text : ui.registry().clipped_texts()) BOOST_ERROR(text.panel << ": " << text.text);
        for (const auto& [one, other] : ui.registry().overlapping_texts())
            BOOST_ERROR("'" << one.text << "' over '" << other.text << "'");
    }
}

BOOST_AUTO_TEST_CASE(letters_grow_no_larger_than_the_window_has_room_for) {
    for (int times = 0; times < 12; ++times) ui.key(larger);
    ui.frames(3);
    BOOST_TEST(state.zoom == 1.25F);
    BOOST_TEST(state.notice.text == "The window has no room for larger letters");
    state.zoom = 3;  // as the settings of a larger screen may have it
    ui.frames(3);
    BOOST_TEST(state.zoomed == 1600.0F / 1160, boost::test_tools::tolerance(1e-5F));
}

BOOST_AUTO_TEST_CASE(plus_and_minus_choose_the_digits_of_explanations) {
    go_to("dW[2]");
    apply(session, SelectCell{{session.position - 1, 3, 7}});
    ui.frames(2);
    const double sum = state.explanation.view.sum;
    BOOST_TEST(shows("sum = " + short_number(sum, 4)));
    for (int times = 0; times < 20; ++times) ui.type("+");
    ui.frames(2);
    BOOST_TEST(state.digits == 17);
    BOOST_TEST(shows("sum = " + short_number(sum, 17)));
    for (int times = 0; times < 20; ++times) ui.type("-");
    ui.frames(2);
    BOOST_TEST(state.digits == 3);
    BOOST_TEST(shows("sum = " + short_number(sum, 3)));
}

BOOST_AUTO_TEST_CASE(explanations_with_all_digits_are_whole_and_apart) {
    state.digits = 17;
    for (const char* name : {"dW[2]", "A[2]", "Z[1]"}) {
        go_to(name);
        apply(session, SelectCell{{session.position - 1, 3, 7}});
        ui.frames(3);
        for (const TextItem& text : ui.registry().clipped_texts()) BOOST_ERROR(text.panel << ": " << text.text);
        for (const auto& [one, other] : ui.registry().overlapping_texts())
            BOOST_ERROR("'" << one.text << "' over '" << other.text << "'");
    }
}

BOOST_AUTO_TEST_CASE(the_current_line_stays_in_sight_with_letters_of_any_size) {
    go_to("dW[1]");
    const auto is_in_sight = [this] {
        const std::vector<TextItem>& texts = ui.registry().texts;
        return std::any_of(texts.begin(), texts.end(), [](const TextItem& text) {
            return text.panel == "page" && text.text == "\"dW[1]\"" && text.seen.height() >= text.whole.height();
        });
    };
    ui.frames(3);
    BOOST_TEST(is_in_sight());
    for (const KeyPress& key : {larger, larger, larger, larger, as_before, smaller, smaller}) {
        ui.key(key);
        ui.frames(4);
        BOOST_TEST(is_in_sight(), state.zoom);
    }
}

BOOST_AUTO_TEST_SUITE_END()
