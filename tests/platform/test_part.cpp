#include <boost/test/unit_test.hpp>
#include <vector>

#include "viewer/platform/damage.h"
#include "viewer/platform/headless.h"
#include "viewer/platform/part.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

using namespace backstep;

namespace {

HeadlessOptions small() { return {320, 200, 1, true, true}; }

void draw_something(Ui& ui, FrameRequest&) {
    begin_panel(ui, "pane", {{0, 0}, ui.size});
    text(ui, "Z = W · X + b");
    button(ui, "Step");
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddCircleFilled({200, 90}, 60, with_alpha(ui.theme.accent, 0.5F));
    list->PushClipRect({150, 60}, {230, 100}, true);
    list->AddRectFilled({100, 50}, {300, 190}, with_alpha(ui.theme.warning, 0.5F), 9);
    list->PopClipRect();
    end_panel(ui);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(part)

BOOST_AUTO_TEST_CASE(parts_drawn_one_after_the_other_are_the_whole_to_the_pixel) {
    HeadlessUi ui(small(), draw_something);
    const Image whole = ui.image();
    const ImDrawData& data = *ImGui::GetDrawData();
    const std::vector<Primitive> primitives = primitives_of(data);
    Image pieced(320, 200, dark_theme().background);
    for (float x = 0; x < 320; x += 37) {
        for (float y = 0; y < 200; y += 23) {
            const std::vector<Rect> rects{{{x, y}, {x + 37, y + 23}}};
            rasterise(Part(data, primitives, rects).data(), pieced);
        }
    }
    BOOST_TEST((pieced.pixels == whole.pixels));
}

BOOST_AUTO_TEST_CASE(outside_of_its_rectangles_a_part_draws_nothing) {
    HeadlessUi ui(small(), draw_something);
    const ImDrawData& data = *ImGui::GetDrawData();
    const std::vector<Rect> rects{{{180, 70}, {190, 80}}, {{0, 0}, {40, 30}}};
    const Color untouched = rgb(0x123456);
    Image drawn(320, 200, untouched);
    rasterise(Part(data, primitives_of(data), rects).data(), drawn);
    for (int y = 0; y < 200; ++y) {
        for (int x = 0; x < 320; ++x) {
            const ImVec2 at(static_cast<float>(x), static_cast<float>(y));
            if (!rects[0].contains(at) && !rects[1].contains(at)) BOOST_REQUIRE(drawn.at(x, y) == untouched);
        }
    }
    BOOST_TEST(drawn.at(185, 75) != untouched);
}

BOOST_AUTO_TEST_CASE(more_vertices_than_an_index_can_count_are_drawn_all) {
    HeadlessUi ui(small(), [](Ui& frame, FrameRequest&) {
        begin_panel(frame, "pane", {{0, 0}, frame.size});
        for (int i = 0; i < 40000; ++i) {
            const float x = static_cast<float>(i % 320), y = static_cast<float>(i / 320);
            const Color color = rgb(static_cast<unsigned>(i * 401) & 0xFFFFFFU);
            ImGui::GetWindowDrawList()->AddRectFilled({x, y}, {x + 1, y + 1}, color);
        }
        end_panel(frame);
    });
    const Image whole = ui.image();
    const ImDrawData& data = *ImGui::GetDrawData();
    const std::vector<Rect> rects{{{0, 0}, {320, 200}}};
    Image drawn(320, 200, dark_theme().background);
    Part part(data, primitives_of(data), rects);
    rasterise(part.data(), drawn);
    BOOST_TEST((drawn.pixels == whole.pixels));
    BOOST_TEST(part.data().CmdLists[0]->CmdBuffer.Size == 3);
}

BOOST_AUTO_TEST_SUITE_END()
