#include <boost/test/unit_test.hpp>

#include "lessons/lesson.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(source_texts)

BOOST_AUTO_TEST_CASE(the_last_two_parts_of_a_path_decide) {
    const std::string_view text = source_text("lessons/05_backpropagation.cpp");
    BOOST_TEST(text.find("//: # 5. Backpropagation") == 0u);
    BOOST_TEST(source_text("/anywhere/lessons/05_backpropagation.cpp") == text);
    BOOST_TEST(source_text("../lessons/05_backpropagation.cpp") == text);
    BOOST_TEST(source_text("/anywhere/engine/network/optimizer.cpp").find("//: # The optimizers") == 0u);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_part_of_the_book_has_no_text) {
    for (const char* file : {"", "05_backpropagation.cpp", "other/05_backpropagation.cpp", "lessons/knobs.cpp", "/"})
        BOOST_TEST(source_text(file).empty(), file);
}

BOOST_AUTO_TEST_SUITE_END()
