// The results of a training and a digit drawn by hand, clicked through without a display.

#include "tests/panels/training_window.h"
#include "viewer/model/network_here.h"

using namespace backstep;

namespace {

struct ResultsWindow : TrainingWindow {
    using TrainingWindow::TrainingWindow;
    void show(const char* tab) {
        ui.click(std::string("stage tabs/") + tab);
        ui.settle();
    }
    int test_images() const { return session.timelines.timeline()->plan().data->test.count; }
    void draw_a_line() {
        ui.drag("sheet", {0.5F, 0.2F}, {0.5F, 0.8F});
        ui.frames(2);
    }
    void check_texts(const std::string& where) {
        for (const TextItem& text : ui.registry().clipped_texts())
            BOOST_ERROR(where << ": " << text.panel << ": '" << text.text << "' is cut off");
        for (const auto& [one, other] : ui.registry().overlapping_texts())
            BOOST_ERROR(where << ": " << one.panel << ": '" << one.text << "' over '" << other.text << "'");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(results_and_drawing, ResultsWindow)

BOOST_AUTO_TEST_CASE(a_drawing_is_read_by_the_trained_network_after_one_click) {
    show("Draw");
    BOOST_TEST(!ui.registry().has("draw/to its end"));
    train_to_the_end();
    ui.frames(2);
    BOOST_TEST(says(ui, "draw", "before epoch 1 batch 1"));
    ui.click("draw/to its end");
    ui.frames(2);
    BOOST_TEST(says(ui, "draw", "after epoch 3 batch 4"));
    BOOST_TEST(!ui.registry().has("draw/to its end"));
}

BOOST_AUTO_TEST_CASE(results_are_of_the_network_at_the_cursor_once_it_rests) {
    train_to_the_end();
    ui.frames(2);
    show("Results");
    BOOST_TEST(says(ui, "results", "by the network before epoch 1 batch 1"));
    ui.click("to the end of the training");
    ui.frames(4);
    BOOST_TEST(says(ui, "results", "by the network before epoch 1 batch 1; the cursor has moved on"));
    ui.settle();
    BOOST_TEST(says(ui, "results", "by the network after epoch 3 batch 4"));
    const ResultsView& view = *state.results.results.view();
    BOOST_TEST(says(ui, "results", fmt::format("{} of {} test images are right", view.right, test_images())));
    BOOST_TEST(!ui.registry().has("to the end of the training"));
}

BOOST_AUTO_TEST_CASE(a_click_on_a_count_lists_its_images_and_another_all_mistakes) {
    show("Results");
    const ResultsView& view = *state.results.results.view();
    const std::size_t mistakes = state.results.list.size();
    const ReadImage wrong = state.results.list.back();
    const auto at = [](int i) { return (static_cast<float>(i) + 0.5F) / 10; };
    ui.click("confusion matrix", at(wrong.prediction), at(wrong.label));
    ui.frames(2);
    BOOST_TEST(static_cast<double>(state.results.list.size()) == view.confusion(wrong.label, wrong.prediction));
    BOOST_TEST(says(ui, "results", fmt::format("{} taken for {}", wrong.label, wrong.prediction)));
    BOOST_TEST(state.results.index == state.results.list.front().index);
    ui.click("all mistakes");
    ui.frames(2);
    BOOST_TEST(state.results.list.size() == mistakes);
}

BOOST_AUTO_TEST_CASE(any_image_is_shown_by_its_number_with_its_probabilities) {
    show("Results");
    BOOST_TEST(state.results.index == state.results.list.front().index);
    ui.fill("image number", "77");
    ui.frames(2);
    BOOST_TEST(state.results.read->index == 77);
    BOOST_TEST(says(ui, "results", fmt::format("a {}", session.timelines.timeline()->plan().data->test.labels[77])));
    ui.fill("image number", std::to_string(test_images()));
    ui.frames(2);
    BOOST_TEST(says(ui, "results", fmt::format("their numbers go from 0 to {}", test_images() - 1)));
    ui.fill("image number", "-1");
    ui.frames(2);
    BOOST_TEST(state.results.read->index == 0);
}

BOOST_AUTO_TEST_CASE(a_mistake_is_looked_at_and_stepped_through_and_left_again) {
    show("Results");
    const ReadImage second = state.results.list[1];
    ui.click(fmt::format("results/test image {}", second.index));
    ui.frames(2);
    BOOST_TEST(state.results.read->index == second.index);
    ui.click("results/Step");
    ui.frames(3);
    BOOST_REQUIRE(session.aside.has_value());
    ui.key(Key::right);
    ui.key(Key::right);
    ui.frames(2);
    BOOST_TEST(session.position == 2);
    BOOST_TEST(says(ui, "header", fmt::format("test image {}", second.index)));
    check_texts("stepping an image");
    ui.key(Key::escape);
    ui.frames(3);
    BOOST_TEST(!session.aside);
    BOOST_TEST(says(ui, "results", "by the network before epoch 1 batch 1"));
}

BOOST_AUTO_TEST_CASE(results_of_another_training_are_about_its_own_images) {
    show("Results");
    const auto other = std::make_shared<TrainingData>(*session.timelines.timeline()->plan().data);
    other->test.count = 2;
    Lesson lesson = *session.lesson;
    lesson.number = 90;
    lesson.slug = "90_other";
    lesson.training.data = other;
    ui.click(fmt::format("results/test image {}", state.results.list[1].index));
    ui.frames(2);
    state.results.set = 1;
    apply(session, ShowLessons{});
    session.lessons.push_back(lesson);
    apply(session, OpenLesson{"90"});
    ui.frames(1);
    for (const ReadImage& image : state.results.list) BOOST_TEST(image.index < 2);
    ui.settle();
    BOOST_TEST(says(ui, "results", "of 2 test images are right"));
    BOOST_TEST(state.results.set == 0);
}

BOOST_AUTO_TEST_CASE(what_is_drawn_is_read_as_drawn_and_centred) {
    show("Draw");
    BOOST_TEST(says(ui, "draw", "draw a digit here"));
    draw_a_line();
    BOOST_TEST(!state.draw.drawing.empty());
    Mlp net = network_here(session);
    const auto expected = probabilities_of(compute, net, state.draw.drawing.centred(), PixelScale::unit);
    BOOST_TEST(state.draw.centred.probabilities == expected, boost::test_tools::per_element());
    BOOST_TEST(state.draw.raw.probabilities != expected);
    ui.click("eraser");
    const double before = state.draw.drawing.sheet()(14, 14);
    ui.drag("sheet", {0.3F, 0.5F}, {0.7F, 0.5F});
    BOOST_TEST(before > 0);
    BOOST_TEST(state.draw.drawing.sheet()(14, 14) == 0);
    ui.click("Clear");
    ui.frames(2);
    BOOST_TEST(state.draw.drawing.empty());
}

BOOST_AUTO_TEST_CASE(a_drawn_digit_is_stepped_through_like_any_other) {
    show("Draw");
    draw_a_line();
    ui.click("step centred");
    ui.frames(3);
    BOOST_REQUIRE(session.aside.has_value());
    BOOST_TEST(session.trace->matrix(0).rows == 784);
    for (int i = 0; i < session.count(); ++i) {
        ui.key(Key::right);
        ui.frames(2);
        check_texts("stepping a drawing");
    }
    BOOST_TEST(current() == "A[2]");
    ui.click("Back to the training");
    ui.frames(3);
    BOOST_TEST(!session.aside);
    BOOST_TEST(!state.draw.drawing.empty());
}

BOOST_AUTO_TEST_CASE(a_drawn_digit_with_a_label_is_stepped_to_its_update) {
    show("Draw");
    draw_a_line();
    ui.click("label");
    ui.frames(2);
    ui.click("it is a 1");
    ui.frames(2);
    BOOST_TEST(state.draw.label == 1);
    ui.click("step raw");
    ui.frames(3);
    BOOST_REQUIRE(session.aside.has_value());
    for (int i = 0; i < session.count(); ++i) {
        ui.key(Key::right);
        ui.frames(2);
        check_texts("stepping a drawing with a label");
    }
    BOOST_TEST(current() == "b[1]");
    BOOST_TEST((session.current()->phase == Phase::update));
    apply(session, GoToValue{"dW[2]"});
    apply(session, SelectCell{{session.position - 1, 1, 3}});
    ui.frames(2);
    ui.click("Prove it");
    ui.frames(2);
    BOOST_TEST(says(ui, "explanation", "They agree"));
    ui.key(Key::escape);
    ui.key(Key::escape);
    ui.frames(3);
    BOOST_TEST(!session.aside);
    ui.click("Clear");
    BOOST_TEST(state.draw.label == -1);
}

BOOST_AUTO_TEST_CASE(a_picture_that_cannot_be_opened_is_told_with_a_remedy) {
    show("Draw");
    ui.fill("open a PNG picture", "nowhere/digit.png");
    ui.frames(2);
    BOOST_TEST(says(ui, "draw", "nowhere/digit.png"));
    BOOST_TEST(state.draw.error.find(';') != std::string::npos);
    ui.click("sheet");
    ui.frames(2);
    check_texts("an error");
}

BOOST_AUTO_TEST_CASE(the_button_beside_an_image_lies_over_no_text) {
    const std::pair<ImVec2, float> looks[] = {{{1180, 800}, 1}, {{1280, 800}, 1.1F}, {{1600, 1000}, 1}};
    for (const auto& [size, letters] : looks) {
        ResultsWindow window(size);
        window.state.zoom = letters;
        window.train_to_the_end();
        window.show("Results");
        const Registry& registry = window.ui.registry();
        const Rect button = registry.find("results/Step").rect;
        bool says_what_was_read = false;
        for (const TextItem& text : registry.texts) {
            if (text.panel != "results" || text.text == "Step") continue;
            says_what_was_read |= text.text.starts_with("read as ") && text.text.size() == 9;
            BOOST_TEST(intersection(button, text.whole).empty(), text.text << " at " << size.x);
        }
        BOOST_TEST(says_what_was_read);
    }
}

BOOST_AUTO_TEST_CASE(all_text_is_whole_and_apart_at_any_size) {
    const std::pair<ImVec2, float> looks[] = {
        {{1280, 800}, 1}, {{1280, 800}, 1.1F}, {{1600, 1000}, 1}, {{1600, 1000}, 1.25F}, {{2560, 1440}, 1}};
    for (const auto& [size, letters] : looks) {
        ResultsWindow window(size);
        window.state.zoom = letters;
        window.train_to_the_end();
        for (const char* tab : {"Results", "Draw"}) {
            window.show(tab);
            if (window.ui.registry().has("sheet")) window.draw_a_line();
            window.check_texts(fmt::format("{} {} wide, letters {}", tab, size.x, letters));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
