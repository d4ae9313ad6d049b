#include <boost/test/unit_test.hpp>

#include "engine/math/error.h"
#include "engine/timeline/position.h"
#include "tests/timeline/sample.h"

using namespace backstep;

namespace {

constexpr long per_epoch = 469, steps = 4690;
const Position here{2731, 5};

long step_in(const char* text) { return parse_position(text, here, per_epoch, steps).step; }
std::string value_in(const char* text) { return parse_position(text, here, per_epoch, steps).value; }

std::string refused(const char* text, const std::vector<std::string>& words, long known_steps = steps) {
    return missing_words<InputError>([&] { parse_position(text, here, per_epoch, known_steps); }, words);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(position)

BOOST_AUTO_TEST_CASE(steps_are_counted_through_all_epochs) {
    BOOST_TEST(epoch_and_batch(1, per_epoch).epoch == 1);
    BOOST_TEST(epoch_and_batch(469, per_epoch).batch == 469);
    BOOST_TEST(epoch_and_batch(470, per_epoch).epoch == 2);
    BOOST_TEST(epoch_and_batch(470, per_epoch).batch == 1);
    BOOST_TEST(epoch_and_batch(2731, per_epoch).epoch == 6);
    BOOST_TEST(epoch_and_batch(2731, per_epoch).batch == 386);
    for (long step = 1; step < 1500; ++step)
        BOOST_REQUIRE(step_of(epoch_and_batch(step, per_epoch), per_epoch) == step);
}

BOOST_AUTO_TEST_CASE(a_step_is_written_with_its_epoch_and_batch) {
    BOOST_TEST(step_text(2731, 469) == "epoch 6 batch 386");
    BOOST_TEST(step_text(469, 469) == "epoch 1 batch 469");
    BOOST_TEST(step_text(470, 469) == "epoch 2 batch 1");
}

BOOST_AUTO_TEST_CASE(positions_are_totally_ordered_by_step_then_event) {
    BOOST_TEST((Position{1, 30} < Position{2, 0}));
    BOOST_TEST((Position{2, 3} < Position{2, 4}));
    BOOST_TEST((Position{} == Position{1, 0}));
}

BOOST_AUTO_TEST_CASE(every_part_of_a_typed_position_may_be_left_out) {
    BOOST_TEST(step_in("epoch 6 batch 386 dW[1]") == 2731);
    BOOST_TEST(value_in("epoch 6 batch 386 dW[1]") == "dW[1]");
    BOOST_TEST(step_in("epoch 7 batch 2") == 6 * 469 + 2);
    BOOST_TEST(step_in(" epoch  7 ") == 6 * 469 + 1);
    BOOST_TEST(value_in("epoch 7") == "");
    BOOST_TEST(step_in("epoch 7 W[1]@1") == 6 * 469 + 1);
    BOOST_TEST(step_in("batch 3 J") == 5 * 469 + 3);
    BOOST_TEST(step_in("step 4690") == 4690);
    BOOST_TEST(step_in("step 12 A[2]") == 12);
    BOOST_TEST(value_in("step 12 A[2]") == "A[2]");
    BOOST_TEST(step_in("dZ[1]") == 2731);
    BOOST_TEST(value_in("dZ[1]") == "dZ[1]");
}

BOOST_AUTO_TEST_CASE(what_is_no_position_is_refused_with_what_there_is) {
    BOOST_TEST(refused("epoch 11", {"there is no epoch 11", "1 to 10"}) == "");
    BOOST_TEST(refused("epoch 0", {"there is no epoch 0", "1 to 10"}) == "");
    BOOST_TEST(refused("epoch 2 batch 470", {"no batch 470", "1 to 469"}) == "");
    BOOST_TEST(refused("step 4691", {"no step 4691", "1 to 4690"}) == "");
    BOOST_TEST(refused("step -1", {"no step -1"}) == "");
    BOOST_TEST(refused("step 99999999999999999999", {"no step 9999", "1 to 4690"}) == "");
    BOOST_TEST(refused("epoch", {"no number after epoch", "epoch 6 batch 386 dW[1]"}) == "");
    BOOST_TEST(refused("epoch six", {"'six' is no number of an epoch"}) == "");
    BOOST_TEST(refused("step 3x", {"'3x'"}) == "");
    BOOST_TEST(refused("epoch 2 step 3", {"a step beside"}) == "");
    BOOST_TEST(refused("dW[1] epoch 2", {"'epoch' is too much"}) == "");
    BOOST_TEST(refused("  ", {"no words"}) == "");
    // 480 steps are known: of epoch 2 there are 11 batches.
    BOOST_TEST(refused("epoch 2 batch 12", {"no batch 12", "1 to 11"}, 480) == "");
    BOOST_TEST(refused("epoch 3", {"no epoch 3", "1 to 2"}, 480) == "");
    BOOST_TEST(refused("step 1", {"no step 1", "there is no step yet"}, 0) == "");
}

BOOST_AUTO_TEST_CASE(every_event_of_a_step_is_printed_and_found_again) {
    Computer computer;
    const auto timeline = trained(sample_plan(), 14);
    const auto trace = timeline->record(computer.compute, 14);
    BOOST_TEST(trace->events.size() > 30u);
    for (int event = 0; event <= static_cast<int>(trace->events.size()); ++event) {
        const std::string text = position_text({14, event}, 10, *trace);
        const TypedPosition typed = parse_position(text, Position{}, 10, 200);
        BOOST_TEST(typed.step == 14);
        if (event == 0) {
            BOOST_TEST(text == "epoch 2 batch 4");
            BOOST_TEST(typed.value == "");
        } else {
            BOOST_TEST_CONTEXT(text)
            BOOST_TEST(find_event(*trace, typed.value, 0).value_or(-1) == event - 1);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
