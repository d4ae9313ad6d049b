// What is remembered of a step while it is trained, and what is found out afterwards.

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <thread>

#include "engine/timeline/condition.h"
#include "engine/timeline/trainer.h"
#include "engine/timeline/watch.h"
#include "tests/timeline/sample.h"

using namespace backstep;

namespace {

constexpr long steps = 35;  // of them the first 10 an epoch
const std::atomic<bool> go_on = false;

// So many units that something is left out.
TrainingPlan wide_plan() { return sample_plan(20, 72); }

std::shared_ptr<Timeline> trained_by_norm(const TrainingPlan& plan, long count = steps) {
    Computer computer;
    auto timeline = std::make_shared<Timeline>(plan);
    timeline->summarise(Summarised::by_norm);
    timeline->advance(computer.compute, count);
    return timeline;
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool same_records(const Timeline& a, const Timeline& b, long from, long to) {
    for (long step = from; step <= to; ++step) {
        const StepRecord one = a.step_record(step), other = b.step_record(step);
        if (one.hash != other.hash || one.loss != other.loss || one.summaries.size() != other.summaries.size())
            return false;
        for (std::size_t i = 0; i < one.summaries.size(); ++i) {
            const Summary &x = one.summaries[i], &y = other.summaries[i];
            if (!(x.name == y.name) || x.whole != y.whole || x.has_norm != y.has_norm || !same(x.norm, y.norm) ||
                !same(x.min, y.min) || !same(x.max, y.max) || x.zeros != y.zeros || x.nans != y.nans)
                return false;
        }
    }
    return true;
}

const Condition& far_weight(const Timeline& timeline) {
    Computer computer;
    static const Condition condition("max(abs(W[1])) > 0.37", condition_values(*timeline.record(computer.compute, 1)));
    return condition;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(timeline_complete)

BOOST_AUTO_TEST_CASE(completed_it_remembers_what_another_has_remembered_at_once) {
    const auto at_once = trained(wide_plan(), steps), later = trained_by_norm(wide_plan());
    Computer computer(2);
    BOOST_TEST(at_once->is_complete());
    BOOST_TEST(!later->is_complete());
    BOOST_TEST(!same_records(*at_once, *later, 12, 12));
    BOOST_TEST(later->losses() == at_once->losses(), boost::test_tools::per_element());
    later->complete(computer.compute, go_on);
    BOOST_TEST(later->is_complete());
    BOOST_TEST(same_records(*at_once, *later, 1, steps));
    later->advance(computer.compute, 3);
    BOOST_TEST(!later->is_complete());
    later->complete(computer.compute, go_on);
    BOOST_TEST(later->is_complete());
}

BOOST_AUTO_TEST_CASE(whoever_stops_it_keeps_what_was_found) {
    const auto timeline = trained_by_norm(wide_plan());
    Computer computer;
    std::atomic<bool> stop = true;
    timeline->complete(computer.compute, stop);
    BOOST_TEST(!far_weight(*timeline).holds(*timeline, 1).has_value());
    stop = false;
    std::thread stopper([&] {
        while (!far_weight(*timeline).holds(*timeline, 1)) std::this_thread::yield();
        stop = true;
    });
    timeline->complete(computer.compute, stop);
    stopper.join();
    BOOST_TEST(far_weight(*timeline).holds(*timeline, 1).has_value());
}

BOOST_AUTO_TEST_CASE(a_fork_is_completed_with_its_parent_and_the_cells_that_were_set) {
    const TrainingPlan plan = wide_plan();
    const auto parents = std::pair{trained(plan, steps), trained_by_norm(plan)};
    Computer computer;
    Change change;
    change.plan = plan;
    change.plan->network.optimizer.learning_rate = 0.02;
    change.edits.push_back({2, 3, 400, 0.75});
    const auto at_once = std::make_shared<Timeline>(parents.first, 14, change),
               later = std::make_shared<Timeline>(parents.second, 14, change);
    later->summarise(Summarised::by_norm);
    for (const auto& fork : {at_once, later}) fork->advance(computer.compute, 9);
    BOOST_TEST(!later->is_complete());
    later->complete(computer.compute, go_on);
    BOOST_TEST(later->is_complete());
    BOOST_TEST(parents.second->is_complete());
    BOOST_TEST(same_records(*at_once, *later, 1, 22));
}

BOOST_AUTO_TEST_CASE(before_it_conditions_and_watches_find_the_same_by_looking_at_the_steps_themselves) {
    const auto at_once = trained(wide_plan(), steps), later = trained_by_norm(wide_plan());
    Computer computer;
    const auto values = condition_values(*at_once->record(computer.compute, 1));
    const RecordedStep recorded = [&](long step) { return later->record(computer.compute, step); };
    int known = 0, unknown = 0;
    for (const char* text : {"max(abs(W[1])) > 0.37", "min(dW[1]) > previous(min(dW[1]))", "zeros(mW[1]) < 0.3",
                             "isfinite(vW[1]) and step > 7", "norm(dW[1]) < 1", "max(A[1]) > 3", "not isnan(W[1])",
                             "step == 9 and max(W[1]) > 0", "norm(vW[1]) > 2 * previous(norm(vW[1]))",
                             "norm(m̂W[1]) < norm(dW[1])", "isnan(vW[1]) or step == 5"}) {
        const Condition condition(text, values);
        for (long step = 1; step <= steps; ++step) {
            const std::optional<bool> answer = condition.holds(*later, step);
            ++(answer ? known : unknown);
            if (answer) BOOST_TEST(*answer == condition.holds(*at_once, step).value(), text << " in step " << step);
        }
        for (const bool backward : {false, true}) {
            const Position from = backward ? Position{steps + 1, 0} : Position{};
            BOOST_TEST((find_next(*later, computer.compute, condition, from, backward, go_on) ==
                        find_next(*at_once, computer.compute, condition, from, backward, go_on)),
                       text);
        }
        const Watch watch(text, values);
        for (const Position at : {Position{9, 1}, Position{9, 40}}) {
            const auto trace = later->record(computer.compute, 9);
            const Position there{at.step, std::min(at.event, static_cast<int>(trace->events.size()))};
            const WatchValue one = watch.value(*later, there, *trace, recorded),
                             other = watch.value(*at_once, there, *trace, recorded);
            BOOST_TEST((one.now == other.now && one.before == other.before), text);
        }
    }
    BOOST_TEST(known > 100);
    BOOST_TEST(unknown > 80);
}

BOOST_AUTO_TEST_CASE(a_replay_that_differs_completes_nothing) {
    const std::shared_ptr<TrainingData> data = own_sample_data();
    TrainingPlan plan = wide_plan();
    plan.data = data;
    const auto timeline = trained_by_norm(plan, 5);
    Computer computer;
    for (std::uint8_t& label : data->train.labels) label = static_cast<std::uint8_t>((label + 1) % 10);
    const auto complete = [&] { timeline->complete(computer.compute, go_on); };
    BOOST_TEST(missing_words<ReplayError>(complete, {"after step 1 "}) == "");
    BOOST_TEST(!far_weight(*timeline).holds(*timeline, 1).has_value());
}

BOOST_AUTO_TEST_CASE(weights_whose_squares_are_too_large_have_not_diverged) {
    Computer computer;
    const TrainingPlan plan = wide_plan();
    for (const Summarised how : {Summarised::by_norm, Summarised::wholly}) {
        const auto start = std::make_shared<Timeline>(plan);
        Change change;
        change.edits.push_back({2, 71, 0, 1e200});  // W[1], beside a pixel that is always 0
        const auto timeline = std::make_shared<Timeline>(start, 1, change);
        timeline->summarise(how);
        timeline->advance(computer.compute, 4);
        BOOST_TEST(!timeline->diverged_at().has_value());
        const StepRecord record = timeline->step_record(4);
        const auto W = std::find_if(record.summaries.rbegin(), record.summaries.rend(),
                                    [](const Summary& summary) { return summary.name == Name("W", 1); });
        BOOST_TEST(std::isinf(W->norm));
        BOOST_TEST(W->whole == (how == Summarised::wholly));
    }
}

// Of a network with two hidden layers the new weights of a step are so large that the gradient of W[1] in the next step
// has squares that are infinite, and nothing else is. Then v is infinite, and W[1], divided by its root, stays as it
// is.
BOOST_AUTO_TEST_CASE(an_average_that_has_overflowed_is_found_though_it_has_no_norm) {
    Computer computer;
    TrainingPlan plan = wide_plan();
    plan.network.layers = {784, 72, 64, 10};
    const auto start = std::make_shared<Timeline>(plan);
    const auto trace = start->record(computer.compute, 1);
    Change change;
    for (const auto& [name, cols, weight] : {std::tuple{Name("W", 2), 72, 1e33}, {Name("W", 3), 64, 1e125}}) {
        const auto update = std::find_if(trace->events.rbegin(), trace->events.rend(),
                                         [&name = name](const Event& event) { return event.name == name; });
        for (int col = 0; col < cols; ++col) change.edits.push_back({update->index, 3, col, weight});
    }
    for (const Summarised how : {Summarised::by_norm, Summarised::wholly}) {
        const auto timeline = std::make_shared<Timeline>(start, 1, change);
        timeline->summarise(how);
        timeline->advance(computer.compute, 2);
        BOOST_TEST(timeline->diverged_at().value_or(0) == 2);
        for (const Summary& summary : timeline->step_record(2).summaries) {
            if (summary.name == Name("W", 1)) BOOST_TEST(summary.norm < 100);
            if (summary.name == Name("v", Name("W", 1))) BOOST_TEST(summary.has_norm == (how == Summarised::wholly));
        }
        timeline->complete(computer.compute, go_on);
        for (const Summary& summary : timeline->step_record(2).summaries)
            if (summary.name == Name("v", Name("W", 1))) BOOST_TEST(std::isinf(summary.norm));
    }
}

BOOST_AUTO_TEST_CASE(the_norms_of_adams_averages_are_known_when_it_is_completed) {
    Computer computer;
    TrainingPlan plan = wide_plan();
    const auto needs = [&](const char* text) {
        const auto trace = Timeline(plan).record(computer.compute, 1);
        return Condition(text, condition_values(*trace)).needs_complete();
    };
    for (const char* text : {"norm(mW[1]) > 1", "norm(v̂W[1]) > 1", "isnan(vW[1])", "previous(norm(mW[1])) > 1"})
        BOOST_TEST(needs(text), text);
    for (const char* text : {"norm(dW[1]) > 1", "norm(ΔW[1]) > 1", "norm(W[1]) > 1", "isnan(dW[1])"})
        BOOST_TEST(!needs(text), text);
    const auto timeline = trained_by_norm(plan, 3);
    const Condition large("norm(mW[1]) > 0", condition_values(*timeline->record(computer.compute, 1)));
    BOOST_TEST(!large.holds(*timeline, 2).has_value());
    timeline->complete(computer.compute, go_on);
    BOOST_TEST(large.holds(*timeline, 2).value());
    plan.network.optimizer.kind = Optimizer::momentum;
    BOOST_TEST(!needs("norm(vW[1]) > 1"));
}

BOOST_AUTO_TEST_CASE(a_trainer_completes_what_it_has_trained_unless_a_breakpoint_needs_it_at_once) {
    const auto without = std::make_shared<Timeline>(wide_plan()), with = std::make_shared<Timeline>(wide_plan());
    Computer computer;
    const auto values = condition_values(*with->record(computer.compute, 1));
    const std::vector breakpoints{std::make_shared<const Condition>("max(W[1]) > 1e9 or step == 12", values)};
    Trainer trainer(best_kernels(), 2);
    trainer.train(without);
    while (trainer.status().running) std::this_thread::yield();
    BOOST_TEST(without->finished());
    trainer.wait();
    BOOST_TEST(without->is_complete());

    trainer.train(with, breakpoints);
    while (trainer.status().running) {
        BOOST_TEST_REQUIRE(with->is_complete());
        std::this_thread::yield();
    }
    BOOST_TEST(trainer.status().broke_at.value().step == 12);

    const auto paused = trained_by_norm(wide_plan());
    for (int time = 0; time < 3; ++time) trainer.complete(paused);
    BOOST_TEST(!trainer.status().running);
    trainer.wait();
    BOOST_TEST(paused->is_complete());
    BOOST_TEST(paused->trained() == steps);
}

BOOST_AUTO_TEST_CASE(a_search_for_what_was_left_out_completes_first) {
    const auto timeline = trained_by_norm(wide_plan());
    Computer computer;
    const auto values = condition_values(*timeline->record(computer.compute, 1));
    Trainer trainer(best_kernels(), 2);
    trainer.search(timeline, {std::make_shared<const Condition>("max(W[1]) > 1e9", values)}, {steps, 1}, true);
    while (trainer.status().running) std::this_thread::yield();
    BOOST_TEST(!trainer.status().broke_at.has_value());
    BOOST_TEST(timeline->is_complete());
}

BOOST_AUTO_TEST_SUITE_END()
