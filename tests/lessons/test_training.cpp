#include <boost/test/unit_test.hpp>

#include "lessons/catalogue.h"
#include "tests/lessons/run.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(training)

BOOST_AUTO_TEST_CASE(a_fork_can_turn_what_neither_the_network_nor_the_batches_have_begun_with) {
    const std::vector<Lesson> lessons = catalogue();
    const Lesson& deeper = lesson_named(lessons, "14");
    for (const char* knob : {"activation", "optimizer", "learning_rate", "epochs"})
        BOOST_TEST(can_fork(deeper, knob), knob);
    for (const char* knob : {"hidden_1", "hidden_2", "hidden_3", "initialisation", "batch_size", "seed"})
        BOOST_TEST(!can_fork(deeper, knob), knob);
    BOOST_TEST(can_fork(lesson_named(lessons, "11"), "momentum"));
    BOOST_TEST(!can_fork(lesson_named(lessons, "11"), "hidden_units"));
}

BOOST_AUTO_TEST_CASE(lessons_11_and_12_train_with_every_optimizer) {
    for (const char* name : {"11", "12"})
        for (const char* optimizer : {"sgd", "momentum", "adam", "averaged_momentum"}) {
            const std::vector<Lesson> lessons = catalogue();
            const Lesson& lesson = lesson_named(lessons, name);
            Knobs knobs(lesson.knobs);
            knobs.set("optimizer", optimizer);
            knobs.set("epochs", "1");
            const Trace trace = quick_run(lesson, knobs);
            BOOST_TEST(find_event(trace, "accuracy.test", 1000).has_value(), name << " " << optimizer);
            const bool is_11 = name == std::string("11"), is_12 = name == std::string("12");
            BOOST_TEST(find_event(trace, "ratio", 1000).has_value() == (is_11 && optimizer == std::string("momentum")));
            BOOST_TEST(find_event(trace, "largest(Δ)", 1000).has_value() == (is_12 && optimizer == std::string("adam")));
        }
}

BOOST_AUTO_TEST_SUITE_END()
