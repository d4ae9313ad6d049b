// Every event of every lesson, in windows of all sizes and in both themes: all text can be read.

#include <boost/test/unit_test.hpp>

#include "tests/panels/lesson_window.h"

using namespace backstep;

namespace {

const std::string ellipsis = "…";

void check_texts(Window& window, const std::string& where) {
    for (const TextItem& text : window.ui.registry().clipped_texts())
        BOOST_ERROR(where << ": " << text.panel << ": '" << text.text << "' is cut off");
    for (const auto& [one, other] : window.ui.registry().overlapping_texts())
        BOOST_ERROR(where << ": " << one.panel << ": '" << one.text << "' over '" << other.text << "'");
    for (const TextItem& text : window.ui.registry().texts)
        if (text.shortened && text.text.size() > ellipsis.size())
            BOOST_TEST(!std::isdigit(static_cast<unsigned char>(text.text[text.text.size() - ellipsis.size() - 1])),
                       where << ": " << text.panel << ": '" << text.text << "' ends within a number");
}

// `every`: looks at one event in so many.
void check_all(Window& window, const std::string& which, int every = 1) {
    check_texts(window, which + ", the list of lessons");
    for (const Lesson& lesson : window.session.lessons) {
        apply(window.session, OpenLesson{std::to_string(lesson.number)});
        for (int position = 0; position <= window.session.count(); position += every) {
            apply(window.session, GoToPosition{position});
            if (position > 0) apply(window.session, SelectCell{{position - 1, 0, 0}});
            window.ui.frames(2);
            check_texts(window, fmt::format("{}, lesson {}, position {}", which, lesson.number, position));
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(all_text)

BOOST_AUTO_TEST_CASE(is_whole_and_apart_at_any_event_of_any_lesson_and_size) {
    for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1600, 1000}, ImVec2{2560, 1440}}) {
        Window window(size);
        check_all(window, fmt::format("{} wide", size.x));
    }
}

// On one line, on two without the brackets, or upright; of a long one the beginning.
BOOST_AUTO_TEST_CASE(names_every_event_in_the_strip_of_the_smallest_window) {
    Window window({1280, 800});
    for (const Lesson& lesson : window.session.lessons) {
        apply(window.session, OpenLesson{std::to_string(lesson.number)});
        window.ui.frames(2);
        for (const Event& event : window.session.trace->events) {
            const std::string name = event.name.text(), symbol = name.substr(0, name.rfind('['));
            const auto names_it = [&](const TextItem& text) {
                const std::string beginning = text.text.substr(0, text.text.size() - ellipsis.size());
                return text.panel == "strip" && (text.text == name || text.text == symbol ||
                                                 (text.shortened && beginning.size() > 2 && name.starts_with(beginning)));
            };
            BOOST_TEST(std::ranges::any_of(window.ui.registry().texts, names_it),
                       "lesson " << lesson.number << ": " << name);
        }
    }
}

BOOST_AUTO_TEST_CASE(is_whole_and_apart_on_a_dense_screen_and_in_the_light_theme) {
    Window window({2560, 1600}, 2);
    window.state.dark = false;
    check_all(window, "scale 2", 3);
}

BOOST_AUTO_TEST_CASE(is_whole_and_apart_with_the_help_open_and_with_a_matrix_alone) {
    Window window({1280, 800});
    window.open_lesson_five();
    window.ui.type("?");
    window.ui.frames(2);
    check_texts(window, "help");
    window.ui.key(Key::escape);
    for (const char* name : {"W[2]", "Z[1]", "W[1]", "b[1]", "dW[2]"}) {
        window.go_to(name);
        window.ui.double_click(name);
        window.ui.frames(2);
        BOOST_TEST(window.state.stage.alone.has_value());
        check_texts(window, std::string("alone: ") + name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
