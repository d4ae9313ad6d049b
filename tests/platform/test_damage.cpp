#include <boost/test/unit_test.hpp>
#include <vector>

#include "viewer/platform/damage.h"

using namespace backstep;

namespace {

// A window of 320×200 with rectangles in it.
struct Scene {
    ImDrawList list{nullptr};
    ImDrawList* lists = &list;
    ImVec2 size{320, 200};
    ImVec4 clip{0, 0, 320, 200};
    Color background = rgb(0x101010);
    std::uint64_t pixels = 1;  // of the only texture
    Damage damage;

    void rectangle(float left, float top, float right, float bottom, Color color = rgb(0xFFFFFF)) {
        const auto start = static_cast<ImDrawIdx>(list.VtxBuffer.Size);
        for (const ImVec2 at : {ImVec2(left, top), ImVec2(right, top), ImVec2(right, bottom), ImVec2(left, bottom)})
            list.VtxBuffer.push_back({at, {0.5F, 0.5F}, color});
        for (int corner : {0, 1, 2, 0, 2, 3}) list.IdxBuffer.push_back(static_cast<ImDrawIdx>(start + corner));
    }
    ImDrawData data() {
        ImDrawCmd command;
        command.ElemCount = static_cast<unsigned>(list.IdxBuffer.Size);
        command.ClipRect = clip;
        command.TextureId = texture_id(1);
        list.CmdBuffer.resize(0);
        list.CmdBuffer.push_back(command);
        ImDrawData data;
        data.DisplaySize = size;
        set_only_list(data, lists);
        return data;
    }
    std::vector<Rect> update() {
        const ImDrawData drawn = data();
        return damage.update(primitives_of(drawn), size, background, [&](ImTextureID) { return pixels; });
    }
    void begin_frame() {
        list.VtxBuffer.resize(0);
        list.IdxBuffer.resize(0);
    }
};

bool same(const Rect& one, const Rect& other) {
    return one.min.x == other.min.x && one.min.y == other.min.y && one.max.x == other.max.x && one.max.y == other.max.y;
}

const Rect window{{0, 0}, {320, 200}};

}  // namespace

BOOST_AUTO_TEST_SUITE(damage)

BOOST_AUTO_TEST_CASE(the_first_frame_is_all_new_and_the_same_frame_again_is_not) {
    Scene scene;
    scene.rectangle(10, 20, 30, 50);
    BOOST_REQUIRE(scene.update().size() == 1U);
    BOOST_TEST(scene.update().empty());
    scene.damage.forget();
    const std::vector<Rect> again = scene.update();
    BOOST_REQUIRE(again.size() == 1U);
    BOOST_TEST(same(again[0], window));
}

BOOST_AUTO_TEST_CASE(another_colour_changes_the_tiles_below_and_no_others) {
    Scene scene;
    scene.rectangle(70, 40, 90, 60);
    scene.rectangle(200, 100, 210, 130);
    scene.update();
    scene.list.VtxBuffer[6].col = rgb(0xFF0000);
    const std::vector<Rect> changed = scene.update();
    BOOST_REQUIRE(changed.size() == 1U);
    BOOST_TEST(same(changed[0], {{192, 96}, {224, 160}}));
}

BOOST_AUTO_TEST_CASE(what_moves_changes_where_it_was_and_where_it_is) {
    Scene scene;
    scene.rectangle(2, 3, 20, 20);
    scene.update();
    scene.begin_frame();
    scene.rectangle(290, 180, 310, 195);
    const std::vector<Rect> changed = scene.update();
    BOOST_REQUIRE(changed.size() == 2U);
    BOOST_TEST(same(changed[0], {{0, 0}, {32, 32}}));
    BOOST_TEST(same(changed[1], {{288, 160}, {320, 200}}));
}

BOOST_AUTO_TEST_CASE(another_order_of_what_overlaps_is_another_picture) {
    Scene scene;
    scene.rectangle(5, 5, 15, 15, rgb(0x0000FF));
    scene.rectangle(8, 8, 25, 25, rgb(0x00FF00));
    scene.update();
    scene.begin_frame();
    scene.rectangle(8, 8, 25, 25, rgb(0x00FF00));
    scene.rectangle(5, 5, 15, 15, rgb(0x0000FF));
    BOOST_TEST(scene.update().size() == 1U);
}

BOOST_AUTO_TEST_CASE(pixels_of_a_texture_a_clip_a_background_and_a_size_count) {
    Scene scene;
    scene.rectangle(5, 5, 40, 40);
    scene.update();
    scene.pixels = 2;
    BOOST_TEST(scene.update().size() == 1U);
    scene.clip.z = 20;
    BOOST_TEST(scene.update().size() == 1U);
    scene.clip.w = 210;  // outside of the window: nothing that could be seen
    BOOST_TEST(scene.update().empty());
    scene.background = rgb(0x202020);
    BOOST_TEST(same(scene.update().at(0), window));
    scene.size = {300, 200};
    BOOST_TEST(same(scene.update().at(0), {{0, 0}, {300, 200}}));
}

BOOST_AUTO_TEST_CASE(rectangles_that_are_added_stay_apart) {
    std::vector<Rect> rects;
    unsigned random = 7;
    const auto next = [&] { return static_cast<float>((random = random * 1103515245U + 12345U) >> 16U & 31U) * 32; };
    for (int i = 0; i < 200; ++i) {
        const ImVec2 corner(next(), next());
        add_apart(rects, {corner, {corner.x + 32, corner.y + 32}});
        for (std::size_t one = 0; one < rects.size(); ++one) {
            for (std::size_t other = one + 1; other < rects.size(); ++other)
                BOOST_REQUIRE(intersection(rects[one], rects[other]).empty());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
