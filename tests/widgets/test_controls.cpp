#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <vector>

#include "tests/widgets/one_panel.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

using namespace backstep;

namespace {

HeadlessUi shown(std::function<void(Ui&)> draw) { return HeadlessUi(small_window(), one_panel(std::move(draw))); }

}  // namespace

BOOST_AUTO_TEST_SUITE(controls)

BOOST_AUTO_TEST_CASE(a_button_acts_once_for_a_click) {
    int clicks = 0;
    HeadlessUi ui = shown([&](Ui& at) { clicks += button(at, "Step##one") ? 1 : 0; });
    ui.click("Step");
    BOOST_TEST(clicks == 1);
    ui.click("pane/Step");
    BOOST_TEST(clicks == 2);
}

BOOST_AUTO_TEST_CASE(a_disabled_button_does_nothing_and_says_so) {
    int clicks = 0;
    HeadlessUi ui = shown([&](Ui& at) {
        clicks += button(at, "Back", {.enabled = false}) ? 1 : 0;
        clicks += icon_button(at, "play", Icon::play, {.enabled = false}) ? 1 : 0;
        button(at, "Next");
    });
    ui.click("Back");
    ui.click("play");
    BOOST_TEST(clicks == 0);
    BOOST_TEST(!ui.find("Back").enabled);
    BOOST_TEST(ui.find("Next").enabled);
}

BOOST_AUTO_TEST_CASE(every_icon_is_a_button) {
    std::vector<int> clicks(10);
    HeadlessUi ui = shown([&](Ui& at) {
        for (int icon = 0; icon < 10; ++icon)
            clicks[static_cast<std::size_t>(icon)] +=
                icon_button(at, std::to_string(icon).c_str(), static_cast<Icon>(icon)) ? 1 : 0;
    });
    ui.click("7");
    for (int icon = 0; icon < 10; ++icon) BOOST_TEST(clicks[static_cast<std::size_t>(icon)] == (icon == 7 ? 1 : 0));
}

BOOST_AUTO_TEST_CASE(a_toggle_changes_there_and_back) {
    bool on = false;
    HeadlessUi ui = shown([&](Ui& at) { toggle(at, "Bias", on); });
    ui.click("Bias");
    BOOST_TEST(on);
    ui.click("Bias");
    BOOST_TEST(!on);
}

BOOST_AUTO_TEST_CASE(one_of_the_segments_is_selected) {
    int selected = 0, changes = 0;
    const std::vector<std::string> names = {"SGD", "Momentum", "Adam"};
    HeadlessUi ui = shown([&](Ui& at) { changes += segmented(at, "optimizer", names, selected) ? 1 : 0; });
    ui.click("Adam");
    BOOST_TEST(selected == 2);
    ui.click("Adam");
    BOOST_TEST(changes == 1);
}

BOOST_AUTO_TEST_CASE(a_list_opens_and_takes_a_choice) {
    int selected = 0;
    const std::vector<std::string> names = {"He", "Xavier", "zeros"};
    HeadlessUi ui = shown([&](Ui& at) { choice(at, "Start", names, selected); });
    ui.click("Start");
    ui.click("zeros");
    BOOST_TEST(selected == 2);
}

BOOST_AUTO_TEST_CASE(an_open_list_takes_the_arrow_keys_enter_takes_and_escape_leaves) {
    int selected = 1, changes = 0;
    const std::vector<std::string> names = {"He", "Xavier", "zeros", "uniform"};
    HeadlessUi ui = shown([&](Ui& at) { changes += choice(at, "Start", names, selected); });
    ui.key(Key::down);
    BOOST_TEST(selected == 1);  // it is not open
    ui.click("Start");
    ui.key(Key::down);
    BOOST_TEST(selected == 1);
    ui.key(Key::enter);
    BOOST_TEST(selected == 2);
    BOOST_TEST(!ui.registry().has("uniform"));
    ui.click("Start");
    ui.key(Key::up);
    ui.key(Key::up);
    ui.key(Key::up);
    ui.key(Key::escape);
    BOOST_TEST(selected == 2);
    BOOST_TEST(!ui.registry().has("uniform"));
    ui.click("Start");
    ui.key(Key::up);
    ui.key(Key::enter);
    BOOST_TEST(selected == 1);
    ui.click("Start");
    ui.key(Key::end);
    ui.key(Key::down);
    ui.key(Key::enter);
    BOOST_TEST(selected == 3);
    BOOST_TEST(changes == 3);
}

