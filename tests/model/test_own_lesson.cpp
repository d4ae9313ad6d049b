#include <atomic>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "engine/math/error.h"
#include "own_sample.h"
#include "viewer/model/batch.h"
#include "viewer/model/history.h"
#include "viewer/model/origin.h"
#include "viewer/model/own_lesson.h"
#include "viewer/model/page.h"
#include "viewer/model/weight_pictures.h"

using namespace backstep;

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

BOOST_AUTO_TEST_CASE(a_new_one_begins_at_its_beginning) {
    Own own;
    own.session.places.keep = true;
    apply(own.session, SwitchBookmark{});
    apply(own.session, OpenOwn{small("784,9,10"), ""});
    apply(own.session, GoToValue{"dW[1]"});
    apply(own.session, SwitchBookmark{});
    apply(own.session, OpenOwn{small("784,6,5,10"), ""});
    BOOST_TEST(own.session.position == 0);
    BOOST_TEST(own.session.timelines.notice == "");
    BOOST_TEST(own.session.places.bookmarks.size() == 2u);
    BOOST_TEST(bookmark_views(own.session).at(1).title == "a network of your own, not open now: step 1 dW[1]");
    BOOST_CHECK_THROW(apply(own.session, GoToPlace{own.session.places.bookmarks.at(1)}), InputError);
    // But what is left and opened again is where it was.
    apply(own.session, GoToValue{"dW[2]"});
    apply(own.session, OpenLesson{"1"});
    apply(own.session, OpenLesson{"0"});
    BOOST_TEST(own.session.current()->name.text() == "dW[2]");
}

BOOST_AUTO_TEST_CASE(bookmarks_belong_to_a_network_and_its_images_and_are_there_when_it_is_opened_again) {
    Own own;
    own.session.places.keep = true;
    apply(own.session, OpenOwn{small("784,9,10"), ""});
    apply(own.session, GoToValue{"dW[1]"});
    apply(own.session, SwitchBookmark{});
    const std::string slug = own.session.lesson->slug;
    BOOST_TEST(is_own(slug));
    TrainOptions fewer = small("784,9,10");
    fewer.train = 40;  // other images
    apply(own.session, OpenOwn{fewer, ""});
    BOOST_TEST(own.session.lesson->slug != slug);
    BOOST_TEST(!bookmark_views(own.session).at(0).in_lesson);
    apply(own.session, OpenOwn{small("784,9,10"), ""});
    BOOST_TEST(own.session.lesson->slug == slug);
    BOOST_TEST(own.session.position == 0);
    BOOST_TEST(bookmark_views(own.session).at(0).in_lesson);
    apply(own.session, GoToPlace{own.session.places.bookmarks.at(0)});
    BOOST_TEST(own.session.current()->name.text() == "dW[1]");
}

BOOST_AUTO_TEST_CASE(the_same_settings_and_images_again_are_the_network_that_was_left) {
    Own own;
    own.session.places.keep = true;
    apply(own.session, OpenOwn{small("784,9,10"), ""});
    apply(own.session, StepBatch{1});
    apply(own.session, GoToValue{"dW[1]"});
    const auto timeline = own.session.timelines.timeline();
    apply(own.session, ShowLessons{});
    apply(own.session, OpenOwn{small("784,9,10"), ""});
    BOOST_TEST(own.session.timelines.timeline() == timeline);
    BOOST_TEST(own.session.current()->name.text() == "dW[1]");
    apply(own.session, OpenOwn{small("784,6,5,10"), ""});
    BOOST_TEST(own.session.timelines.timeline()->trained() == 0);
    BOOST_TEST(own.session.parked.empty());
}

