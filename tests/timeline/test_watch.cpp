#include <boost/test/unit_test.hpp>

#include "engine/math/error.h"
#include "engine/timeline/watch.h"
#include "tests/timeline/sample.h"

using namespace backstep;

namespace {

const Timeline& training() {
    static const auto timeline = trained(sample_plan(), 6);
    return *timeline;
}

std::shared_ptr<const Trace> recorded(long step) {
    Computer computer;
    return training().record(computer.compute, step);
}

Watch watch(const char* text) { return Watch(text, condition_values(*recorded(1))); }

int event_of(const Trace& trace, const char* name) {
    return *find_event(trace, name, static_cast<int>(trace.events.size()));
}

// With the cursor on the last event of that name, or at the end of the step.
WatchValue value(const char* text, long step, const char* at = nullptr) {
    const auto trace = recorded(step);
    const int event = at ? event_of(*trace, at) + 1 : static_cast<int>(trace->events.size());
    return watch(text).value(training(), {step, event}, *trace, recorded);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(watch_)

BOOST_AUTO_TEST_CASE(a_figure_is_that_of_this_step_and_of_the_step_before) {
    const WatchValue norm = value("norm(dW[1])", 4);
    const auto now = recorded(4), before = recorded(3);
    BOOST_TEST(norm.now.value() ==
               summarise(now->value(now->events[static_cast<std::size_t>(event_of(*now, "dW[1]"))])).norm);
    BOOST_TEST(norm.before.value() ==
               summarise(before->value(before->events[static_cast<std::size_t>(event_of(*before, "dW[1]"))])).norm);
    BOOST_TEST(norm.now.value() != norm.before.value());
    BOOST_TEST(value("loss / 2", 4).now.value() == training().losses().at(3) / 2);
    BOOST_TEST(value("loss / 2", 4).before.value() == training().losses().at(2) / 2);
}

BOOST_AUTO_TEST_CASE(what_has_not_come_yet_in_the_step_has_no_value) {
    BOOST_TEST(!value("norm(dW[1])", 4, "A[1]").now.has_value());
    BOOST_TEST(value("norm(dW[1])", 4, "A[1]").before.has_value());
    BOOST_TEST(value("norm(dW[1])", 4, "dW[1]").now.has_value());
    BOOST_TEST(!value("norm(A[1]) + norm(dW[1])", 4, "A[1]").now.has_value());
    const auto trace = recorded(4);
    BOOST_TEST(!watch("1 + 2").value(training(), {4, 0}, *trace, recorded).now.has_value());
}

BOOST_AUTO_TEST_CASE(a_cell_changes_where_it_is_updated) {
    const WatchValue early = value("W[2](3,7)", 5, "A[1]"), late = value("W[2](3,7)", 5);
    BOOST_TEST(!early.now.has_value());
    const WatchValue given = value("W[2](3,7)", 5, "Z[2]");
    BOOST_TEST(given.now.value() == given.before.value());
    BOOST_TEST(late.now.value() != late.before.value());
    BOOST_TEST(late.before.value() == given.before.value());
    BOOST_TEST(value("previous(W[2](3,7))", 5).before.value() == value("W[2](3,7)", 4).before.value());
}

BOOST_AUTO_TEST_CASE(the_first_step_has_none_before) {
    const WatchValue first = value("norm(dW[2])", 1);
    BOOST_TEST(first.now.has_value());
    BOOST_TEST(!first.before.has_value());
}

BOOST_AUTO_TEST_CASE(a_step_that_is_not_trained_yet_can_be_watched_but_for_its_accuracy) {
    BOOST_TEST(value("norm(dW[2])", 7).now.has_value());
    BOOST_TEST(value("norm(dW[2])", 7).before.has_value());
    BOOST_TEST(!value("accuracy", 7).now.has_value());
    BOOST_TEST(value("accuracy", 7).before.value() == training().held_out(6));
    BOOST_TEST(value("accuracy", 6).now.value() == training().held_out(6));
}

BOOST_AUTO_TEST_CASE(a_condition_holds_or_fails_and_layer_is_of_the_event) {
    BOOST_TEST(watch("norm(dW[1]) > 0 and loss > 0").is_truth());
    BOOST_TEST(!watch("norm(dW[1])").is_truth());
    BOOST_TEST(value("norm(dW[1]) > 0", 4).now.value() == 1);
    BOOST_TEST(value("layer", 4, "dW[1]").now.value() == 1);
    BOOST_TEST(!value("layer", 4, "dW[1]").before.has_value());
}

BOOST_AUTO_TEST_CASE(a_misspelt_value_is_refused_with_the_nearest) {
    BOOST_TEST(missing_words<InputError>([] { watch("norm(dw[1])"); }, {"character 6", "did you mean dW[1]?"}) == "");
    BOOST_TEST(missing_words<InputError>([] { watch(""); }, {"there is nothing", "write one like norm(dW[1])"}) == "");
    BOOST_TEST(missing_words<InputError>([] { watch("W[1]"); }, {"is not a number but a matrix"}) == "");
}

BOOST_AUTO_TEST_SUITE_END()
