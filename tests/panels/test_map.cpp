// The map of the network, clicked.

#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/panels/lesson_window.h"
#include "tests/panels/training_window.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(map_of_the_network)

BOOST_AUTO_TEST_CASE(a_click_on_a_box_goes_to_its_event) {
    Window window;
    window.open_lesson_five();
    for (const char* name : {"J", "X", "dW[1]", "A[2]", "b[1]", "Y"}) {
        window.ui.click(std::string("map ") + name);
        window.ui.frames(2);
        BOOST_TEST(window.current() == name);
    }
}

BOOST_AUTO_TEST_CASE(a_click_on_a_weight_goes_to_its_version_nearest_to_the_cursor) {
    Window window;
    window.open_lesson_five();
    window.go_to("Z[1]");
    window.ui.click("map W[1]");
    BOOST_TEST(window.session.current()->version == 0);
    window.go_to("db[1]");
    window.ui.click("map W[1]");
    BOOST_TEST(window.session.current()->version == 1);
}

BOOST_AUTO_TEST_CASE(under_the_mouse_a_box_says_its_name_its_shape_and_what_has_become_of_it) {
    Window window;
    window.open_lesson_five();
    const auto tip = [&](const char* name) {
        window.ui.move(name);
        window.ui.frames(2);
        std::string words;
        for (const TextItem& text : window.ui.registry().texts)
            if (text.panel == "tooltip") words += text.text;
        return words;
    };
    window.go_to("dZ[2]");
    BOOST_TEST(tip("map W[1]") == "W[1]  10×784, given");
    BOOST_TEST(tip("map dZ[1]") == "dZ[1]  10×32, not yet computed");
    window.go_to("W[1]@1");
    BOOST_TEST(tip("map W[1]") == "W[1]  10×784, version 1, updated");
    BOOST_TEST(tip("map A[2]") == "A[2]  10×32");
}

BOOST_AUTO_TEST_CASE(only_a_network_has_a_map_and_it_takes_no_room_elsewhere) {
    Window window;
    window.ui.frames(1);
    apply(window.session, OpenLesson{"5"});
    window.ui.frames(2);
    BOOST_TEST(window.ui.registry().has("map dZ[2]"));
    apply(window.session, OpenLesson{"1"});
    window.ui.frames(2);
    BOOST_TEST(!window.ui.registry().has("map X"));
    for (const Item& item : window.ui.registry().items) BOOST_TEST(item.panel != "map");
}

BOOST_AUTO_TEST_CASE(the_boxes_of_a_deep_network_stand_apart_in_a_small_window_with_all_their_text) {
    for (const ImVec2 size : {ImVec2{1024, 640}, ImVec2{1280, 800}}) {
        Window window(size);
        apply(window.session, OpenLesson{"14"});
        apply(window.session, SetKnob{"hidden_3", "16"});
        window.go_to("dW[4]");
        std::vector<Rect> boxes;
        for (const Item& item : window.ui.registry().items)
            if (item.panel == "map") boxes.push_back(item.rect);
        BOOST_TEST(boxes.size() == 4 * 7u + 3u);  // W b Z A dZ dW db of each layer, X, Y and J
        for (std::size_t i = 0; i < boxes.size(); ++i)
            for (std::size_t j = i + 1; j < boxes.size(); ++j) BOOST_TEST(intersection(boxes[i], boxes[j]).empty());
        if (size.x < 1280) continue;  // so thin, they are named by their tool tips only
        std::size_t texts = 0;
        for (const TextItem& text : window.ui.registry().texts) texts += text.panel == "map";
        BOOST_TEST(texts >= boxes.size());
        BOOST_TEST(window.ui.registry().clipped_texts().empty());
    }
}

BOOST_AUTO_TEST_CASE(a_training_has_a_map_of_the_step_and_none_beside_its_curves) {
    TrainingWindow window({1280, 800});
    window.go("dZ[2]");
    window.ui.click("map Z[1]");
    BOOST_TEST(window.current() == "Z[1]");
    window.ui.click("Health");
    window.ui.frames(2);
    BOOST_TEST(!window.ui.registry().has("map Z[1]"));
}

BOOST_AUTO_TEST_CASE(what_differs_from_the_timeline_beside_is_marked_downstream_of_what_was_set_by_hand) {
    TrainingWindow window({1280, 800});
    const auto marked = [&] {
        std::set<std::string> names;
        for (const MapBox& box : window.state.map.map.boxes)
            if (!box.differs.empty()) names.insert(box.name);
        return names;
    };
    window.train_to_the_end();
    window.go("epoch 2 batch 2 Z[2]");
    const int Z = window.session.position - 1;
    apply(window.session, EditCell{{Z, 4, 7}, 2.5});
    window.ui.settle(60);
    const std::set<std::string> downstream{"Z[2]", "A[2]", "J", "dZ[2]", "dW[2]", "db[2]", "dZ[1]", "dW[1]", "db[1]"};
    BOOST_TEST(marked() == downstream, boost::test_tools::per_element());
    window.ui.move("map Z[2]");
    window.ui.frames(2);
    const std::string tip = fmt::format("differs from timeline 1 by up to");
    BOOST_TEST((says(window.ui, "tooltip", tip) && says(window.ui, "tooltip", "at (4,7)")));
    BOOST_TEST(says(window.ui, "map", "differs"));
    window.ui.move("map A[1]");
    window.ui.frames(2);
    BOOST_TEST(!says(window.ui, "tooltip", tip));
    window.go("epoch 2 batch 2 W[1]@1");
    window.ui.settle(60);
    BOOST_TEST(marked().count("W[1]") == 1u);
    apply(window.session, ShowBeside{-1});
    window.ui.settle(60);
    BOOST_TEST(marked().empty());
    BOOST_TEST(!says(window.ui, "map", "differs"));
}

BOOST_AUTO_TEST_SUITE_END()
