#include <boost/test/unit_test.hpp>

#include "sample.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(training)

BOOST_AUTO_TEST_CASE(train_goes_to_the_end_and_prints_a_line_for_each_epoch) {
    TrainingSample s;
    const std::string text = s.after("train");
    BOOST_TEST(s.timeline().trained() == 12);
    BOOST_TEST(has(text, "epoch"));
    BOOST_TEST(has(text, "\n    3  "));
    BOOST_TEST(has(text, "the training is finished"));
    BOOST_TEST(!has(text, "\033"));
    BOOST_TEST(s.after("info epochs") == text.substr(0, s.after("info epochs").size()));
    BOOST_TEST(has(s.after("train"), "finished"));
}

BOOST_AUTO_TEST_CASE(where_says_epoch_batch_and_event) {
    TrainingSample s;
    s.after("train");
    s.after("goto epoch 2 batch 3 dW[1]");
    const std::string count = std::to_string(s.session.count()), event = std::to_string(s.session.position);
    const std::string text = s.after("where");
    BOOST_TEST(has(text, "epoch 2 batch 3 of 4, event " + event + " of " + count + ": dW[1], backward\n"));
    BOOST_TEST(has(text, "dW[1] = dZ[1]·Xᵀ / m   epoch 2 batch 3, " + event + " of " + count + ", backward"));
    BOOST_TEST(s.session.timelines.step == 7);
}

BOOST_AUTO_TEST_CASE(goto_takes_moments_steps_and_values) {
    TrainingSample s;
    s.after("train");
    BOOST_TEST(has(s.after("goto step 6"), "epoch 2 batch 2, before the first of"));
    s.after("goto A[1]");
    BOOST_TEST(s.session.timelines.step == 6);
    BOOST_TEST(s.session.current()->name.text() == "A[1]");
    s.after("goto batch 4");
    BOOST_TEST(s.session.timelines.step == 8);
    BOOST_TEST(has(s.refusal("goto epoch 4"), "there is no epoch 4"));
    BOOST_TEST(has(s.refusal("goto batch 5"), "give one from 1 to 4"));
    BOOST_TEST(has(s.refusal("goto epoch two"), "'two'"));
    BOOST_TEST(has(s.refusal("goto epoch 1 dw[9]"), "'dw[9]' is no value"));
    BOOST_TEST(s.session.timelines.step == 8);
}

