#include <boost/test/unit_test.hpp>
#include <limits>

#include "engine/timeline/step_runner.h"
#include "tests/timeline/sample.h"

namespace backstep {
namespace {

// 72 units: enough for summaries and hashes to be gathered while the weights are computed.
TrainingPlan plan_with(Optimizer kind) {
    TrainingPlan plan = sample_plan();
    plan.network.layers = {784, 72, 10};
    plan.network.optimizer.kind = kind;
    return plan;
}

bool same(double a, double b) { return a == b || (a != a && b != b); }

bool same_summary(const Summary& a, const Summary& b) {
    return a.name == b.name && a.version == b.version && a.phase == b.phase && a.rows == b.rows && a.cols == b.cols &&
           same(a.norm, b.norm) && same(a.min, b.min) && same(a.max, b.max) && a.zeros == b.zeros && a.nans == b.nans;
}

constexpr Optimizer kinds[] = {Optimizer::sgd, Optimizer::momentum, Optimizer::averaged_momentum, Optimizer::adam};

}  // namespace

BOOST_AUTO_TEST_SUITE(step_runner)

BOOST_AUTO_TEST_CASE(the_hash_found_while_computing_is_that_of_the_numbers) {
    for (const Optimizer kind : kinds)
        for (const int batch_size : {1, 32})
            for (const int threads : {1, 2}) {
                Computer computer(threads);
                TrainingPlan plan = plan_with(kind);
                plan.batch_size = batch_size;
                StepRunner runner(computer.compute, plan, make_mlp(plan.network), 1);
                runner.summarise(threads == 1 ? Summarised::wholly : Summarised::by_norm);
                for (long step = 1; step <= 12; ++step) {
                    if (step == 5)
                        runner.record(step, {});
                    else
                        runner.run(step);
                    BOOST_TEST(runner.hash() == state_hash(runner.net()), static_cast<int>(kind) << " step " << step);
                }
            }
}

BOOST_AUTO_TEST_CASE(a_state_with_nans_has_the_hash_of_its_numbers_too) {
    for (const Optimizer kind : kinds) {
        Computer computer;
        const TrainingPlan plan = plan_with(kind);
        for (const Summarised how : {Summarised::by_norm, Summarised::wholly}) {
            Mlp net = make_mlp(plan.network);
            net.W[0].value.matrix(71, 400) = std::numeric_limits<double>::quiet_NaN();
            StepRunner runner(computer.compute, plan, net, 1);
            runner.summarise(how);
            runner.run(1);
            BOOST_TEST(runner.hash() == state_hash(runner.net()));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_step_that_runs_and_one_that_is_recorded_have_the_same_summaries) {
    for (const Optimizer kind : kinds)
        for (const bool spoiled : {false, true}) {
            Computer computer(2);
            const TrainingPlan plan = plan_with(kind);
            Mlp net = make_mlp(plan.network);
            if (spoiled) net.W[0].value.matrix(71, 400) = std::numeric_limits<double>::quiet_NaN();
            StepRunner running(computer.compute, plan, net, 1), recording(computer.compute, plan, net, 1);
            running.summarise(Summarised::wholly);
            recording.summarise(Summarised::wholly);
            for (long step = 1; step <= 2; ++step) {
                running.run(step);
                recording.record(step, {});
                BOOST_TEST_REQUIRE(running.summaries().size() == recording.summaries().size());
                for (std::size_t i = 0; i < running.summaries().size(); ++i)
                    BOOST_TEST(same_summary(running.summaries()[i], recording.summaries()[i]),
                               running.summaries()[i].name.text() << " of step " << step);
            }
        }
}

BOOST_AUTO_TEST_CASE(by_norm_everything_is_known_of_forward_values_and_of_the_others_their_norm_and_whether_it_is_nan) {
    for (const Optimizer kind : kinds)
        for (const bool spoiled : {false, true}) {
            Computer computer(2);
            TrainingPlan plan = plan_with(kind);
            plan.network.dropout = 0.2;  // so that A[1] is computed by a program, too
            Mlp net = make_mlp(plan.network);
            if (spoiled) net.W[0].value.matrix(71, 400) = std::numeric_limits<double>::quiet_NaN();
            StepRunner by_norm(computer.compute, plan, net, 1), wholly(computer.compute, plan, net, 1);
            by_norm.summarise(Summarised::by_norm);
            wholly.summarise(Summarised::wholly);
            by_norm.run(1);
            wholly.run(1);
            BOOST_TEST(by_norm.hash() == wholly.hash());
            BOOST_TEST_REQUIRE(by_norm.summaries().size() == wholly.summaries().size());
            std::size_t partial = 0;
            for (std::size_t i = 0; i < wholly.summaries().size(); ++i) {
                const Summary &some = by_norm.summaries()[i], &all = wholly.summaries()[i];
                BOOST_TEST(same(some.norm, all.norm), all.name.text());
                BOOST_TEST((some.nans > 0) == (all.nans > 0), all.name.text());
                BOOST_TEST(all.whole);
                if (some.whole)
                    BOOST_TEST(same_summary(some, all), all.name.text());
                else
                    BOOST_TEST((all.phase != Phase::forward), all.name.text());
                partial += some.whole ? 0 : 1;
            }
            BOOST_TEST(partial >= 2u);  // of W[1]: its gradient and its change at least
        }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep
