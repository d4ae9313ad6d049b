#include <boost/test/unit_test.hpp>

#include "lessons/plain_text.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(plain_text)

BOOST_AUTO_TEST_CASE(headings_are_underlined_to_their_width) {
    BOOST_TEST(plain_prose("# 5. Title") == "5. Title\n========\n");
    BOOST_TEST(plain_prose("## Where $\\alpha$ is") == "Where α is\n----------\n");
}

BOOST_AUTO_TEST_CASE(paragraphs_are_wrapped_and_no_line_is_too_wide) {
    BOOST_TEST(plain_prose("one two three\nfour five", 9) == "one two\nthree\nfour five\n");
    BOOST_TEST(plain_prose("a\n\n\nb") == "a\n\nb\n");
    BOOST_TEST(plain_prose("α β γ δ ε ζ", 5) == "α β γ\nδ ε ζ\n");
    BOOST_TEST(plain_prose("aLongWord b", 3) == "aLongWord\nb\n");
}

BOOST_AUTO_TEST_CASE(items_hang_and_formulas_stand_alone) {
    BOOST_TEST(plain_prose("- one two\n  three\n- four", 9) == "- one two\n  three\n- four\n");
    BOOST_TEST(plain_prose("Then:\n$$a \\to b$$\nand", 40) == "Then:\n    a → b\nand\n");
    BOOST_TEST(plain_prose("$$a\n+ b$$") == "    a+ b\n");
}

BOOST_AUTO_TEST_CASE(a_dollar_in_code_is_a_dollar) {
    BOOST_TEST(plain_prose("`$X` and $\\beta$") == "`$X` and β\n");
    BOOST_TEST(plain_prose("a lone $ stays") == "a lone $ stays\n");
}

BOOST_AUTO_TEST_CASE(a_combining_accent_takes_no_column) {
    BOOST_TEST(columns_of("m̂W[1]") == 5);
    BOOST_TEST(columns_of("10×784 → ᵀ") == 10);
    BOOST_TEST(columns_of("") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
