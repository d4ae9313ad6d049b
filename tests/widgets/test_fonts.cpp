#include <boost/test/unit_test.hpp>
#include <string>

#include "engine/math/error.h"
#include "tests/widgets/one_panel.h"
#include "viewer/widgets/fonts.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(fonts)

BOOST_AUTO_TEST_CASE(the_faces_have_the_signs_of_the_lessons) {
    Fonts fonts;
    HeadlessUi at(small_window(true), [&](Ui& ui, FrameRequest&) { fonts = ui.fonts; });
    for (char32_t sign : std::u32string(U"ᵀ∂Σ∑⊙∇·×−αβεσμ≤≠≈→√∈ℝ⊤′…²₁∞█"))
        BOOST_TEST((sign == U'█' || font_has_glyph(fonts.sans, sign)));
    for (char32_t sign : std::u32string(U"×−·αε…→")) BOOST_TEST(font_has_glyph(fonts.tiny, sign));
    for (char32_t sign : std::u32string(U"×ᵀ→−…")) BOOST_TEST(font_has_glyph(fonts.mono, sign));
}

BOOST_AUTO_TEST_CASE(the_sizes_follow_the_scale) {
    float one = 0, two = 0;
    {
        HeadlessUi at(small_window(true), [&](Ui& ui, FrameRequest&) { one = font_size(ui.fonts.sans); });
    }
    {
        HeadlessUi at({400, 300, 2, true, true}, [&](Ui& ui, FrameRequest&) { two = font_size(ui.fonts.sans); });
    }
    BOOST_TEST(one == 16.0F);
    BOOST_TEST(two == 32.0F);
}

BOOST_AUTO_TEST_CASE(a_missing_font_names_the_package_that_has_it) {
    HeadlessUi at(small_window(), [](Ui&, FrameRequest&) {});
    try {
        load_fonts(1, "no/such/folder");
        BOOST_FAIL("accepted");
    } catch (const InputError& error) {
        BOOST_TEST(std::string(error.what()).find("fonts-dejavu-core") != std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