BOOST_AUTO_TEST_CASE(keys_and_mouse_share_the_mark_of_an_open_list) {
    int selected = 0;
    const std::vector<std::string> names = {"He", "Xavier", "zeros", "uniform"};
    HeadlessUi ui = shown([&](Ui& at) { choice(at, "Start", names, selected); });
    ui.click("Start");
    ui.move("zeros");
    ui.frames(1);
    ui.key(Key::down);
    ui.key(Key::enter);
    BOOST_TEST(selected == 3);
}

BOOST_AUTO_TEST_CASE(a_slider_follows_the_mouse_to_both_ends_and_gives_round_numbers) {
    int hidden = 16;
    double rate = 0.01;
    HeadlessUi ui = shown([&](Ui& at) {
        slider(at, "Hidden", hidden, 1, 101);
        slider(at, "Rate", rate, 1e-4, 1, {.logarithmic = true});
    });
    ui.drag("Hidden", {0.2F, 0.5F}, {1.2F, 0.5F});
    BOOST_TEST(hidden == 101);
    ui.drag("Hidden", {0.9F, 0.5F}, {-0.2F, 0.5F});
    BOOST_TEST(hidden == 1);
    ui.click("Hidden", 0.5F);
    BOOST_TEST(hidden == 51);
    ui.click("Rate", 0.5F);
    BOOST_TEST(rate == 0.01, boost::test_tools::tolerance(1e-12));
    ui.drag("Rate", {0.5F, 0.5F}, {2, 0.5F});
    BOOST_TEST(rate == 1.0);
}

BOOST_AUTO_TEST_CASE(fields_take_what_is_typed_when_they_are_left) {
    int batch = 32;
    double rate = 0.5;
    std::string name;
    int entered = 0, changed = 0;
    HeadlessUi ui = shown([&](Ui& at) {
        changed += input(at, "Batch", batch) ? 1 : 0;
        changed += input(at, "Rate", rate) ? 1 : 0;
        entered += input(at, "Name", name, 0, "a value") ? 1 : 0;
    });
    ui.fill("Batch", "128");
    BOOST_TEST(batch == 128);
    ui.fill("Rate", "2.5e-3");
    BOOST_TEST(rate == 2.5e-3);
    BOOST_TEST(changed == 2);
    ui.fill("Name", "W[1]");
    BOOST_TEST(name == "W[1]");
    BOOST_TEST(entered == 1);
    ui.click("Batch");
    ui.key(Key::escape);
    BOOST_TEST(changed == 2);
}

BOOST_AUTO_TEST_CASE(rows_and_links_can_be_clicked) {
    int row = 0, followed = 0;
    HeadlessUi ui = shown([&](Ui& at) {
        if (selectable(at, "5. Backpropagation", false, "17 steps")) row = 5;
        if (selectable(at, "6. The update", row == 6)) row = 6;
        followed += link(at, "A[1](3, 7)") ? 1 : 0;
    });
    ui.click("6. The update");
    BOOST_TEST(row == 6);
    ui.click("A[1](3, 7)");
    BOOST_TEST(followed == 1);
}

BOOST_AUTO_TEST_CASE(a_hit_area_knows_where_the_mouse_is_and_leaves_the_layout_alone) {
    Hit hit;
    ImVec2 before, after;
    HeadlessUi ui = shown([&](Ui& at) {
        before = ImGui::GetCursorScreenPos();
        hit = hit_area(at, "area", {{100, 100}, {200, 150}});
        after = ImGui::GetCursorScreenPos();
        ImGui::Dummy({10, 10});
    });
    ui.move("area", 0.25F, 0.5F);
    BOOST_TEST(hit.hovered);
    BOOST_TEST(hit.mouse.x == 25.0F);
    BOOST_TEST(hit.mouse.y == 25.0F);
    BOOST_TEST(before.x == after.x);
    BOOST_TEST(before.y == after.y);
    ui.move({10, 10});
    BOOST_TEST(!hit.hovered);
}

BOOST_AUTO_TEST_CASE(a_splitter_stays_within_its_limits) {
    float position = 200;
    HeadlessUi ui = shown([&](Ui& at) {
        splitter(at, "edge", {{position - 3, 0}, {position + 3, 300}}, true, position, 100, 250);
        ImGui::Dummy({10, 10});
    });
    ui.drag("edge", {0.5F, 0.5F}, {30, 0.5F});
    BOOST_TEST(position == 250.0F);
}

BOOST_AUTO_TEST_SUITE_END()
