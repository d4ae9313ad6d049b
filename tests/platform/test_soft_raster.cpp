#include <boost/test/unit_test.hpp>
#include <vector>

#include "viewer/platform/soft_raster.h"
#include "viewer/platform/soft_textures.h"

using namespace backstep;

namespace {

const Color white = rgb(0xFFFFFF), black = rgb(0x000000), red = rgb(0xFF0000);

// One draw list of triangles over a 10×8 black picture.
struct Canvas {
    Image image{10, 8, black};
    SoftTextures textures;
    ImDrawList list{nullptr};
    ImVec4 clip{0, 0, 10, 8};

    void vertex(float x, float y, Color color, float u = 0.5F, float v = 0.5F) {
        list.VtxBuffer.push_back({ImVec2(x, y), ImVec2(u, v), color});
        list.IdxBuffer.push_back(static_cast<ImDrawIdx>(list.VtxBuffer.Size - 1));
    }
    void quad(float left, float top, float right, float bottom, Color color, bool whole_texture = false) {
        const int start = list.VtxBuffer.Size;
        const float low = whole_texture ? 0.0F : 0.5F, high = whole_texture ? 1.0F : 0.5F;
        vertex(left, top, color, low, low);
        vertex(right, top, color, high, low);
        vertex(right, bottom, color, high, high);
        vertex(left, bottom, color, low, high);
        list.IdxBuffer.resize(list.IdxBuffer.Size - 4);
        for (int corner : {0, 1, 2, 0, 2, 3}) list.IdxBuffer.push_back(static_cast<ImDrawIdx>(start + corner));
    }
    void draw(Image texture = Image(1, 1, white), bool nearest = true) {
        ImDrawCmd command;
        command.ElemCount = static_cast<unsigned>(list.IdxBuffer.Size);
        command.ClipRect = clip;
        command.TextureId = textures.add({std::move(texture), nearest, false});
        list.CmdBuffer.resize(0);
        list.CmdBuffer.push_back(command);
        ImDrawList* lists = &list;
        ImDrawData data;
        data.CmdLists = &lists;
        data.CmdListsCount = 1;
        rasterise(data, image);
    }
    int count(Color color) const {
        int found = 0;
        for (Color pixel : image.pixels) found += pixel == color ? 1 : 0;
        return found;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(soft_raster)

BOOST_AUTO_TEST_CASE(a_rectangle_covers_the_pixels_whose_centres_it_holds) {
    Canvas canvas;
    canvas.quad(2, 3, 5, 7, red);
    canvas.draw();
    BOOST_TEST(canvas.count(red) == 12);
    BOOST_TEST(canvas.image.at(2, 3) == red);
    BOOST_TEST(canvas.image.at(4, 6) == red);
    BOOST_TEST(canvas.image.at(5, 3) == black);
    BOOST_TEST(canvas.image.at(2, 7) == black);
    Canvas shifted;
    shifted.quad(2.6F, 3.4F, 5.4F, 7, red);
    shifted.draw();
    BOOST_TEST(shifted.image.at(2, 3) == black);
    BOOST_TEST(shifted.count(red) == 2 * 4);
}

BOOST_AUTO_TEST_CASE(nothing_is_drawn_outside_the_clip_or_the_picture) {
    Canvas canvas;
    canvas.clip = {1, 1, 4, 3};
    canvas.quad(-5, -5, 50, 50, red);
    canvas.draw();
    BOOST_TEST(canvas.count(red) == 6);
}

// A right triangle with legs of 4 covers the centres below its diagonal: 1 + 2 + 3 pixels and those on the diagonal,
// which belong to it if the diagonal is a left edge.
BOOST_AUTO_TEST_CASE(a_triangle_takes_centres_on_its_top_and_left_edges_only) {
    Canvas left;
    left.vertex(4, 0, red);
    left.vertex(4, 4, red);
    left.vertex(0, 4, red);
    left.draw();
    BOOST_TEST(left.count(red) == 10);
    Canvas right;
    right.vertex(0, 0, red);
    right.vertex(4, 0, red);
    right.vertex(0, 4, red);
    right.draw();
    BOOST_TEST(right.count(red) == 6);
}

BOOST_AUTO_TEST_CASE(two_triangles_with_a_common_edge_cover_every_pixel_once) {
    Canvas canvas;
    const Color half = with_alpha(white, 0.5F);
    for (const auto& [x, y] : {std::pair(1.0F, 1.0F), {8.0F, 2.0F}, {3.0F, 7.0F}}) canvas.vertex(x, y, half);
    for (const auto& [x, y] : {std::pair(8.0F, 2.0F), {9.0F, 6.0F}, {3.0F, 7.0F}}) canvas.vertex(x, y, half);
    canvas.draw();
    BOOST_TEST(canvas.count(rgb(0x808080)) > 15);
    BOOST_TEST(canvas.count(rgb(0x808080)) + canvas.count(black) == 80);
}

BOOST_AUTO_TEST_CASE(blending_rounds_to_the_nearest_byte) {
    BOOST_TEST(blend(black, with_alpha(white, 0.5F)) == rgb(0x808080));
    BOOST_TEST(blend(rgb(0x204060), 0x00FFFFFFU) == rgb(0x204060));
    BOOST_TEST(blend(rgb(0x204060), white) == white);
    BOOST_TEST(blend(rgb(0xFFFFFF), with_alpha(rgb(0xFFFFFF), 0.31F)) == rgb(0xFFFFFF));
}

BOOST_AUTO_TEST_CASE(colours_are_interpolated_between_corners) {
    Canvas canvas;
    canvas.vertex(0, 0, rgb(0x000000));
    canvas.vertex(8, 0, rgb(0x800000));
    canvas.vertex(0, 8, rgb(0x000000));
    canvas.draw();
    for (int x = 0; x < 7; ++x) BOOST_TEST((canvas.image.at(x, 0) & 255U) == static_cast<unsigned>(x * 16 + 8));
}

BOOST_AUTO_TEST_CASE(a_texture_is_magnified_to_whole_blocks) {
    Image checker(2, 2, black);
    checker.at(1, 0) = checker.at(0, 1) = red;
    Canvas canvas;
    canvas.quad(1, 1, 7, 5, white, true);
    canvas.draw(checker);
    for (int y = 1; y < 5; ++y) {
        for (int x = 1; x < 7; ++x) BOOST_TEST(canvas.image.at(x, y) == checker.at(x < 4 ? 0 : 1, y < 3 ? 0 : 1));
    }
}

BOOST_AUTO_TEST_CASE(a_smooth_texture_is_mixed_between_its_pixels) {
    Image ramp(2, 1, rgb(0x000000));
    ramp.at(1, 0) = rgb(0x404040);
    Canvas canvas;
    canvas.quad(0, 0, 8, 1, white, true);
    canvas.draw(ramp, false);
    // Centres of texels lie at a quarter and three quarters: two pixels before, four between them, two behind.
    const std::vector<unsigned> expected = {0, 0, 0x08, 0x18, 0x28, 0x38, 0x40, 0x40};
    for (int x = 0; x < 8; ++x) BOOST_TEST((canvas.image.at(x, 0) & 255U) == expected[static_cast<std::size_t>(x)]);
}

BOOST_AUTO_TEST_SUITE_END()
