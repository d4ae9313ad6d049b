#include <boost/test/unit_test.hpp>

#include "engine/data/digits.h"
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

BOOST_AUTO_TEST_CASE(other_images_than_digits_are_refused_with_what_reads_them) {
    Dataset digits = built_in_digits(13, 1);
    require_digits(digits);
    const auto refused = [](const Dataset& images) {
        try {
            require_digits(images);
        } catch (const InputError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    digits.labels[11] = 10;
    BOOST_TEST(refused(digits).find("label 10, the lessons are about digits 0 to 9") != std::string::npos);
    digits.labels[11] = 9;
    digits.cols = 27;
    BOOST_TEST(refused(digits).find("images of 28×27, the lessons are about digits of 28×28; give MNIST's files; a "
                                    "network of your own, or backstep train, reads other images, too") !=
               std::string::npos);
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
