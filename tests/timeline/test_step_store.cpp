#include <boost/test/unit_test.hpp>
#include <limits>

#include "engine/timeline/step_store.h"

using namespace backstep;

namespace {

Summary summary_of(const char* name, int version, int cols, double norm) {
    Summary summary;
    summary.name = name;
    summary.version = version;
    summary.phase = version > 0 ? Phase::update : Phase::backward;
    summary.rows = 7;
    summary.cols = cols;
    summary.norm = norm;
    summary.min = -norm;
    summary.max = norm / 2;
    summary.zeros = 3;
    summary.nans = 1;
    return summary;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(step_store)

BOOST_AUTO_TEST_CASE(what_was_appended_is_read_back) {
    StepStore store;
    for (int step = 0; step < 30; ++step) {
        const int cols = step % 10 == 9 ? 5 : 32;  // the last batch of an epoch
        store.append({1000u + static_cast<std::uint64_t>(step),
                      step * 0.5,
                      step * 0.01,
                      step % 7 == 1,
                      {summary_of("dW[1]", 0, cols, step), summary_of("W[1]", 1, 12, step + 0.25)}});
    }
    BOOST_TEST(store.size() == 30);
    StepRecord record;
    for (const long step : {29L, 0L, 13L}) {
        store.read(step, record);
        BOOST_TEST(record.hash == 1000u + static_cast<std::uint64_t>(step));
        BOOST_TEST(store.hash(step) == record.hash);
        BOOST_TEST(record.loss == static_cast<double>(step) * 0.5);
        BOOST_TEST(store.loss(step) == record.loss);
        BOOST_TEST(record.held_out == static_cast<double>(step) * 0.01);
        BOOST_TEST(store.held_out(step) == record.held_out);
        BOOST_TEST(record.measured == (step == 29));
        BOOST_TEST(store.measured(step) == record.measured);
        BOOST_REQUIRE(record.summaries.size() == 2u);
        const Summary &first = record.summaries[0], &second = record.summaries[1];
        BOOST_TEST(first.name.text() == "dW[1]");
        BOOST_TEST(first.cols == (step % 10 == 9 ? 5 : 32));
        BOOST_TEST(first.norm == static_cast<double>(step));
        BOOST_TEST(first.min == -first.norm);
        BOOST_TEST(first.max == first.norm / 2);
        BOOST_TEST(first.zeros == 3);
        BOOST_TEST(first.nans == 1);
        BOOST_TEST(second.norm == static_cast<double>(step) + 0.25);
        BOOST_TEST(second.version == 1);
        BOOST_TEST((second.phase == Phase::update));
    }
}

BOOST_AUTO_TEST_CASE(the_first_step_that_is_not_whole_is_known_and_can_be_completed) {
    StepStore store;
    BOOST_TEST(store.partial() == 0);
    const auto summaries = [](int step, bool whole) {
        std::vector<Summary> both{summary_of("Z[1]", 0, 32, step), summary_of("W[1]", 1, 12, step + 0.25)};
        both[1].whole = whole;
        return both;
    };
    for (int step = 0; step < 6; ++step) store.append({1, 0, 0.5, true, summaries(step, step < 2 || step == 4)});
    BOOST_TEST(store.partial() == 2);
    StepRecord record;
    store.read(3, record);
    BOOST_TEST(record.summaries[0].whole);
    BOOST_TEST(!record.summaries[1].whole);
    BOOST_TEST(record.summaries[1].norm == 3.25);
    store.complete(3, 0.75, summaries(3, true));
    BOOST_TEST(store.partial() == 2);
    store.complete(2, 0, summaries(2, true));
    BOOST_TEST(store.partial() == 5);
    store.read(3, record);
    BOOST_TEST(record.summaries[1].whole);
    BOOST_TEST(record.summaries[1].zeros == 3);
    BOOST_TEST(record.held_out == 0.75);
    store.complete(5, 0, summaries(5, true));
    BOOST_TEST(store.partial() == store.size());
    BOOST_CHECK_THROW(store.complete(5, 0, {}), std::logic_error);
}

BOOST_AUTO_TEST_CASE(of_a_value_without_a_norm_nothing_is_known_before_it_is_completed) {
    StepStore store;
    Summary without = summary_of("mW[1]", 1, 12, std::numeric_limits<double>::quiet_NaN());
    without.whole = without.has_norm = false;
    store.append({1, 0, 0.5, true, {summary_of("dW[1]", 0, 12, 1), without}});
    BOOST_TEST(store.partial() == 0);
    StepRecord record;
    store.read(0, record);
    BOOST_TEST(record.summaries[0].has_norm);
    BOOST_TEST(!record.summaries[1].has_norm);
    BOOST_TEST(!record.summaries[1].whole);
    BOOST_TEST(record.summaries[1].nans == 0);
    store.complete(0, 0.5, {summary_of("dW[1]", 0, 12, 1), summary_of("mW[1]", 1, 12, 2)});
    BOOST_TEST(store.partial() == 1);
    store.read(0, record);
    BOOST_TEST(record.summaries[1].has_norm);
    BOOST_TEST(record.summaries[1].norm == 2);
    BOOST_TEST(record.summaries[1].nans == 1);
}

BOOST_AUTO_TEST_CASE(a_step_that_was_not_measured_is_not_whole_before_it_is) {
    StepStore store;
    for (int step = 0; step < 5; ++step) store.append({1, 0, 0.5, step % 2 == 0, {summary_of("J", 0, 1, step)}});
    BOOST_TEST(store.partial() == 1);
    store.complete(1, 0.625, {summary_of("J", 0, 1, 1)});
    BOOST_TEST(store.partial() == 3);
    BOOST_TEST(store.measured(1));
    BOOST_TEST(store.held_out(1) == 0.625);
    BOOST_TEST(!store.measured(3));
}

BOOST_AUTO_TEST_CASE(steps_with_other_values_keep_their_own_names) {
    StepStore store;
    store.append({1, 0, 0, true, {summary_of("dW[1]", 0, 32, 1)}});
    store.append({2, 0, 0, true, {}});
    store.append({3, 0, 0, true, {summary_of("dW[2]", 0, 32, 3), summary_of("dW[1]", 0, 32, 4)}});
    StepRecord record;
    store.read(1, record);
    BOOST_TEST(record.summaries.empty());
    store.read(2, record);
    BOOST_TEST(record.summaries.at(0).name.text() == "dW[2]");
    BOOST_TEST(record.summaries.at(1).norm == 4);
    BOOST_CHECK_THROW(store.read(3, record), std::out_of_range);
}

BOOST_AUTO_TEST_SUITE_END()
