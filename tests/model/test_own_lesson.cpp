#include <stdlib.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "engine/data/digits.h"
#include "engine/math/error.h"
#include "viewer/model/own_lesson.h"
#include "viewer/model/page.h"

using namespace backstep;

namespace {

struct Own {
    Pool pool{1};
    Compute compute{*available_kernels().front(), pool};
    Session session;

    Own() {
        session.compute = &compute;
        session.lessons = catalogue();
        session.digits = std::make_shared<const Dataset>(built_in_digits(60, 1));
        apply(session, OpenLesson{"5"});
    }
    const TrainingPlan& plan() const { return session.timelines.timeline()->plan(); }
};

TrainOptions small(const std::string& layers) {
    TrainOptions options;
    options.layers = layers;
    options.activation = "tanh";
    options.optimizer = "momentum";
    options.batch = 13;
    options.epochs = 3;
    return options;
}

// A folder with a table of nine images, whose first pixel says which one it is.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "backstep_own_XXXXXX").string();
        path = mkdtemp(name.data());
        std::ofstream table(path / "train.csv");
        table << "label";
        for (int pixel = 0; pixel < 784; ++pixel) table << ",pixel" << pixel;
        for (int image = 0; image < 9; ++image) {
            table << '\n' << image;
            for (int pixel = 0; pixel < 784; ++pixel) table << ',' << (pixel == 0 ? 10 * image : 0);
        }
        table << '\n';
    }
    ~Folder() { std::filesystem::remove_all(path); }

    std::filesystem::path path;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(own_lesson_of_a_reader)

BOOST_AUTO_TEST_CASE(opens_as_a_lesson_that_is_stepped_and_trained_like_the_others) {
    Own own;
    const std::size_t lessons = own.session.lessons.size();
    TrainOptions options = small("784,9,10");
    options.validation = 8;
    apply(own.session, OpenOwn{options, ""});
    BOOST_REQUIRE(own.session.lesson);
    BOOST_TEST(own.session.error == "");
    BOOST_TEST(own.session.lesson->number == 0);
    BOOST_TEST(own.session.lessons.size() == lessons + 1);
    BOOST_TEST(own.plan().network.layers == (std::vector<int>{784, 9, 10}), boost::test_tools::per_element());
    BOOST_TEST((own.plan().network.activation == Activation::tanh));
    BOOST_TEST(own.plan().data->train.count == 52);
    BOOST_TEST(own.plan().data->validation.count == 8);
    apply(own.session, GoToValue{"W[1]"});
    BOOST_TEST(own.session.current()->name.text() == "W[1]");
    apply(own.session, StepBatch{1});
    BOOST_TEST(own.session.timelines.timeline()->trained() >= 1);
}

BOOST_AUTO_TEST_CASE(begins_with_the_page_of_the_step_that_it_trains_with) {
    Own own;
    apply(own.session, OpenOwn{small("784,9,10"), ""});
    BOOST_TEST(own.session.position == 0);
    const LessonPage page = lesson_page(own.session);
    BOOST_TEST(page.file == "training_step.cpp");
    BOOST_TEST(page.current_line == 0);
    BOOST_TEST(page.blocks.size() > 3u);
}

BOOST_AUTO_TEST_CASE(takes_the_place_of_the_one_that_was_opened_before) {
    Own own;
    apply(own.session, OpenOwn{small("784,9,10"), ""});
    const std::size_t lessons = own.session.lessons.size();
    apply(own.session, OpenOwn{small("784,6,5,10"), ""});
    BOOST_TEST(own.session.lessons.size() == lessons);
    BOOST_TEST(own.plan().network.layers.size() == 4u);
    // And it is still there after another lesson.
    apply(own.session, OpenLesson{"1"});
    apply(own.session, OpenLesson{"0"});
    BOOST_TEST(own.plan().network.layers.size() == 4u);
}

BOOST_AUTO_TEST_CASE(reads_the_images_of_its_folder_and_leaves_those_of_the_lessons_alone) {
    Own own;
    const Folder folder;
    const auto digits = own.session.digits;
    TrainOptions options = small("784,7,10");
    options.batch = 100;
    apply(own.session, OpenOwn{options, folder.path.string()});
    BOOST_TEST(own.plan().data->train.count == 8);
    BOOST_TEST(own.plan().data->test.count == 1);
    BOOST_TEST(own.plan().batch_size == 8);
    BOOST_TEST(own.plan().data->train.image(7)[0] == 70);
    BOOST_TEST(own.session.digits == digits);
    apply(own.session, SetKnob{"learning_rate", "0.5"});
    BOOST_TEST(own.plan().data->train.count == 8);
    BOOST_TEST(own.plan().network.optimizer.learning_rate == 0.5);
}

BOOST_AUTO_TEST_CASE(its_images_are_read_in_the_background_and_it_opens_when_they_are_there) {
    Own own;
    const Folder folder;
    std::atomic<int> told{0};
    own.session.changed = [&] { ++told; };
    apply(own.session, BeginOwn{{small("784,9,10"), folder.path.string()}});
    BOOST_TEST(own.session.lesson->number == 5);
    BOOST_REQUIRE(own.session.own);
    while (told == 0) std::this_thread::yield();
    BOOST_TEST(own.session.lesson->number == 5);
    apply(own.session, LookAtOwn{});
    BOOST_TEST(!own.session.own);
    BOOST_TEST(own.session.lesson->number == 0);
    BOOST_TEST(own.plan().data->train.image(7)[0] == 70);
    apply(own.session, GoBack{});
    BOOST_TEST(own.session.lesson->number == 5);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_the_images_is_said_by_the_look_and_who_leaves_hears_nothing) {
    Own own;
    std::atomic<int> told{0};
    own.session.changed = [&] { ++told; };
    apply(own.session, LookAtOwn{});  // at nothing
    BOOST_CHECK_THROW(apply(own.session, BeginOwn{{small("784,many,10"), ""}}), InputError);
    BOOST_TEST(!own.session.own);
    const BeginOwn wrong{{small("784,9,10"), "/nowhere/at/all"}};
    apply(own.session, wrong);
    while (told == 0) std::this_thread::yield();
    BOOST_CHECK_THROW(apply(own.session, LookAtOwn{}), InputError);
    BOOST_TEST(!own.session.own);
    apply(own.session, wrong);
    apply(own.session, LeaveOwn{});
    while (told == 1) std::this_thread::yield();
    apply(own.session, LookAtOwn{});
    BOOST_TEST(own.session.lesson->number == 5);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_is_refused_and_changes_nothing) {
    Own own;
    const std::size_t lessons = own.session.lessons.size();
    const auto refused = [&](const OpenOwn& action) {
        BOOST_CHECK_THROW(apply(own.session, action), InputError);
        BOOST_TEST(own.session.lessons.size() == lessons);
        BOOST_REQUIRE(own.session.lesson);
        BOOST_TEST(own.session.lesson->number == 5);
        BOOST_TEST(own.session.trace != nullptr);
    };
    refused({small("784,many,10"), ""});
    refused({small("100,9,10"), ""});
    refused({small("784,9,10"), "/nowhere/at/all"});
    TrainOptions options = small("784,9,10");
    options.validation = 61;
    refused({options, ""});
    options.validation = 0;
    options.learning_rate = 0;
    refused({options, ""});
}

BOOST_AUTO_TEST_SUITE_END()
