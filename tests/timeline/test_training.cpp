#include <boost/test/unit_test.hpp>
#include <limits>

#include "engine/data/batches.h"
#include "engine/data/digits.h"
#include "engine/math/error.h"
#include "tests/timeline/sample.h"

using namespace backstep;

namespace {

template <class Change>
std::string refused(const Change& change, const std::vector<std::string>& words) {
    TrainingPlan plan = sample_plan();
    change(plan);
    return missing_words<InputError>([&] { Timeline timeline(plan); }, words);
}

std::string refused_split(int train, int validation, const std::vector<std::string>& words) {
    return missing_words<InputError>([&] { split(built_in_digits(20, 1), {}, train, validation); }, words);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(training)

BOOST_AUTO_TEST_CASE(validation_images_come_after_those_for_training) {
    const Dataset all = built_in_digits(20, 3);
    const auto data = split(all, built_in_digits(4, 5), 11, 6);
    BOOST_TEST(data->train.count == 11);
    BOOST_TEST(data->validation.count == 6);
    BOOST_TEST(data->test.count == 4);
    BOOST_TEST((image_matrix(data->validation, 0) == image_matrix(all, 11)));
    BOOST_TEST(data->validation.labels[5] == all.labels[16]);
    BOOST_TEST(data->train_pixels.count == 11);
    BOOST_TEST(data->test_pixels.count == 4);
}

BOOST_AUTO_TEST_CASE(zero_training_images_mean_all_that_are_left) {
    BOOST_TEST(split(built_in_digits(20, 1), {}, 0, 6)->train.count == 14);
    BOOST_TEST(split(built_in_digits(20, 1), {}, 0, 0)->train.count == 20);
}

BOOST_AUTO_TEST_CASE(a_split_that_cannot_be_is_refused) {
    BOOST_TEST(refused_split(15, 6, {"15 + 6 of 20"}) == "");
    BOOST_TEST(refused_split(0, 20, {"1 + 20 of 20"}) == "");
    BOOST_TEST(refused_split(-1, 2, {"training images", "-1"}) == "");
    BOOST_TEST(refused_split(3, -2, {"validation images", "-2"}) == "");
    BOOST_TEST(refused_split(2147483647, 2147483647, {"of 20"}) == "");
    Dataset small;
    small.rows = small.cols = 2;
    small.count = 1;
    small.images = {0, 0, 0, 0};
    small.labels = {1};
    BOOST_TEST(missing_words<InputError>([&] { split(built_in_digits(20, 1), small, 5, 5); },
                                         {"test images", "2×2", "28×28"}) == "");
}

BOOST_AUTO_TEST_CASE(a_plan_that_cannot_be_run_is_refused_by_name) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    BOOST_TEST(refused([](auto& p) { p.data = nullptr; }, {"training images"}) == "");
    for (const double rate : {0.0, -1.0, nan, 1 / 0.0})
        BOOST_TEST(refused([&](auto& p) { p.network.optimizer.learning_rate = rate; }, {"learning rate"}) == "");
    BOOST_TEST(refused([](auto& p) { p.batch_size = 0; }, {"batch size", "1 to 300"}) == "");
    BOOST_TEST(refused([](auto& p) { p.batch_size = 301; }, {"batch size", "301", "1 to 300"}) == "");
    BOOST_TEST(refused([](auto& p) { p.epochs = 0; }, {"epochs", "at least 1"}) == "");
    BOOST_TEST(refused([](auto& p) { p.network.layers = {783, 10}; }, {"layers", "783", "28×28", "784"}) == "");
    BOOST_TEST(refused([](auto& p) { p.network.layers = {784, 9}; }, {"layers", "9 outputs", "0 to 9", "10"}) == "");
    BOOST_TEST(refused([](auto& p) { p.network.layers = {784}; }, {"layers"}) == "");
    BOOST_TEST(refused([](auto& p) { p.network.dropout = 1; }, {"dropout"}) == "");
    BOOST_TEST(refused([](auto& p) { p.patience = -1; }, {"patience"}) == "");
    BOOST_TEST(refused([](auto& p) { p.rate_every = -1; }, {"learning rate steps"}) == "");
    BOOST_TEST(refused([&](auto& p) { p.rate_factor = nan; }, {"learning rate factor"}) == "");
    const auto no_validation = split(built_in_digits(40, 1), {}, 0, 0);
    BOOST_TEST(refused([&](auto& p) { p.data = no_validation, p.patience = 2; }, {"patience", "validation"}) == "");
}

BOOST_AUTO_TEST_CASE(the_learning_rate_drops_after_every_so_many_epochs) {
    TrainingPlan plan = sample_plan();
    BOOST_TEST(plan.learning_rate(200) == 0.01);
    plan.rate_every = 3;
    plan.rate_factor = 0.5;
    BOOST_TEST(plan.learning_rate(1) == 0.01);
    BOOST_TEST(plan.learning_rate(30) == 0.01);
    BOOST_TEST(plan.learning_rate(31) == 0.005);
    BOOST_TEST(plan.learning_rate(60) == 0.005);
    BOOST_TEST(plan.learning_rate(61) == 0.0025);
}

BOOST_AUTO_TEST_CASE(what_differs_between_plans_is_said_with_both_values) {
    const TrainingPlan from = sample_plan();
    TrainingPlan to = from;
    BOOST_TEST(difference(from, to) == "");
    to.network.optimizer = {.kind = Optimizer::sgd, .learning_rate = 0.25};
    to.patience = 4;
    BOOST_TEST(difference(from, to) == "optimizer adam → sgd, learning rate 0.01 → 0.25, patience 0 → 4");
    to.data = own_sample_data();
    to.network.layers = {784, 3, 5, 10};
    BOOST_TEST(difference(from, to).rfind("other images, layers 784,12,10 → 784,3,5,10, optimizer", 0) == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
