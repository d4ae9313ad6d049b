#include <boost/test/unit_test.hpp>
#include <cmath>

#include "engine/data/batches.h"
#include "engine/network/metrics.h"
#include "engine/timeline/evaluation.h"
#include "tests/timeline/sample.h"

using namespace backstep;

namespace {

const std::atomic<bool> never{false};

std::vector<int> all_of(const Dataset& data) {
    std::vector<int> picked;
    for (int i = 0; i < data.count; ++i) picked.push_back(i);
    return picked;
}

// Everything at once, with recording on: the value of that name.
Matrix value_of(Mlp net, const Dataset& data, const char* name) {
    Computer computer;
    Recorder recorder(computer.compute, Recording::on);
    predict(recorder, net, recorder.input("X", scaled_pixel_columns(data, all_of(data))));
    return recorder.trace().matrix(find_event(recorder.trace(), name, 1000).value());
}

double accuracy_of(const Mlp& net, const Dataset& data) { return accuracy(value_of(net, data, "A[2]"), data.labels); }

Mlp trained_network(Activation activation) {
    TrainingPlan plan = sample_plan();
    plan.network.activation = activation;
    Computer computer;
    return trained(plan, 40)->state_before(computer.compute, 41);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluation)

BOOST_AUTO_TEST_CASE(accuracies_are_those_of_all_images) {
    const TrainingPlan plan = sample_plan();
    Mlp net = trained_network(Activation::relu);
    for (const int threads : {1, 2}) {
        Computer computer(threads);
        const EpochRecord record = measure(computer.compute, net, plan, never).value();
        BOOST_TEST(record.train == accuracy_of(net, plan.data->train));
        BOOST_TEST(record.validation == accuracy_of(net, plan.data->validation));
        BOOST_TEST(record.test == accuracy_of(net, plan.data->test));
        BOOST_TEST(record.train > 0.5);
    }
}

BOOST_AUTO_TEST_CASE(more_images_than_fit_at_once_are_all_seen) {
    TrainingPlan plan = sample_plan();
    auto data = own_sample_data();
    const Dataset once = data->train;
    for (int i = 1; i < 4; ++i) {
        data->train.images.insert(data->train.images.end(), once.images.begin(), once.images.end());
        data->train.labels.insert(data->train.labels.end(), once.labels.begin(), once.labels.end());
    }
    data->train.count = 1200;
    data->train_pixels = pixel_index(data->train);
    plan.data = data;
    Mlp net = trained_network(Activation::relu);
    Computer computer;
    BOOST_TEST(measure(computer.compute, net, plan, never)->train == accuracy_of(net, once));
    const std::vector<int> classes = predicted_classes(computer.compute, net, data->train_pixels, PixelScale::unit);
    BOOST_TEST((classes == predictions(value_of(net, data->train, "A[2]"))));
}

BOOST_AUTO_TEST_CASE(without_images_there_is_no_accuracy) {
    TrainingPlan plan = sample_plan();
    const auto data = own_sample_data();
    data->test = data->validation = {};
    data->test_pixels = data->validation_pixels = pixel_index(data->test);
    plan.data = data;
    Mlp net = make_mlp(plan.network);
    Computer computer;
    const EpochRecord record = measure(computer.compute, net, plan, never).value();
    BOOST_TEST(std::isnan(record.validation));
    BOOST_TEST(std::isnan(record.test));
}

BOOST_AUTO_TEST_CASE(dead_units_are_those_that_no_training_image_activates) {
    for (const Activation activation : {Activation::relu, Activation::leaky_relu}) {
        Mlp net = trained_network(activation);
        net.b[0].value.matrix(3, 0) = net.b[0].value.matrix(7, 0) = -1000;
        const Matrix A = value_of(net, sample_data()->train, "A[1]");
        int dead = 0;
        for (int row = 0; row < A.rows; ++row) {
            bool active = false;
            for (int col = 0; col < A.cols; ++col) active = active || A(row, col) > 0;
            dead += !active;
        }
        BOOST_TEST(dead >= 2);
        TrainingPlan plan = sample_plan();
        plan.network = net.settings;
        Computer computer;
        const EpochRecord record = measure(computer.compute, net, plan, never).value();
        BOOST_TEST(record.dead == std::vector<int>{dead}, boost::test_tools::per_element());
        BOOST_TEST(record.saturated == std::vector<int>{0}, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(saturated_units_are_at_an_end_for_every_training_image) {
    for (const Activation activation : {Activation::sigmoid, Activation::tanh}) {
        Mlp net = trained_network(activation);
        net.b[0].value.matrix(3, 0) = -1000;
        net.b[0].value.matrix(7, 0) = 1000;
        TrainingPlan plan = sample_plan();
        plan.network = net.settings;
        Computer computer;
        const EpochRecord record = measure(computer.compute, net, plan, never).value();
        BOOST_TEST(record.saturated == std::vector<int>{2}, boost::test_tools::per_element());
        BOOST_TEST(record.dead == std::vector<int>{0}, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(a_network_without_hidden_layers_has_no_units_to_count) {
    TrainingPlan plan = sample_plan();
    plan.network.layers = {784, 10};
    Mlp net = make_mlp(plan.network);
    Computer computer;
    const EpochRecord record = measure(computer.compute, net, plan, never).value();
    BOOST_TEST(record.dead.empty());
    BOOST_TEST(record.saturated.empty());
}

BOOST_AUTO_TEST_CASE(it_ends_when_it_is_told_to) {
    const std::atomic<bool> stop{true};
    TrainingPlan plan = sample_plan();
    Mlp net = make_mlp(plan.network);
    Computer computer;
    BOOST_TEST(!measure(computer.compute, net, plan, stop).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
