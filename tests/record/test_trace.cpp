#include "engine/record/trace.h"
#include "tests/record/helpers.h"

namespace backstep::test {
namespace {

// X, W[1], Z, W[1]@1, Z@1, W[1]@2
Trace small_trace() {
    Trace trace;
    for (const auto& [name, version] : {std::pair{"X", 0}, {"W[1]", 0}, {"Z", 0}, {"W[1]", 1}, {"Z", 1}, {"W[1]", 2}}) {
        Event event;
        event.index = static_cast<int>(trace.events.size());
        event.name = name;
        event.version = version;
        trace.events.push_back(event);
        trace.values.push_back(noise(2, 3, static_cast<unsigned>(event.index)));
    }
    return trace;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(trace)

BOOST_AUTO_TEST_CASE(an_index_means_the_event_of_that_index) {
    const Trace trace = small_trace();
    BOOST_TEST((find_event(trace, "0", 6) == 0));
    BOOST_TEST((find_event(trace, "5", 0) == 5));
    for (const char* text : {"6", "-1", "99999999999999999999", "1x", "", " 1"})
        BOOST_TEST(!find_event(trace, text, 6).has_value());
}

BOOST_AUTO_TEST_CASE(a_name_means_its_last_version_so_far) {
    const Trace trace = small_trace();
    BOOST_TEST((find_event(trace, "W[1]", 6) == 5));
    BOOST_TEST((find_event(trace, "W[1]", 5) == 3));
    BOOST_TEST((find_event(trace, "W[1]", 3) == 1));
    BOOST_TEST((find_event(trace, "Z", 4) == 2));
    BOOST_TEST(!find_event(trace, "W[2]", 6).has_value());
    BOOST_TEST(!find_event(trace, "W", 6).has_value());
}

BOOST_AUTO_TEST_CASE(a_name_that_is_still_to_come_means_its_first_version) {
    const Trace trace = small_trace();
    BOOST_TEST((find_event(trace, "W[1]", 1) == 1));
    BOOST_TEST((find_event(trace, "Z", 0) == 2));
}

BOOST_AUTO_TEST_CASE(a_version_of_a_name_is_found_wherever_it_is) {
    const Trace trace = small_trace();
    BOOST_TEST((find_event(trace, "W[1]@0", 6) == 1));
    BOOST_TEST((find_event(trace, "W[1]@2", 0) == 5));
    for (const char* text : {"W[1]@3", "W[1]@", "W[1]@x", "@0", "W[2]@0"})
        BOOST_TEST(!find_event(trace, text, 6).has_value());
}

BOOST_AUTO_TEST_CASE(the_value_of_an_event_has_its_index) {
    const Trace trace = small_trace();
    BOOST_TEST((trace.value(trace.events[3]) == noise(2, 3, 3)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