BOOST_AUTO_TEST_CASE(outputs_that_no_label_needs_are_mentioned) {
    Own own;
    const Folder folder;
    {
        std::ofstream table(folder.path / "train.csv", std::ios::trunc);
        table << "label,1x1,1x2";
        for (int image = 0; image < 20; ++image) table << '\n' << image % 3 << ',' << 3 * image << ",9";
    }
    apply(own.session, OpenOwn{small("2,7,10"), folder.path.string()});
    BOOST_TEST(own.session.error == "");
    BOOST_TEST(own.session.timelines.notice ==
               "no label is above 2: the outputs from 3 on stand for nothing, 3 would do");
    apply(own.session, OpenOwn{small("2,7,3"), folder.path.string()});
    BOOST_TEST(own.session.error == "");
    BOOST_TEST(own.session.timelines.notice == "");
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

BOOST_AUTO_TEST_CASE(images_of_any_shape_with_any_number_of_classes_are_stepped_through) {
    Own own;
    const Folder folder;
    {
        std::ofstream table(folder.path / "train.csv", std::ios::trunc);
        table << "label";
        for (int row = 1; row <= 4; ++row)
            for (int col = 1; col <= 3; ++col) table << ',' << row << 'x' << col;
        for (int image = 0; image < 40; ++image) {
            table << '\n' << image % 13;
            for (int pixel = 0; pixel < 12; ++pixel) table << ',' << (pixel == image % 12 ? 250 : 3 * image);
        }
    }
    apply(own.session, OpenOwn{small("12,7,13"), folder.path.string()});
    BOOST_TEST(own.session.error == "");
    BOOST_TEST(own.plan().data->train.rows == 4);
    BOOST_TEST(own.plan().data->train.cols == 3);
    apply(own.session, GoToValue{"dW[1]"});
    const BatchView batch = batch_view(own.session);
    BOOST_TEST(batch.rows == 4);
    BOOST_TEST(batch.cols == 3);
    BOOST_TEST(batch.digits.size() == 13u);
    BOOST_TEST(batch.digits[0].label >= 0);
    BOOST_TEST(batch.digits[0].prediction >= 0);
    const int X = batch.event;
    BOOST_TEST(origin_text(*own.session.trace, {X, 7, 0}).find("pixel (2,1) of image 0") == 0u);
    const WeightPictures pictures = weight_pictures(own.session);
    BOOST_TEST(pictures.size.rows == 4);
    BOOST_TEST(pictures.size.cols == 3);
    // An image of its own is stepped through, and is as high and wide.
    apply(own.session, StepImage{std::vector<std::uint8_t>(12, 9), 12, "test image 0"});
    apply(own.session, GoToValue{"A[2]"});
    BOOST_TEST(batch_view(own.session).rows == 4);
    BOOST_TEST(batch_view(own.session).digits.at(0).label == 12);
    apply(own.session, BackToTraining{});
    // What the network cannot read or tell apart is refused.
    const auto refused = [&](const char* layers) {
        try {
            apply(own.session, OpenOwn{small(layers), folder.path.string()});
        } catch (const InputError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    BOOST_TEST(refused("784,7,13") == "layers: 784 inputs for images of 4×3 = 12 pixels; begin the list with 12");
    BOOST_TEST(refused("12,7,10") == "layers: 10 outputs for labels 0 to 12; end the list with 13");
    BOOST_TEST(refused("12,7,14") == "layers: 14 outputs for labels 0 to 12; end the list with 13");
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

BOOST_AUTO_TEST_CASE(an_image_that_is_stepped_through_has_the_page_of_the_step_from_its_first_event_on) {
    Own own;
    apply(own.session, OpenOwn{small("784,9,10"), ""});
    BOOST_TEST(!lesson_page(own.session).blocks.empty());
    apply(own.session, StepImage{std::vector<std::uint8_t>(784, 9), 3, "drawn digit"});
    for (int position = 0; position <= own.session.count(); ++position) {
        apply(own.session, GoToPosition{position});
        BOOST_TEST(!lesson_page(own.session).blocks.empty(), position);
    }
}

BOOST_AUTO_TEST_SUITE_END()
