#include <boost/test/unit_test.hpp>

#include "engine/math/error.h"
#include "lessons/lesson.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(lesson_catalogue)

BOOST_AUTO_TEST_CASE(lessons_are_numbered_from_one_without_a_gap) {
    const std::vector<Lesson> lessons = catalogue();
    BOOST_TEST(lessons.size() == 14u);
    for (std::size_t i = 0; i < lessons.size(); ++i) BOOST_TEST(lessons[i].number == static_cast<int>(i) + 1);
}

BOOST_AUTO_TEST_CASE(a_lesson_is_found_by_number_slug_and_name) {
    const std::vector<Lesson> lessons = catalogue();
    for (const char* name : {"5", "05", "05_backpropagation", "backpropagation"})
        BOOST_TEST(lesson_named(lessons, name).number == 5, name);
    BOOST_TEST(lesson_named(lessons, "the_update").number == 6);
}

BOOST_AUTO_TEST_CASE(a_title_has_its_number_before_it_if_there_is_one) {
    BOOST_TEST(numbered_title(lesson_named(catalogue(), "5")) == "5. Backpropagation");
    Lesson own;
    own.title = "A network of your own";
    BOOST_TEST(numbered_title(own) == "A network of your own");
}

BOOST_AUTO_TEST_CASE(an_unknown_lesson_is_refused_with_the_list) {
    const std::vector<Lesson> lessons = catalogue();
    for (const char* name : {"", "0", "15", "005", "5 ", "backprop", "-1", "99999999999999999999"}) {
        try {
            lesson_named(lessons, name);
            BOOST_ERROR("accepted: " << name);
        } catch (const InputError& error) {
            for (const Lesson& lesson : lessons)
                BOOST_TEST(std::string(error.what()).find(lesson.slug) != std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
