#include <boost/test/unit_test.hpp>

#include "engine/math/error.h"
#include "sample.h"
#include "viewer/terminal/words.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(words)

BOOST_AUTO_TEST_CASE(a_cell_is_recognised_in_every_way_of_writing_it) {
    BOOST_TEST(names_a_cell({"dW[2](3,7)"}));
    BOOST_TEST(names_a_cell({"dW[2]", "(3,", "7)"}));
    BOOST_TEST(!names_a_cell({"dW[2]"}));
    BOOST_TEST(!names_a_cell({"J(W[1]+h)"}));
    BOOST_TEST(!names_a_cell({"(3,7)"}));
    BOOST_TEST(!names_a_cell({}));
}

BOOST_AUTO_TEST_CASE(a_whole_number_has_digits_only_and_fits) {
    BOOST_TEST(whole_number("0", "n") == 0);
    BOOST_TEST(whole_number("999999999", "n") == 999999999);
    for (const char* word : {"", "-1", "+1", "1e3", "9999999999", "0x1", "٣"})
        BOOST_CHECK_THROW(whole_number(word, "n"), InputError);
}

BOOST_AUTO_TEST_CASE(marks_over_letters_take_no_room) {
    BOOST_TEST(width_of("m̂W[1]") == 5);
    BOOST_TEST(width_of("10×784") == 6);
    BOOST_TEST(padded("×", 3) == "×  ");
    BOOST_TEST(right_aligned("−1", 4) == "  −1");
}

BOOST_AUTO_TEST_CASE(a_value_with_a_newer_version_is_typed_with_its_own) {
    Sample s;
    s.after("goto J");
    BOOST_TEST(typed_name(s.terminal, 1) == "W[1]@0");
    BOOST_TEST(typed_name(s.terminal, 5) == "W[1]");
    for (int event = 0; event < s.session.count(); ++event)
        BOOST_TEST(event_of(s.terminal, typed_name(s.terminal, event)) == event);
}

BOOST_AUTO_TEST_SUITE_END()
