// The figures that the ancestors of lessons 8 to 13 reached. On the real MNIST, in $BACKSTEP_DATA, they are reached by
// the lesson's own plan; on the built-in digits a smaller figure always is.

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "engine/timeline/compare.h"
#include "lessons/results.h"
#include "tests/lessons/run.h"

using namespace backstep;

namespace {

const char* place() {
    const char* folder = std::getenv("BACKSTEP_DATA");
    if (!folder || !*folder) {
        std::printf("skipped: $BACKSTEP_DATA does not say where MNIST is\n");
        return nullptr;
    }
    return folder;
}

// The training of a lesson on MNIST, not yet begun.
struct Training {
    Pool pool{static_cast<int>(std::max(1U, std::thread::hardware_concurrency()))};
    Compute compute{*available_kernels().front(), pool};
    Lesson lesson;
    Knobs knobs;
    std::unique_ptr<Timeline> timeline;

    Training(const char* folder, const char* name, const char* assignment = nullptr)
        : lesson(lesson_named(catalogue(), name)), knobs(lesson.knobs) {
        if (assignment) assign(knobs, assignment);
        static const Dataset training = lesson_digits(folder), test = lesson_test_digits(folder);
        timeline = std::make_unique<Timeline>(lesson_plan(lesson, knobs, lesson_training_data(lesson, training, test)));
    }
    EpochRecord train() {
        timeline->advance(compute, timeline->plan().steps());
        const EpochRecord end = timeline->epochs().back();
        std::printf("lesson %d after %ld steps: training %.4f, validation %.4f, test %.4f\n", lesson.number,
                    timeline->trained(), end.train, end.validation, end.test);
        return end;
    }
    Trace results() {
        Recorder step(compute, Recording::on);
        lesson.training.results(step, knobs, *timeline, compute);
        return step.take_trace();
    }
};

const Matrix& value(const Trace& trace, const char* name) {
    const std::optional<int> event = find_event(trace, name, static_cast<int>(trace.events.size()));
    return trace.matrix(event.value());
}

// How often the loss goes up in the last 90 steps.
int rises_at_the_end(const Matrix& losses) {
    int rises = 0;
    for (int i = losses.cols - 90; i + 1 < losses.cols; ++i) rises += losses(0, i + 1) > losses(0, i) ? 1 : 0;
    return rises;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(figures_on_mnist)

BOOST_AUTO_TEST_CASE(lesson_8_comes_to_92_1_percent_of_the_training_images_but_stays_there_only_with_shorter_steps) {
    const char* folder = place();
    if (!folder) return;
    Training training(folder, "8");
    training.train();
    const Trace trace = training.results();
    const Matrix &rough = value(trace, "accuracy.train"), &calm = value(trace, "accuracy.calm");
    std::printf("  best %.4f, with shorter steps at the end %.4f\n",
                *std::max_element(rough.values.begin(), rough.values.end()), calm.values.back());
    BOOST_TEST(value(trace, "best.accuracy")(0, 0) >= 0.921);
    const int best = static_cast<int>(value(trace, "best.step")(0, 0));
    BOOST_TEST(rough(0, best - 1) == value(trace, "best.accuracy")(0, 0));
    BOOST_TEST(calm.cols == 500);
    BOOST_TEST(calm.values.back() >= 0.921);
    BOOST_TEST(*std::max_element(rough.values.begin(), rough.values.end()) >= 0.921);
    BOOST_TEST(rises_at_the_end(value(trace, "loss")) >= 10);
    BOOST_TEST(rises_at_the_end(value(trace, "loss.calm")) <= 1);
    const Matrix& norms = value(trace, "norm(W[2])");
    BOOST_TEST(norms.values.back() > 1.5 * norms.values.front());
    BOOST_TEST(value(trace, "cosine")(0, 0) < 0);
}

BOOST_AUTO_TEST_CASE(lesson_9_is_stuck_and_then_comes_to_90_3_and_90_6_percent_within_a_tenth_of_3000_steps) {
    const char* folder = place();
    if (!folder) return;
    Training training(folder, "9");
    Timeline& timeline = *training.timeline;
    const auto reached = [&] {
        const std::vector<EpochRecord> epochs = timeline.epochs();
        return !epochs.empty() && epochs.back().train >= 0.903 && epochs.back().test >= 0.906;
    };
    while (!timeline.finished() && !reached()) timeline.advance(training.compute, 10);
    std::printf("lesson 9 reached 90.3%% and 90.6%% after %ld steps\n", timeline.trained());
    BOOST_TEST(reached());
    BOOST_TEST(timeline.trained() <= 300);

    const Trace trace = training.results();
    BOOST_TEST(value(trace, "accuracy.broken").values.back() < 0.3);
    BOOST_TEST(value(trace, "dead")(0, 0) == 10);
    BOOST_TEST(value(trace, "step.dead")(0, 0) > 0);
    BOOST_TEST(value(trace, "step.vanished")(0, 0) > 0);
    const Matrix& units = value(trace, "units.active");
    BOOST_TEST(units.cols == timeline.trained());
    for (const double share : units.values) BOOST_TEST(share > 0.5);
    const Matrix& active = value(trace, "active");
    BOOST_TEST(active(0, 0) > 0.45);  // the draw
    for (int i = 1; i < active.cols; ++i) BOOST_TEST(active(0, i) > 0.5);
    std::printf("  the first 4 taken for a 9 is test image %g\n", value(trace, "index")(0, 0));
    BOOST_TEST(value(trace, "label")(0, 0) == 4);
    BOOST_TEST(value(trace, "prediction")(0, 0) == 9);
}

BOOST_AUTO_TEST_CASE(lesson_10_comes_to_94_46_percent_of_the_test_images) {
    const char* folder = place();
    if (!folder) return;
    BOOST_TEST(Training(folder, "10").train().test >= 0.9446);
}

BOOST_AUTO_TEST_CASE(lesson_11_comes_to_95_14_percent_and_so_does_a_larger_learning_rate) {
    const char* folder = place();
    if (!folder) return;
    Training training(folder, "11");
    BOOST_TEST(training.train().test >= 0.9514);
    const Trace trace = training.results();
    BOOST_TEST(value(trace, "fair")(0, 0) == 1);
    BOOST_TEST(value(trace, "accuracy.larger").values.back() >= 0.9602);
    BOOST_TEST(value(trace, "accuracy.plain").values.back() < 0.94);
}

BOOST_AUTO_TEST_CASE(lesson_12_comes_to_96_02_percent_in_a_fair_race) {
    const char* folder = place();
    if (!folder) return;
    Training training(folder, "12");
    BOOST_TEST(training.train().test >= 0.9602);
    const Trace trace = training.results();
    BOOST_TEST(value(trace, "fair")(0, 0) == 1);
    BOOST_TEST(value(trace, "accuracy.sgd").values.back() >= 0.9446);
    BOOST_TEST(value(trace, "accuracy.momentum").values.back() >= 0.9514);
}

BOOST_AUTO_TEST_CASE(with_sixteen_units_only_plain_descent_comes_to_its_figure) {
    const char* folder = place();
    if (!folder) return;
    BOOST_TEST(Training(folder, "10", "hidden_units=16").train().test >= 0.9446);
    BOOST_TEST(Training(folder, "11", "hidden_units=16").train().test < 0.9514);
    BOOST_TEST(Training(folder, "12", "hidden_units=16").train().test < 0.9602);
}

BOOST_AUTO_TEST_CASE(lesson_13_comes_to_0_934_on_validation_and_learns_its_images_by_heart) {
    const char* folder = place();
    if (!folder) return;
    Training training(folder, "13");
    const EpochRecord end = training.train();
    BOOST_TEST(end.validation >= 0.934);
    BOOST_TEST(end.train > 0.995);
    BOOST_TEST(end.train - end.validation > 0.04);
}

BOOST_AUTO_TEST_CASE(lesson_14_reads_more_than_97_percent) {
    const char* folder = place();
    if (!folder) return;
    Training training(folder, "14");
    BOOST_TEST(training.train().test > 0.97);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(figures_on_built_in_digits)

BOOST_AUTO_TEST_CASE(every_training_reads_nearly_all_of_a_thousand_digits_it_has_not_seen) {
    for (const Lesson& lesson : catalogue()) {
        if (!lesson.training.plan || lesson.number == 13) continue;
        const char* names[] = {"accuracy.test", "accuracy.validation"};
        double best = 0;
        for (const char* name : names)
            if (find_event(usual_run(lesson), name, 1000))
                best = std::max(best, value(usual_run(lesson), name).values.back());
        BOOST_TEST(best >= 0.97, lesson.slug << " " << best);
    }
}

BOOST_AUTO_TEST_CASE(the_large_network_learns_its_images_by_heart) {
    const Trace& trace = usual_run(lesson_named(catalogue(), "13"));
    BOOST_TEST(value(trace, "accuracy.train").values.back() == 1);
    BOOST_TEST(value(trace, "validation.best")(0, 0) >= 0.934);
    BOOST_TEST(value(trace, "gap").values.back() > 0);
}

BOOST_AUTO_TEST_SUITE_END()
