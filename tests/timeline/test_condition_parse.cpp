// The language of conditions: what it means, and what is said about a text that is not in it.
#include <boost/test/unit_test.hpp>
#include <map>

#include "engine/math/error.h"
#include "engine/math/random.h"
#include "engine/timeline/condition_node.h"
#include "engine/timeline/condition_words.h"

namespace backstep {
namespace {

const std::vector<ConditionValue> values = {
    {"X", "X", 784, 32, false},
    {"J", "J", 1, 1, true},
    {"J.data", "J.data", 1, 1, true},
    {"W[1]", Name("W", 1), 128, 784, true},
    {"dW[1]", Name("dW", 1), 128, 784, true},
    {"Z[2]", Name("Z", 2), 10, 32, true},
    {"m̂W[1]", Name("m̂", Name("W", 1)), 128, 784, true},
    {"mhatW[1]", Name("m̂", Name("W", 1)), 128, 784, true},
};

// loss is 3 and was 1, step is 7 and was 6; every other figure is 2 and was −4; nothing is NaN.
double look_up(const ConditionNode& node) {
    if (node.ask == Ask::loss) return node.before ? 1 : 3;
    if (node.ask == Ask::step) return node.before ? 6 : 7;
    if (node.ask == Ask::phase) return static_cast<double>(Phase::update);
    if (node.kind == Kind::truth) return node.ask == Ask::isfinite;
    return node.before ? -4 : 2;
}

bool holds(const std::string& text, bool has_before = true) {
    return answer_of(parse_condition(text, values), has_before, look_up) == 1.0;
}

std::string refusal(const std::string& text) {
    try {
        parse_condition(text, values);
    } catch (const InputError& error) {
        return error.what();
    }
    return "nothing was thrown";
}

// "character N: …", without the text that it speaks of.
std::string short_refusal(const std::string& text) {
    const std::string whole = refusal(text), place = "condition '" + text + "', ";
    return whole.rfind(place, 0) == 0 ? whole.substr(place.size()) : whole;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(condition_parse)

BOOST_AUTO_TEST_CASE(the_examples_of_the_header_are_understood) {
    const std::vector<ConditionValue> more = {{"A[1]", Name("A", 1), 128, 32, true},
                                              {"W[2]", Name("W", 2), 10, 128, true},
                                              {"dW[1]", Name("dW", 1), 128, 784, true},
                                              {"Z[2]", Name("Z", 2), 10, 32, true},
                                              {"W[1]", Name("W", 1), 128, 784, true}};
    for (const char* text :
         {"norm(dW[1]) < 1e-6", "zeros(A[1]) > 0.5", "isnan(Z[2])", "loss > 2 * previous(loss)",
          "W[1](3,407) changes sign", "phase == update and layer == 2", "max(abs(W[2])) > 4 or epoch >= 3"})
        BOOST_CHECK_NO_THROW(parse_condition(text, more));
}

BOOST_AUTO_TEST_CASE(products_bind_before_sums_before_comparisons_before_not_before_and_before_or) {
    BOOST_TEST(holds("1 + 2 * 3 == 7"));
    BOOST_TEST(holds("(1 + 2) * 3 == 9"));
    BOOST_TEST(holds("8 - 4 - 2 == 2"));
    BOOST_TEST(holds("16 / 4 / 2 == 2"));
    BOOST_TEST(holds("-2 * 3 - -1 == -5"));
    BOOST_TEST(holds("1 < 2 or 1 < 2 and 2 < 1"));
    BOOST_TEST(!holds("(1 < 2 or 1 < 2) and 2 < 1"));
    BOOST_TEST(holds("not 1 > 2 and 1 < 2"));
    BOOST_TEST(!holds("not (1 > 2 or 1 < 2)"));
    BOOST_TEST(holds("not not 1 < 2"));
}

BOOST_AUTO_TEST_CASE(each_comparison_holds_where_it_should) {
    const std::map<std::string, std::vector<bool>> expected = {
        {"<", {true, false, false}},  {"<=", {true, true, false}}, {"≤", {true, true, false}},
        {">", {false, false, true}},  {">=", {false, true, true}}, {"≥", {false, true, true}},
        {"==", {false, true, false}}, {"!=", {true, false, true}}, {"≠", {true, false, true}}};
    for (const auto& [sign, table] : expected)
        for (int left = 1; left <= 3; ++left)
            BOOST_TEST(holds(std::to_string(left) + sign + "2") == table[static_cast<std::size_t>(left - 1)],
                       left << sign << 2);
}

BOOST_AUTO_TEST_CASE(no_comparison_with_nan_holds) {
    for (const char* sign : {"<", "<=", ">", ">=", "==", "!="}) {
        BOOST_TEST(!holds("0 / 0 " + std::string(sign) + " 1"), sign);
        BOOST_TEST(!holds("1 " + std::string(sign) + " 0 / 0"), sign);
    }
    BOOST_TEST(holds("isnan(0 / 0) and isnan(loss + 0 / 0) and not isnan(loss)"));
    BOOST_TEST(holds("isfinite(loss) and not isfinite(1 / 0)"));
}

BOOST_AUTO_TEST_CASE(numbers_are_read_in_every_usual_spelling) {
    for (const char* text : {"1e-6 == 0.000001", ".5 == 0.5", "2. == 2", "1E3 == 1000", "1.5e+2 == 150", "−1 < 0"})
        BOOST_TEST(holds(text), text);
}

BOOST_AUTO_TEST_CASE(and_or_not_may_be_written_as_in_cpp) { BOOST_TEST(holds("!(1 > 2) && 1 < 2 || 2 < 1")); }

BOOST_AUTO_TEST_CASE(previous_is_the_step_before_and_in_the_first_step_nothing) {
    BOOST_TEST(holds("loss > 2 * previous(loss)"));
    BOOST_TEST(holds("previous(loss + step) == 7"));
    BOOST_TEST(holds("previous(loss < 2) and not loss < 2"));
    BOOST_TEST(!holds("loss > 2 * previous(loss)", false));
    BOOST_TEST(!holds("loss <= 2 * previous(loss)", false));
    BOOST_TEST(!holds("previous(not loss > 2)", false));
    BOOST_TEST(!holds("previous(1) == 1", false));
}

BOOST_AUTO_TEST_CASE(a_sign_changes_between_below_zero_and_the_rest) {
    BOOST_TEST(holds("W[1](3,407) changes sign"));
    BOOST_TEST(holds("not loss changes sign"));
    BOOST_TEST(holds("norm(W[1]) + 1 changes sign"));   // −3, then 3
    BOOST_TEST(holds("norm(W[1]) - 2 changes sign"));   // −6, then 0
    BOOST_TEST(!holds("norm(W[1]) - 3 changes sign"));  // −7, then −1
    BOOST_TEST(!holds("norm(W[1]) * 0 / 0 changes sign"));
    BOOST_TEST(!holds("loss - norm(W[1]) changes sign"));  // 5, then 1
}

BOOST_AUTO_TEST_CASE(a_value_goes_by_its_name_or_another_spelling_of_it) {
    for (const char* text : {"norm(m̂W[1]) > 1", "norm(mhatW[1]) > 1"}) {
        const std::vector<ConditionNode> nodes = parse_condition(text, values);
        BOOST_TEST((nodes[0].name == Name("m̂", Name("W", 1))), text);
    }
    BOOST_TEST(holds("max( abs( W[1] ) ) == 2 and abs(previous(W[1](3,407))) == 4"));
    BOOST_TEST((parse_condition("J.data > 1", values)[0].name == Name("J.data")));
    BOOST_TEST((parse_condition("J > 1", values)[0].ask == Ask::max));  // a single number needs no place
}

BOOST_AUTO_TEST_CASE(one_false_side_decides_and_one_true_side_decides_or_whatever_the_other_is) {
    const auto answer = [](const std::string& text) {
        return answer_of(parse_condition(text, values), true,
                         [](const ConditionNode& node) { return node.ask == Ask::step ? Answer(7) : Answer(); });
    };
    BOOST_TEST((answer("step == 8 and phase == update") == 0.0));
    BOOST_TEST((answer("phase == update and step == 8") == 0.0));
    BOOST_TEST((answer("step == 7 or loss > 1") == 1.0));
    BOOST_TEST(!answer("step == 7 and loss > 1").has_value());
    BOOST_TEST(!answer("step == 8 or not loss + step > 1").has_value());
    BOOST_TEST(!answer("step < loss").has_value());
}

BOOST_AUTO_TEST_CASE(an_unknown_name_is_shown_with_its_place_and_the_nearest_one) {
    BOOST_TEST(refusal("norm(dw[1]) < 1") ==
               "condition 'norm(dw[1]) < 1', character 6: 'dw[1]' is unknown; did you mean dW[1]?");
    BOOST_TEST(short_refusal("nrom(dW[1]) < 1") == "character 1: 'nrom' is unknown; did you mean norm?");
    BOOST_TEST(short_refusal("1 < 2 ad 1 < 2") == "character 7: 'ad' does not belong here; did you mean and?");
    BOOST_TEST(short_refusal("lss > 1") == "character 1: 'lss' is unknown; did you mean loss?");
    BOOST_TEST(short_refusal("W[3](1,2) > 1") == "character 1: 'W[3]' is unknown; did you mean W[1]?");
    BOOST_TEST(short_refusal("norm(Q) > 1") ==
               "character 6: 'Q' is unknown; the values are X, J, J.data, W[1], dW[1], Z[2], "
               "m̂W[1], mhatW[1]");
    BOOST_TEST(short_refusal("norm(loss) > 1") ==
               "character 6: 'loss' is a number, not a value of the step; the values are X, J, J.data, W[1], dW[1], "
               "Z[2], m̂W[1], "
               "mhatW[1]");
    BOOST_TEST(short_refusal("phase == updat") == "character 10: 'updat' is no phase; did you mean update?");
    BOOST_TEST(short_refusal("update") == "character 1: 'update' is a phase; write phase == update");
}

BOOST_AUTO_TEST_CASE(places_are_counted_in_letters_not_in_bytes) {
    BOOST_TEST(short_refusal("norm(m̂W[1]) ≥ lss") == "character 16: 'lss' is unknown; did you mean loss?");
}

BOOST_AUTO_TEST_CASE(a_missing_or_surplus_bracket_is_shown) {
    BOOST_TEST(short_refusal("(loss > 1") ==
               "character 10: the text ends here; the '(' at character 1 needs a ')' before it");
    BOOST_TEST(short_refusal("norm(dW[1] < 1") ==
               "character 12: '<' was found here; the '(' at character 5 needs a ')' before it");
    BOOST_TEST(short_refusal("loss > 1)") == "character 9: this ')' has no '('; remove it, or add the '('");
    BOOST_TEST(short_refusal("norm dW[1] < 1") ==
               "character 6: 'dW[1]' was found here; 'norm' needs '(' … ')' behind it");
    BOOST_TEST(short_refusal("norm(dW[1) < 1") == "character 6: 'dW[1' is unknown; did you mean dW[1]?");
}

BOOST_AUTO_TEST_CASE(a_cell_outside_its_matrix_is_shown_with_what_there_is) {
    BOOST_TEST(short_refusal("W[1](128,0) > 0") ==
               "character 6: W[1] has no row 128, it is 128×784; give a row from 0 to 127");
    BOOST_TEST(short_refusal("W[1](3,784) > 0") ==
               "character 8: W[1] has no column 784, it is 128×784; give a column from 0 to 783");
    BOOST_TEST(short_refusal("W[1](3) > 0") ==
               "character 7: ')' was found here; a cell is row, column, as in W[1](0,0)");
    BOOST_TEST(short_refusal("W[1](-1,0) > 0") ==
               "character 6: '-' was found here; the number of a row is missing, 0 to 127");
    BOOST_TEST(short_refusal("W[1](1.5,0) > 0") ==
               "character 6: '1.5' was found here; the number of a row is missing, 0 to 127");
    BOOST_TEST(short_refusal("W[1] > 0") ==
               "character 1: 'W[1]' is not a number but a matrix, 128×784; ask for "
               "norm(W[1]) or for a cell, W[1](0,0)");
    BOOST_CHECK_NO_THROW(parse_condition("W[1](127,783) > 0", values));
}

BOOST_AUTO_TEST_CASE(a_number_is_no_condition_and_a_condition_is_no_number) {
    BOOST_TEST(short_refusal("norm(dW[1])") ==
               "character 1: 'norm(dW[1])' is a number, which neither holds nor fails; "
               "compare it, as in norm(dW[1]) > 0");
    BOOST_TEST(short_refusal("1 < 2 and loss") ==
               "character 11: 'loss' is a number, which neither holds nor fails; compare it, as in loss > 0");
    BOOST_TEST(short_refusal("isnan(Z[2]) == 1") ==
               "character 1: 'isnan(Z[2])' holds or fails: it is not a number; join it to others with and, or, not");
    BOOST_TEST(short_refusal("1 < loss < 3") ==
               "character 10: '1 < loss' is a comparison already; write a < b and b < c for a < b < c");
    BOOST_TEST(short_refusal("loss = 3") == "character 6: '=' is no comparison; write ==");
    BOOST_TEST(short_refusal("phase > 1").rfind("character 7: '>' was found here", 0) == 0u);
    BOOST_TEST(short_refusal("phase + 1 == 2").rfind("character 7: '+' was found here", 0) == 0u);
}

BOOST_AUTO_TEST_CASE(more_than_one_step_back_cannot_be_asked) {
    BOOST_TEST(short_refusal("previous(previous(loss)) > 1").rfind("character 10: previous within previous", 0) == 0u);
    BOOST_TEST(short_refusal("previous(loss) changes sign").rfind("character 16: ", 0) == 0u);
    BOOST_TEST(short_refusal("previous(loss changes sign)").rfind("character 15: ", 0) == 0u);
    BOOST_TEST(short_refusal("previous(layer == 1)").rfind("character 10: 'layer' belongs to an event", 0) == 0u);
}

BOOST_AUTO_TEST_CASE(texts_that_say_nothing_are_refused) {
    BOOST_TEST(short_refusal("") == "character 1: there is nothing; write one like norm(dW[1]) < 1e-6");
    BOOST_TEST(short_refusal("loss >") == "character 7: the text ends here; a value, a number or '(' is missing here");
    BOOST_TEST(short_refusal("loss > 1 2").rfind("character 10: '2' does not belong here", 0) == 0u);
    BOOST_TEST(short_refusal("loss $ 1").rfind("character 6: '$' begins nothing", 0) == 0u);
    BOOST_TEST(short_refusal("loss > 1e999").rfind("character 8: '1e999' is too large", 0) == 0u);
    BOOST_TEST(short_refusal("loss changes").rfind("character 13: the text ends here", 0) == 0u);
    BOOST_TEST(refusal(std::string(longest_condition + 1, '(')).rfind("condition: its text has 1001 bytes", 0) == 0u);
}

// A text with a few letters dropped, doubled or swapped is a condition or an InputError, and nothing else.
BOOST_AUTO_TEST_CASE(a_spoiled_text_is_understood_or_refused) {
    const std::vector<std::string> sound = {"norm(dW[1]) < 1e-6 and not isnan(Z[2])", "loss > 2 * previous(loss)",
                                            "W[1](3,407) changes sign or m̂W[1](0,0) ≥ .5",
                                            "phase == update and layer == 2", "max(abs(W[1])) > 4 or epoch >= 3"};
    int understood = 0, refused = 0;
    for (std::uint64_t i = 0; i < 20000; ++i) {
        auto draw = [&, n = std::uint64_t{0}](std::size_t below) mutable {
            return static_cast<std::size_t>(random_bits({1, Purpose::noise}, i * 64 + n++) % below);
        };
        std::string text = sound[draw(sound.size())];
        for (std::size_t change = draw(4) + 1; change > 0 && text.size() > 1; --change) {
            const std::size_t at = draw(text.size()), from = draw(text.size());
            if (draw(3) == 0)
                text.erase(at, 1 + draw(4));
            else if (draw(2) == 0)
                text.insert(at, text.substr(from, 1 + draw(6)));
            else
                text[at] = text[from];
        }
        try {
            const std::vector<ConditionNode> nodes = parse_condition(text, values);
            ++understood;
            const Answer answer = answer_of(nodes, true, look_up);
            BOOST_TEST_REQUIRE((answer == 0.0 || answer == 1.0), text);
        } catch (const InputError&) {
            ++refused;
        }
    }
    BOOST_TEST(understood > 100);
    BOOST_TEST(refused > 100);
}

BOOST_AUTO_TEST_CASE(the_deepest_brackets_that_fit_are_understood) {
    const std::size_t depth = (longest_condition - 5) / 2;
    BOOST_TEST(holds(std::string(depth, '(') + "1 < 2" + std::string(depth, ')')));
    BOOST_TEST(short_refusal(std::string(longest_condition, '(')).rfind("character 1001: the text ends here", 0) == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep
