#include <boost/test/unit_test.hpp>
#include <clocale>

#include "engine/math/error.h"
#include "lessons/knobs.h"

using namespace backstep;

namespace {

Knobs some_knobs() {
    return Knobs({real_knob("learning_rate", 0.1, 1e-6, 10, "α"), integer_knob("hidden_units", 10, 1, 1000, "units"),
                  choice_knob("optimizer", {"sgd", "momentum", "adam"}, "which")});
}

std::string refusal(std::string_view name, std::string_view value) {
    Knobs knobs = some_knobs();
    try {
        knobs.set(name, value);
    } catch (const InputError& error) {
        BOOST_TEST(knobs.text("learning_rate") == "0.1");
        BOOST_TEST(knobs.text("hidden_units") == "10");
        BOOST_TEST(knobs.text("optimizer") == "sgd");
        return error.what();
    }
    return "accepted";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(knobs)

BOOST_AUTO_TEST_CASE(knobs_stand_at_their_start_until_they_are_turned) {
    Knobs knobs = some_knobs();
    BOOST_TEST(knobs.real("learning_rate") == 0.1);
    BOOST_TEST(knobs.integer("hidden_units") == 10);
    BOOST_TEST(knobs.choice("optimizer") == "sgd");
    knobs.set("learning_rate", "2.5e-3");
    knobs.set("hidden_units", "1000");
    knobs.set("optimizer", "adam");
    BOOST_TEST(knobs.real("learning_rate") == 0.0025);
    BOOST_TEST(knobs.text("learning_rate") == "0.0025");
    BOOST_TEST(knobs.text("hidden_units") == "1000");
    BOOST_TEST(knobs.text("optimizer") == "adam");
}

BOOST_AUTO_TEST_CASE(both_ends_of_a_range_belong_to_it) {
    Knobs knobs = some_knobs();
    for (const char* value : {"1", "1000"}) BOOST_CHECK_NO_THROW(knobs.set("hidden_units", value));
    for (const char* value : {"1e-6", "10"}) BOOST_CHECK_NO_THROW(knobs.set("learning_rate", value));
    BOOST_TEST(refusal("hidden_units", "1001") ==
               "knob hidden_units: 1001 is outside the range; give a whole number from 1 to 1000");
}

BOOST_AUTO_TEST_CASE(what_is_no_number_in_the_range_is_refused_and_changes_nothing) {
    for (const char* value : {"0", "-0.1", "nan", "-nan", "inf", "", " ", "1,5", "0x1", "1e400", "0.1 ", " 0.1",
                              "0.1.2", "1e", "--1", "99999999999999999999", "abc", "1e-7"})
        BOOST_TEST(refusal("learning_rate", value).find("knob learning_rate: ") == 0u, "'" << value << "'");
    for (const char* value : {"0", "-1", "1000000000", "99999999999999999999", "1.5", "nan", "", "ten", "1e999"})
        BOOST_TEST(refusal("hidden_units", value).find("knob hidden_units: ") == 0u, "'" << value << "'");
    for (const char* value : {"", "adams", "SGD", "0"})
        BOOST_TEST(refusal("optimizer", value) ==
                   "knob optimizer: '" + std::string(value) + "' is no choice; choose one of sgd, momentum, adam");
}

BOOST_AUTO_TEST_CASE(an_unknown_knob_is_refused_with_the_nearest_and_the_list) {
    BOOST_TEST(refusal("lerning_rate", "1") ==
               "knob: this lesson has no knob 'lerning_rate'; did you mean 'learning_rate'? "
               "Its knobs are learning_rate, hidden_units, optimizer");
    BOOST_TEST(refusal("optimiser", "adam").find("did you mean 'optimizer'?") != std::string::npos);
    BOOST_TEST(refusal("lr", "0.1").find("no knob 'lr'; its knobs are ") != std::string::npos);
    BOOST_TEST(refusal("", "1").find("this lesson has no knob ''") != std::string::npos);
    Knobs none;
    BOOST_CHECK_THROW(none.set("seed", "1"), InputError);
}

BOOST_AUTO_TEST_CASE(numbers_are_read_the_same_in_a_locale_with_a_decimal_comma) {
    for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE"})
        if (std::setlocale(LC_ALL, name)) break;
    Knobs knobs = some_knobs();
    knobs.set("learning_rate", "0.25");
    BOOST_TEST(knobs.real("learning_rate") == 0.25);
    BOOST_TEST(knobs.text("learning_rate") == "0.25");
    BOOST_CHECK_THROW(knobs.set("learning_rate", "0,25"), InputError);
    std::setlocale(LC_ALL, "C");
}

BOOST_AUTO_TEST_CASE(an_assignment_is_a_name_and_a_value) {
    Knobs knobs = some_knobs();
    assign(knobs, "optimizer=momentum");
    BOOST_TEST(knobs.choice("optimizer") == "momentum");
    for (const char* bad : {"optimizer", "", "=", "optimizer=", "=adam", "optimizer==adam"})
        BOOST_CHECK_THROW(assign(knobs, bad), InputError);
    BOOST_TEST(knobs.choice("optimizer") == "momentum");
}

BOOST_AUTO_TEST_CASE(a_lesson_that_reads_a_knob_it_has_not_declared_is_told_so) {
    BOOST_CHECK_THROW(some_knobs().real("speed"), std::out_of_range);
}

BOOST_AUTO_TEST_SUITE_END()
