#include <boost/test/unit_test.hpp>

#include "engine/math/error.h"
#include "sample.h"
#include "viewer/model/value_name.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(value_name)

BOOST_AUTO_TEST_CASE(hats_and_greek_letters_have_a_spelling_in_ascii) {
    BOOST_TEST(ascii_name("m̂W[1]") == "mhatW[1]");
    BOOST_TEST(ascii_name("v̂b[2]") == "vhatb[2]");
    BOOST_TEST(ascii_name("ΔW[1]") == "deltaW[1]");
    BOOST_TEST(ascii_name("dW[2]") == "dW[2]");
}

BOOST_AUTO_TEST_CASE(a_value_is_found_by_either_spelling_and_by_its_version) {
    Sample sample;
    apply(sample.session, SetKnob{"optimizer", "momentum"});
    const Trace& trace = *sample.session.trace;
    const int hat = find_event(trace, "v̂W[1]@1", 0).value();
    BOOST_TEST(event_named(trace, "vhatW[1]@1", 0, "here") == hat);
    BOOST_TEST(event_named(trace, "v̂W[1]@1", 0, "here") == hat);
    BOOST_TEST(event_named(trace, "vhatW[1]", 1000, "here") == hat);
}

BOOST_AUTO_TEST_CASE(what_does_not_exist_is_refused_with_what_there_is) {
    Sample sample;
    const Trace& trace = *sample.session.trace;
    const auto says = [](const char* part) {
        return [part](const InputError& error) { return std::string(error.what()).find(part) != std::string::npos; };
    };
    BOOST_CHECK_EXCEPTION(event_named(trace, "dW3", 0, "here"), InputError, says("X, Y, W[1], b[1]"));
    BOOST_CHECK_EXCEPTION(event_named(trace, "dw1", 0, "here"), InputError, says("did you mean dW[1]?"));
    BOOST_CHECK_EXCEPTION(event_named(trace, "99", 0, "here"), InputError, says("from 0 to 24"));
    BOOST_CHECK_EXCEPTION(event_named(trace, "W[1]@x", 0, "here"), InputError, says("@x"));
    BOOST_CHECK_THROW(event_named(trace, "", 0, "here"), InputError);
}

BOOST_AUTO_TEST_SUITE_END()
