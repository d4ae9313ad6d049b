#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numeric>

#include "engine/timeline/evaluation.h"
#include "lessons/results.h"
#include "training_sample.h"
#include "viewer/model/results.h"

using namespace backstep;

namespace {

struct Measured : TrainingSample {
    Results results;

    const ResultsView& measure() {
        results.begin(session);
        while (results.measuring()) results.go_on(compute, 0.001);
        return *results.view();
    }
    const TrainingData& data() const { return *session.timelines.timeline()->plan().data; }
    // From the timeline's own state, not from the recording.
    Matrix expected(long step) {
        Mlp net = session.timelines.timeline()->state_before(compute, step);
        return confusion_matrix(data().test.labels,
                                predicted_classes(compute, net, data().test_pixels, PixelScale::unit), 10);
    }
};

ResultsView small_view() {
    ResultsView view;
    view.images = {{0, 3, 3, 0.9}, {1, 3, 5, 0.4}, {2, 5, 3, 0.99},
                   {3, 3, 5, 0.7}, {4, 3, 3, 0.6}, {5, 5, 3, std::nan("")}};
    view.confusion = Matrix(10, 10);
    for (const ReadImage& image : view.images) view.confusion(image.label, image.prediction) += 1;
    return view;
}

std::vector<int> indices(const std::vector<ReadImage>& list) {
    std::vector<int> all;
    for (const ReadImage& image : list) all.push_back(image.index);
    return all;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(results, Measured)

BOOST_AUTO_TEST_CASE(they_are_of_the_network_before_the_shown_step) {
    train_to_the_end();
    for (const long step : {1L, 6L, 12L}) {
        apply(session, GoToMoment{{step, 3}});
        BOOST_TEST((measure().confusion == expected(step)));
    }
    BOOST_TEST(results.view()->where == "before epoch 3 batch 4");
}

BOOST_AUTO_TEST_CASE(at_the_end_of_a_step_they_are_of_the_network_that_it_has_made) {
    for (const char* optimizer : {"sgd", "adam"}) {
        apply(session, SetKnob{"optimizer", optimizer});
        apply(session, SetKnob{"learning_rate", "0.01"});
        train_to_the_end();
        apply(session, GoToMoment{{12, 1000}});
        const ResultsView& view = measure();
        BOOST_TEST(view.where == "after epoch 3 batch 4");
        BOOST_TEST((view.confusion == expected(13)));
        BOOST_TEST(view.right / 1.0 / static_cast<double>(view.images.size()) ==
                   session.timelines.timeline()->epochs().back().test);
    }
}

BOOST_AUTO_TEST_CASE(a_weight_that_was_set_by_hand_counts) {
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 1"});
    const int bias = *find_event(*session.trace, "b[2]@0", 0);
    apply(session, EditCell{{bias, 4, 0}, 1000});
    const ResultsView& view = measure();
    for (const ReadImage& image : view.images) BOOST_TEST(image.prediction == 4);
}

BOOST_AUTO_TEST_CASE(each_image_has_its_label_and_the_probability_of_what_it_is_taken_for) {
    train_to_the_end();
    apply(session, GoToMoment{{7, 2}});
    const ResultsView& view = measure();
    BOOST_TEST(view.images.size() == static_cast<std::size_t>(data().test.count));
    Mlp net = network_here(session);
    for (const int index : {0, 77, 127}) {
        const ReadImage& image = view.images[static_cast<std::size_t>(index)];
        const auto pixels = std::span(data().test.image(index), 784);
        const std::vector<double> probabilities = probabilities_of(compute, net, pixels, PixelScale::unit);
        BOOST_TEST(image.index == index);
        BOOST_TEST(image.label == data().test.labels[static_cast<std::size_t>(index)]);
        BOOST_TEST(image.probability == probabilities[static_cast<std::size_t>(image.prediction)]);
        BOOST_TEST(image.probability == *std::max_element(probabilities.begin(), probabilities.end()));
        BOOST_TEST(std::accumulate(probabilities.begin(), probabilities.end(), 0.0) == 1,
                   boost::test_tools::tolerance(1e-12));
    }
}

BOOST_AUTO_TEST_CASE(they_are_measured_anew_only_for_another_network) {
    train_to_the_end();
    apply(session, GoToMoment{{5, 1}});
    BOOST_TEST(!results.measures(network_moment(session)));
    measure();
    apply(session, Step{4});
    BOOST_TEST(results.measures(network_moment(session)));
    apply(session, GoToPosition{session.count()});
    BOOST_TEST(!results.measures(network_moment(session)));
    apply(session, GoToMoment{{6, 1}});
    BOOST_TEST(!results.measures(network_moment(session)));
}

BOOST_AUTO_TEST_CASE(the_last_ones_stay_until_the_next_are_done) {
    measure();
    train_to_the_end();
    apply(session, GoToMoment{{12, 1000}});
    results.begin(session);
    results.go_on(compute, 0);
    BOOST_TEST(results.measuring());
    BOOST_TEST(results.share() == 128.0 / data().test.count);
    BOOST_TEST(results.view()->where == "before epoch 1 batch 1");
}

BOOST_AUTO_TEST_CASE(mistakes_are_listed_by_how_sure_the_network_was) {
    const ResultsView view = small_view();
    BOOST_TEST(indices(listed(view, {})) == (std::vector<int>{2, 3, 1, 5}), boost::test_tools::per_element());
    BOOST_TEST(indices(listed(view, LabelAndClass{3, 5})) == (std::vector<int>{3, 1}),
               boost::test_tools::per_element());
    BOOST_TEST(list_title(view, {}, 4) == "4 mistakes, the surest first");
    BOOST_TEST(list_title(view, {}, 0) == "No mistakes");
    BOOST_TEST(list_title(view, LabelAndClass{3, 5}, 2) == "3 taken for 5: 2 of 4, the surest first");
    BOOST_TEST(list_title(view, LabelAndClass{5, 4}, 0) == "5 taken for 4: 0 of 2");
}

BOOST_AUTO_TEST_CASE(what_is_right_is_listed_by_how_unsure_the_network_was) {
    const ResultsView view = small_view();
    BOOST_TEST(indices(listed(view, LabelAndClass{3, 3})) == (std::vector<int>{4, 0}),
               boost::test_tools::per_element());
    BOOST_TEST(list_title(view, LabelAndClass{3, 3}, 2) == "3 read as 3: 2 of 4, the least sure first");
}

BOOST_AUTO_TEST_CASE(images_are_read_in_the_scale_of_the_training) {
    session.lessons[0].training.plan = [](const Knobs&) {
        TrainingPlan plan;
        plan.network.layers = {784, 7, 10};
        plan.scaled = false;
        plan.batch_size = 13;
        plan.epochs = 1;
        return plan;
    };
    apply(session, OpenLesson{"7"});
    const ResultsView& view = measure();
    Mlp net = network_here(session);
    const auto pixels = std::span(data().test.image(5), 784);
    const std::vector<double> probabilities = probabilities_of(compute, net, pixels, PixelScale::byte);
    BOOST_TEST(view.images[5].probability == *std::max_element(probabilities.begin(), probabilities.end()));
    BOOST_TEST(results.read(compute, pixels) == probabilities, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(each_measurement_has_a_number_of_its_own) {
    measure();
    const long first = results.count();
    measure();
    BOOST_TEST(results.count() == first + 1);
}

BOOST_AUTO_TEST_SUITE_END()
