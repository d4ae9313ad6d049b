#include <boost/test/unit_test.hpp>

#include "engine/timeline/settings.h"
#include "viewer/model/own_lesson.h"

using namespace backstep;

namespace {

std::vector<std::string> values(const TrainingPlan& plan) {
    std::vector<std::string> list;
    for (const Setting& setting : settings_of(plan)) list.push_back(setting.value);
    return list;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(train_options)

BOOST_AUTO_TEST_CASE(the_learning_rate_depends_on_the_optimizer_unless_it_is_given) {
    TrainOptions options;
    BOOST_TEST(plan_of(options).network.optimizer.learning_rate == 0.001);
    options.optimizer = "sgd";
    BOOST_TEST(plan_of(options).network.optimizer.learning_rate == 0.1);
    options.learning_rate = 0.25;
    BOOST_TEST(plan_of(options).network.optimizer.learning_rate == 0.25);
}

BOOST_AUTO_TEST_CASE(every_option_reaches_the_plan) {
    TrainOptions options;
    options.layers = "784,64,32,10";
    options.learning_rate_step = "4:0.5";
    options.batch = 7;
    options.epochs = 3;
    options.seed = 18446744073709551615u;
    options.dropout = 0.5;
    options.l2 = 1e-4;
    options.clip = 5;
    options.patience = 2;
    const TrainingPlan plan = plan_of(options);
    BOOST_TEST((plan.network.layers == std::vector<int>{784, 64, 32, 10}));
    BOOST_TEST(plan.rate_every == 4);
    BOOST_TEST(plan.rate_factor == 0.5);
    BOOST_TEST(plan.batch_size == 7);
    BOOST_TEST(plan.epochs == 3);
    BOOST_TEST((plan.seed == options.seed && plan.network.seed == options.seed));
    BOOST_TEST(plan.network.dropout == 0.5);
    BOOST_TEST(plan.network.l2 == 1e-4);
    BOOST_TEST(plan.network.clip == 5);
    BOOST_TEST(plan.patience == 2);
}

BOOST_AUTO_TEST_CASE(options_come_back_from_the_knobs_of_their_lesson) {
    TrainOptions options;
    options.layers = "784,9,10";
    options.optimizer = "momentum";
    options.activation = "tanh";
    options.init = "xavier";
    options.momentum = 0.75;
    options.learning_rate = 1e-5;
    options.learning_rate_step = "10:0.1";
    options.batch = 33;
    options.epochs = 4;
    options.seed = 18446744073709551615u;
    options.dropout = 0.25;
    options.l2 = 0.001;
    options.clip = 2.5;
    options.patience = 6;
    const Knobs knobs(own_lesson(options).knobs);
    BOOST_TEST(values(plan_of(options_of(knobs))) == values(plan_of(options)), boost::test_tools::per_element());
    const Knobs usual(own_lesson({}).knobs);
    BOOST_TEST(values(plan_of(options_of(usual))) == values(plan_of({})), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
