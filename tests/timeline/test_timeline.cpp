#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "engine/math/error.h"
#include "engine/timeline/training_step.h"
#include "tests/timeline/sample.h"

using namespace backstep;

namespace {

// Few checkpoints: a look has to walk.
constexpr std::size_t little_memory = 2'000'000;

// The training as a plain loop, without a timeline: the hash after each step.
std::vector<std::uint64_t> plain_loop(const TrainingPlan& plan, long steps) {
    Computer computer;
    Mlp net = make_mlp(plan.network);
    Batches batches(plan);
    Recorder recorder(computer.compute, Recording::off);
    std::vector<std::uint64_t> result;
    for (long step = 1; step <= steps; ++step) {
        training_step(recorder, net, plan, batches, step, step);
        recorder.finish();
        result.push_back(state_hash(net));
    }
    return result;
}

// The step, counted from 1, whose batch the image is in.
long step_with_image(const TrainingPlan& plan, int image, long first, long last) {
    Batches batches(plan);
    for (long step = first; step <= last; ++step) {
        batches.go_to(step);
        if (std::count(batches.picked().begin(), batches.picked().end(), image) > 0) return step;
    }
    return 0;
}

const Summary* summary_of(const StepRecord& record, const Event& event) {
    for (const Summary& summary : record.summaries)
        if (summary.name == event.name && summary.version == event.version) return &summary;
    return nullptr;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(timeline)

BOOST_AUTO_TEST_CASE(a_timeline_trains_what_a_plain_loop_trains) {
    for (const Optimizer kind : {Optimizer::sgd, Optimizer::momentum, Optimizer::averaged_momentum, Optimizer::adam}) {
        TrainingPlan plan = sample_plan();
        plan.network.optimizer.kind = kind;
        const std::vector<std::uint64_t> loop = plain_loop(plan, 25);
        BOOST_TEST((hashes(*trained(plan, 25)) == loop));
        BOOST_TEST(loop[0] != loop[1]);
    }
}

BOOST_AUTO_TEST_CASE(any_position_comes_back_exactly) {
    TrainingPlan plan = sample_plan();
    plan.network.dropout = 0.25;
    const auto timeline = trained(plan, 0, little_memory);
    BOOST_TEST(timeline->checkpoint_memory() <= little_memory);
    const std::vector<std::uint64_t> expected = hashes(*timeline);
    BOOST_TEST(expected.size() == 200u);
    Computer computer;
    std::mt19937 random(3);
    for (int i = 0; i < 200; ++i) {
        const long step = 1 + static_cast<long>(random() % 200);
        const Mlp net = timeline->state_before(computer.compute, step + 1);
        BOOST_REQUIRE(state_hash(net) == expected[static_cast<std::size_t>(step - 1)]);
    }
}

BOOST_AUTO_TEST_CASE(threads_and_memory_do_not_change_a_bit) {
    const auto one = trained(sample_plan(), 60);
    Computer two(2);
    Timeline timeline(sample_plan(), 1);
    for (int i = 0; i < 7; ++i) timeline.advance(two.compute, 9);
    BOOST_TEST(timeline.trained() == 63);
    std::vector<std::uint64_t> list = hashes(timeline);
    list.resize(60);
    BOOST_TEST((list == hashes(*one)));
    BOOST_TEST(state_hash(timeline.state_before(two.compute, 61)) == one->hash());
    for (std::size_t e = 0; e < 6; ++e) {
        BOOST_TEST(timeline.epochs()[e].loss == one->epochs()[e].loss);
        BOOST_TEST(timeline.epochs()[e].train == one->epochs()[e].train);
    }
}

BOOST_AUTO_TEST_CASE(a_recorded_step_is_the_step_that_was_trained) {
    const auto timeline = trained(sample_plan(), 45);
    Computer computer;
    for (const long step : {1L, 10L, 31L, 45L}) {
        const auto trace = timeline->record(computer.compute, step);
        const Mlp after = timeline->state_before(computer.compute, step + 1);
        const auto last_value = [&](const char* name) { return trace->matrix(find_event(*trace, name, 1000).value()); };
        BOOST_TEST((last_value("W[1]") == after.W[0].value.matrix));
        BOOST_TEST((last_value("b[2]") == after.b[1].value.matrix));
        BOOST_TEST((last_value("vW[2]") == after.W[1].v.matrix));
        const StepRecord record = timeline->step_record(step);
        BOOST_TEST(last_value("J")(0, 0) == record.loss);

        // The summaries of the step are those of the values.
        std::size_t computed = 0;
        for (const Event& event : trace->events) {
            if (event.given) continue;
            ++computed;
            const Summary* summary = summary_of(record, event);
            BOOST_REQUIRE(summary);
            const Summary expected = summarise(*trace, event);
            BOOST_TEST(summary->norm == expected.norm, event.name.text() << " in step " << step);
            BOOST_TEST(summary->min == expected.min);
            BOOST_TEST(summary->max == expected.max);
            BOOST_TEST(summary->zeros == expected.zeros);
            BOOST_TEST(summary->cols == expected.cols);
            BOOST_TEST((summary->phase == event.phase));
        }
        BOOST_TEST(record.summaries.size() == computed);
    }
}

BOOST_AUTO_TEST_CASE(the_step_that_comes_next_can_be_recorded_before_it_is_trained) {
    auto timeline = trained(sample_plan(), 7);
    Computer computer;
    const auto before = timeline->record(computer.compute, 8);
    timeline->advance(computer.compute, 1);
    const auto after = timeline->record(computer.compute, 8);
    BOOST_TEST((before->values == after->values));
    BOOST_CHECK_THROW(timeline->record(computer.compute, 10), std::out_of_range);
    BOOST_CHECK_THROW(timeline->record(computer.compute, 0), std::out_of_range);
    BOOST_CHECK_THROW(timeline->state_before(computer.compute, 10), std::out_of_range);
    BOOST_CHECK_THROW(timeline->step_record(9), std::out_of_range);
}

BOOST_AUTO_TEST_CASE(a_step_may_be_trained_with_recording_on) {
    Timeline timeline(sample_plan());
    Computer computer;
    const std::atomic<bool> go_on{false}, stop{true};
    timeline.advance(computer.compute, 4);
    const auto trace = timeline.advance_recorded(computer.compute, go_on);
    timeline.advance(computer.compute, 4);
    BOOST_TEST(!timeline.advance_recorded(computer.compute, stop));
    const auto plain = trained(sample_plan(), 9);
    BOOST_TEST((hashes(timeline) == hashes(*plain)));
    BOOST_TEST((trace->values == plain->record(computer.compute, 5)->values));
    BOOST_TEST(timeline.step_record(5).summaries.size() == timeline.step_record(4).summaries.size());
}

// A label is changed behind its back, so one step of the replay is another one.
BOOST_AUTO_TEST_CASE(a_replay_that_differs_is_caught_and_named) {
    const auto data = own_sample_data();
    TrainingPlan plan = sample_plan();
    plan.data = data;
    plan.batch_size = 7;                         // 43 steps an epoch
    const auto timeline = trained(plan, 43, 1);  // only the start is kept
    const int image = 123;
    const long wrong = step_with_image(plan, image, 1, 43);
    BOOST_TEST(wrong > 1);
    data->train.labels[image] = static_cast<std::uint8_t>((data->train.labels[image] + 1) % 10);

    Computer computer;
    BOOST_TEST(state_hash(timeline->state_before(computer.compute, wrong)) == timeline->hash(wrong - 1));
    const std::string named = "after step " + std::to_string(wrong) + " ";
    BOOST_TEST(missing_words<ReplayError>([&] { timeline->state_before(computer.compute, wrong + 1); }, {named}) == "");
    BOOST_TEST(missing_words<ReplayError>([&] { timeline->record(computer.compute, 43); }, {named}) == "");
    // The step itself, recorded.
    BOOST_TEST(missing_words<ReplayError>([&] { timeline->record(computer.compute, wrong); },
                                          {"step " + std::to_string(wrong) + " recorded again"}) == "");
}

// With one checkpoint, at the start: to go back there would find other labels.
BOOST_AUTO_TEST_CASE(the_state_that_training_has_come_to_is_there_without_a_replay) {
    const std::shared_ptr<TrainingData> data = own_sample_data();
    TrainingPlan plan = sample_plan();
    plan.data = data;
    Computer computer;
    const auto timeline = trained(plan, 17, 0);
    const auto fork = std::make_shared<Timeline>(timeline, 9, Change{});
    BOOST_TEST(state_hash(fork->state_now(computer.compute)) == timeline->hash(8));
    for (std::uint8_t& label : data->train.labels) label = static_cast<std::uint8_t>((label + 1) % 10);
    BOOST_CHECK_THROW(timeline->state_before(computer.compute, 18), ReplayError);
    BOOST_TEST(state_hash(timeline->state_now(computer.compute)) == timeline->hash());
    BOOST_TEST(state_hash(Timeline(plan).state_now(computer.compute)) == state_hash(make_mlp(plan.network)));
}

BOOST_AUTO_TEST_CASE(losses_and_epochs_grow_with_the_training) {
    const auto timeline = trained(sample_plan(), 27);
    const std::vector<double> losses = timeline->losses();
    BOOST_TEST(losses.size() == 27u);
    BOOST_TEST(losses[4] == timeline->step_record(5).loss);
    const std::vector<EpochRecord> epochs = timeline->epochs();
    BOOST_REQUIRE(epochs.size() == 2u);
    double sum = 0;
    for (std::size_t i = 10; i < 20; ++i) sum += losses[i];
    BOOST_TEST(epochs[1].epoch == 2);
    BOOST_TEST(epochs[1].loss == sum / 10);
    BOOST_TEST(epochs[1].seconds > 0);
    BOOST_TEST(!timeline->finished());
}

BOOST_AUTO_TEST_CASE(a_training_ends_with_its_plan) {
    TrainingPlan plan = sample_plan();
    plan.epochs = 2;
    const auto timeline = trained(plan, 1000);
    BOOST_TEST(timeline->trained() == 20);
    BOOST_TEST(timeline->finished());
    BOOST_TEST(!timeline->stopped_early());
    Computer computer;
    BOOST_CHECK_THROW(timeline->record(computer.compute, 21), std::out_of_range);
    BOOST_TEST(timeline->hash() == state_hash(timeline->state_before(computer.compute, 21)));
}

BOOST_AUTO_TEST_CASE(steps_are_visited_in_both_directions_until_it_is_enough) {
    const auto timeline = trained(sample_plan(), 12);
    std::vector<long> seen;
    const auto until = [&](long last) {
        return [&, last](long step, const StepRecord& record) {
            BOOST_TEST(record.hash == timeline->hash(step));
            seen.push_back(step);
            return step != last;
        };
    };
    timeline->visit_steps(9, 3, until(6));
    BOOST_TEST(seen == (std::vector<long>{9, 8, 7, 6}), boost::test_tools::per_element());
    seen.clear();
    timeline->visit_steps(10, 12, until(0));
    BOOST_TEST(seen == (std::vector<long>{10, 11, 12}), boost::test_tools::per_element());
    seen.clear();
    Timeline(sample_plan()).visit_steps(1, 0, until(0));
    BOOST_TEST(seen.empty());
}

BOOST_AUTO_TEST_CASE(a_stop_between_two_steps_loses_nothing) {
    Computer computer;
    Timeline timeline(sample_plan());
    const std::atomic<bool> stopped{true};
    timeline.advance(computer.compute, 5, stopped);
    BOOST_TEST(timeline.trained() == 0);
    BOOST_TEST(timeline.hash() == state_hash(make_mlp(sample_plan().network)));
    for (int i = 0; i < 12; ++i) {
        timeline.advance(computer.compute, 1);
        timeline.advance(computer.compute, 1, stopped);
    }
    BOOST_TEST((hashes(timeline) == hashes(*trained(sample_plan(), 12))));
}

BOOST_AUTO_TEST_CASE(training_stops_when_validation_has_not_got_better_for_long) {
    TrainingPlan plan = sample_plan();
    plan.patience = 2;
    plan.network.optimizer.learning_rate = 1e-9;  // nothing gets better
    const auto timeline = trained(plan);
    BOOST_TEST(timeline->trained() == 30);
    BOOST_TEST(timeline->finished());
    BOOST_TEST(timeline->stopped_early());
    const std::vector<EpochRecord> epochs = timeline->epochs();
    BOOST_TEST(epochs.at(2).validation <= epochs.at(0).validation);
}

BOOST_AUTO_TEST_CASE(divergence_is_noted_where_it_began_and_ends_the_training_with_the_epoch) {
    TrainingPlan plan = sample_plan();
    plan.network.optimizer.kind = Optimizer::sgd;
    plan.network.optimizer.learning_rate = 1e200;
    const auto timeline = trained(plan);
    BOOST_REQUIRE(timeline->diverged_at().has_value());
    const long began = *timeline->diverged_at();
    BOOST_TEST(began > 1);
    BOOST_TEST(began <= 10);
    BOOST_TEST(timeline->trained() == 10);
    BOOST_TEST(timeline->finished());
    BOOST_TEST(timeline->epochs().size() == 1u);
    for (long step = 1; step < began; ++step) BOOST_TEST(std::isfinite(timeline->step_record(step).loss));

    // It stays steppable.
    Computer computer;
    const auto trace = timeline->record(computer.compute, 10);
    const auto gradient = find_event(*trace, "dW[1]", 1000);
    BOOST_REQUIRE(gradient.has_value());
    BOOST_TEST(summarise(trace->matrix(*gradient)).nans > 0);
    BOOST_TEST(!trained(sample_plan(), 20)->diverged_at().has_value());
}

BOOST_AUTO_TEST_CASE(a_look_at_what_would_be_changes_one_recording_and_no_timeline) {
    Computer computer;
    const auto timeline = trained(sample_plan(), 12);
    const auto plain = timeline->record(computer.compute, 5);
    const int W = *find_event(*plain, "W[2]@0", static_cast<int>(plain->events.size()));
    const std::size_t memory = timeline->checkpoint_memory();
    const auto look = timeline->record(computer.compute, 5, {{W, 3, 7, 0.5}});
    BOOST_TEST(look->value(W)(3, 7) == 0.5);
    BOOST_TEST(plain->value(W)(3, 7) != 0.5);
    BOOST_TEST((look->value(look->events.back()) == plain->value(plain->events.back())) == false);
    BOOST_TEST(timeline->checkpoint_memory() == memory);
    BOOST_TEST((timeline->record(computer.compute, 5)->value(W) == plain->value(W)));
}

BOOST_AUTO_TEST_SUITE_END()