BOOST_AUTO_TEST_CASE(prove_measures_a_gradient_and_refuses_what_is_none) {
    TrainingSample s;
    const std::string text = s.after("prove dW[2] 3 5");
    BOOST_TEST(has(text, "J with W[2](3,5) + 1e-05"));
    BOOST_TEST(has(text, "recorded dW[2](3,5)"));
    BOOST_TEST(has(text, "They agree to"));
    BOOST_TEST(has(s.after("prove dZ[2] 3 5"), "13 examples"));
    BOOST_TEST(has(s.refusal("prove Z[2] 3 5"), "ask a cell of dW, db or dZ"));
    BOOST_TEST(s.session.timelines.all.size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_not_trained_yet_cannot_be_gone_to) {
    TrainingSample s;
    BOOST_TEST(has(s.refusal("goto epoch 2"), "not trained yet"));
    BOOST_TEST(s.session.timelines.step == 1);
}

BOOST_AUTO_TEST_CASE(batch_and_epoch_keep_the_event_both_ways) {
    TrainingSample s;
    s.after("goto Z[2]");
    s.after("batch 6");
    BOOST_TEST(s.session.timelines.step == 7);
    BOOST_TEST(s.session.current()->name.text() == "Z[2]");
    BOOST_TEST(s.timeline().trained() >= 6);
    s.after("epoch -1");
    BOOST_TEST(s.session.timelines.step == 3);
    s.after("batch -1");
    s.after("");
    BOOST_TEST(s.session.timelines.step == 1);
    BOOST_TEST(s.session.current()->name.text() == "Z[2]");
    s.after("batch -5");
    BOOST_TEST(s.session.timelines.step == 1);
    BOOST_TEST(has(s.after("epoch 2"), "It has come to epoch 2 batch 2: 6 of 12 steps"));
    BOOST_TEST(has(s.refusal("batch x"), "no whole number"));
    BOOST_TEST(has(s.refusal("batch 1 2"), "batch [n]"));
}

BOOST_AUTO_TEST_CASE(steps_go_on_in_the_next_batch_and_end_with_the_training) {
    TrainingSample s;
    const std::string count = std::to_string(s.session.count());
    BOOST_TEST(!has(s.after("step " + count), "ends here"));
    BOOST_TEST(has(s.after("step"), "epoch 1 batch 2, 1 of " + count));
    BOOST_TEST(has(s.after("back"), "epoch 1 batch 1, " + count + " of " + count));
    s.after("train");
    s.after("goto step 12");
    BOOST_TEST(has(s.after("step " + count), "The training ends here."));
    BOOST_TEST(has(s.after("step"), "The training ends here."));
}

BOOST_AUTO_TEST_CASE(an_interruption_pauses_the_training_and_train_goes_on) {
    TrainingSample s;
    s.terminal.interrupted = [] { return true; };
    s.session.timelines.all[0].timeline = std::make_shared<Timeline>([&] {
        TrainingPlan plan = s.timeline().plan();
        plan.epochs = 100000;
        return plan;
    }());
    const std::string text = s.after("train");
    const long trained = s.timeline().trained();
    BOOST_TEST(trained < 400000);
    BOOST_TEST((has(text, "It has come to epoch ") || has(text, "Nothing is trained yet")));
    BOOST_TEST(!s.session.timelines.training);
    s.after("train");
    BOOST_TEST(s.timeline().trained() >= trained);
}

BOOST_AUTO_TEST_CASE(a_training_in_the_background_is_paused_by_pause) {
    TrainingSample s;
    BOOST_TEST(has(s.after("train &"), "pause stops it"));
    BOOST_TEST((has(s.after("pause"), "of 12 steps") || s.timeline().trained() == 0));
    BOOST_TEST(!s.session.timelines.training);
    const std::string again = s.after("train &");  // it may have ended before it was paused
    s.session.timelines.trainer->wait();
    BOOST_TEST((has(again, "the training is finished") || has(s.after("where"), "the training is finished")));
    BOOST_TEST(has(s.refusal("train &&"), "train [&]"));
}

BOOST_AUTO_TEST_CASE(turning_a_knob_begins_the_training_again) {
    TrainingSample s;
    s.after("train");
    BOOST_TEST(has(s.after("set optimizer adam"), "the training begins again"));
    BOOST_TEST(s.timeline().trained() == 0);
    s.after("goto mhatW[1]");
    BOOST_TEST(s.session.current()->name.text() == "m̂W[1]");
}

BOOST_AUTO_TEST_CASE(the_prompt_says_epoch_and_batch) {
    TrainingSample s;
    std::string prompt;
    run_conversation(s.terminal, [&](const std::string& text) -> std::optional<std::string> {
        prompt = text;
        return std::nullopt;
    });
    BOOST_TEST(prompt == "(3: epoch 1 batch 1: 0/" + std::to_string(s.session.count()) + ") ");
}

BOOST_AUTO_TEST_CASE(a_lesson_without_a_training_says_so) {
    Sample s;
    for (const char* line : {"train", "pause", "batch", "epoch", "continue", "reverse-continue", "break loss > 1",
                             "info breakpoints", "delete 1", "enable 1", "fork", "timelines", "timeline 1", "compare",
                             "health", "info epochs", "set W[1] 1 1 2"})
        BOOST_TEST(has(s.refusal(line), "it is not about a training"), line << ": " << s.refusal(line));
}

BOOST_AUTO_TEST_SUITE_END()
