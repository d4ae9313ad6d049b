#include "engine/record/name.h"
#include "tests/record/helpers.h"

namespace backstep::test {

BOOST_AUTO_TEST_SUITE(name)

BOOST_AUTO_TEST_CASE(a_number_in_brackets_is_the_layer) {
    constexpr Name name("dW[12]");
    BOOST_TEST(name.symbol == "dW");
    BOOST_TEST(name.layer == 12);
    BOOST_TEST(name.text() == "dW[12]");
    BOOST_TEST((name == Name("dW", 12)));
    BOOST_TEST(!(name == Name("dW", 2)));
    BOOST_TEST(!(name == Name("dZ", 12)));
}

BOOST_AUTO_TEST_CASE(the_text_of_a_name_is_the_text_that_made_it) {
    for (const char* text : {"J", "W[1]", "A[0]", "A[01]", "x[i]", "x[]", "J(Z[2]+h)", "error(dW[1])", "f(x[2])[3]",
                             "≈dZ[2]", "x[123456789012]", "]", "[", "[3]", ""})
        BOOST_TEST(Name(text).text() == text);
}

BOOST_AUTO_TEST_CASE(only_a_whole_number_from_1_is_a_layer) {
    for (const char* text : {"J", "A[0]", "x[i]", "x[]", "x[-1]", "J(Z[2]+h)", "x[123456789012]"})
        BOOST_TEST(Name(text).layer == 0);
    BOOST_TEST(Name("f(x[2])[3]").layer == 3);
}

BOOST_AUTO_TEST_CASE(a_prefix_stands_before_the_name_of_what_it_belongs_to) {
    const Name name("m̂", Name("W", 1));
    BOOST_TEST(name.text() == "m̂W[1]");
    BOOST_TEST(name.layer == 1);
    BOOST_TEST(!(name == Name("W", 1)));
}

BOOST_AUTO_TEST_CASE(tex_writes_layers_as_superscripts_words_upright_and_accents_as_commands) {
    BOOST_TEST(Name("dW[2]").tex() == "dW^{[2]}");
    BOOST_TEST(Name("J").tex() == "J");
    BOOST_TEST(Name("θ[2]").tex() == "θ^{[2]}");
    BOOST_TEST(Name("β₁").tex() == "β₁");
    BOOST_TEST(Name("losses").tex() == "\\mathrm{losses}");
    BOOST_TEST(Name("per_cent").tex() == "\\mathrm{per\\_cent}");
    BOOST_TEST(Name("v̂").tex() == "\\hat{v}");
    BOOST_TEST(Name("m̂", Name("W", 1)).tex() == "\\hat{m}_{W^{[1]}}");
    BOOST_TEST(Name("v", Name("b", 2)).tex() == "v_{b^{[2]}}");
}

BOOST_AUTO_TEST_CASE(making_a_name_allocates_nothing) {
    const long before = allocations();
    int layers = 0;
    for (int l = 1; l <= 3; ++l) layers += Name("m̂", Name("W", l)).layer + Name("dW[2]").layer;
    BOOST_TEST(allocations() - before == 0);
    BOOST_TEST(layers == 12);
}

BOOST_AUTO_TEST_CASE(the_phases_have_the_names_of_the_notation) {
    BOOST_TEST(phase_name(Phase::forward) == "forward");
    BOOST_TEST(phase_name(Phase::loss) == "loss");
    BOOST_TEST(phase_name(Phase::backward) == "backward");
    BOOST_TEST(phase_name(Phase::update) == "update");
}

SourceLine called(SourceLine source = SourceLine::current()) { return source; }

BOOST_AUTO_TEST_CASE(a_defaulted_source_line_is_the_callers) {
    const SourceLine source = called();
    BOOST_TEST(source.line == __LINE__ - 1);
    BOOST_TEST(std::string(source.file) == __FILE__);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
