#include <boost/test/unit_test.hpp>
#include <string>

#include "viewer/model/fuzzy.h"

using namespace backstep;

namespace {

int score(const char* pattern, const char* text) {
    const auto match = fuzzy_match(pattern, text);
    BOOST_REQUIRE_MESSAGE(match, pattern << " in " << text);
    return match->score;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fuzzy)

BOOST_AUTO_TEST_CASE(letters_are_found_in_their_order_only) {
    BOOST_TEST(fuzzy_match("bkp", "Lesson 5: Backpropagation").has_value());
    BOOST_TEST(!fuzzy_match("pkb", "Backprop").has_value());
    BOOST_TEST(!fuzzy_match("bb", "Backprop").has_value());
    BOOST_TEST(!fuzzy_match("dW[2]x", "dW[2]").has_value());
}

BOOST_AUTO_TEST_CASE(places_are_those_of_the_letters) {
    const std::string text = "Go to dW[2]";
    const auto match = fuzzy_match("go dw2", text);
    BOOST_REQUIRE(match);
    const std::vector<std::size_t> expected{0, 1, 6, 7, 9};
    BOOST_TEST(match->places == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(nothing_typed_finds_everything_alike) {
    BOOST_TEST(score("", "a") == score("  ", "something long"));
    BOOST_TEST(fuzzy_match("", "")->places.empty());
    BOOST_TEST(!fuzzy_match("a", "").has_value());
}

BOOST_AUTO_TEST_CASE(letters_side_by_side_are_better_than_letters_apart) {
    BOOST_TEST(score("back", "Backpropagation") > score("back", "Bring a clock"));
    BOOST_TEST(score("tab", "Go to tab") > score("tab", "Go to a bar"));
}

BOOST_AUTO_TEST_CASE(beginnings_of_words_are_better_than_their_middles) {
    BOOST_TEST(score("th", "View: theme") > score("th", "View: both"));
    BOOST_TEST(score("olf", "Step: one line forward") > score("olf", "Cool offer"));
}

BOOST_AUTO_TEST_CASE(the_whole_name_is_better_than_the_beginning_of_a_longer_one) {
    BOOST_TEST(score("dW[1]", "Go to dW[1]") > score("dW[1]", "Go to dW[10] of 12"));
    BOOST_TEST(score("dz", "Go to dZ[1]") > score("dz", "Go to the end of Z[1]"));
}

BOOST_AUTO_TEST_CASE(the_same_case_decides_between_names_that_differ_in_nothing_else) {
    BOOST_TEST(score("V", "V[1]") > score("V", "v[1]"));
    BOOST_TEST(score("v", "v[1]") > score("v", "V[1]"));
}

BOOST_AUTO_TEST_CASE(of_names_that_fit_alike_the_shorter_one_and_the_one_that_begins_so_are_better) {
    BOOST_TEST(score("lesson", "Lesson 1: Pixels") > score("lesson", "Lesson 1: Pixels become columns"));
    BOOST_TEST(score("t", "theme view") > score("t", "view theme"));
}

BOOST_AUTO_TEST_CASE(an_index_begins_a_word_and_a_letter_behind_a_hat_does_not) {
    BOOST_TEST(score("[", "ab[cd") > score("-", "ab-cd"));
    BOOST_TEST(score("W", "v̂W[1]") == score("W", "xyzW[1]"));
}

BOOST_AUTO_TEST_SUITE_END()
