#include <boost/test/unit_test.hpp>
#include <vector>

#include "viewer/panels/layout.h"

using namespace backstep;

namespace {

std::vector<Rect> panels(const Layout& layout) {
    return {layout.header, layout.page, layout.stage, layout.explanation, layout.batch, layout.knobs, layout.strip};
}

const std::vector<std::pair<ImVec2, float>> windows = {
    {{1280, 800}, 1}, {{1600, 1000}, 1}, {{2560, 1440}, 1}, {{3200, 2000}, 2}, {{1024, 640}, 1}};

}  // namespace

BOOST_AUTO_TEST_SUITE(layout)

BOOST_AUTO_TEST_CASE(the_panels_cover_the_window_and_no_two_share_a_pixel) {
    for (const auto& [size, scale] : windows) {
        const std::vector<Rect> all = panels(layout_for(size, scale, {true, 190 * scale}));
        float area = 0;
        for (const Rect& rect : all) area += rect.width() * rect.height();
        BOOST_TEST(area == size.x * size.y);
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t j = i + 1; j < all.size(); ++j) BOOST_TEST(intersection(all[i], all[j]).empty());
    }
}

BOOST_AUTO_TEST_CASE(a_training_has_room_for_its_timeline_and_its_tabs_and_all_still_fits) {
    for (const auto& [size, scale] : windows) {
        const Layout layout = layout_for(size, scale, {true, 220 * scale, true, 96 * scale}, true);
        std::vector<Rect> all = panels(layout);
        all.insert(all.end(), {layout.timeline, layout.stage_tabs, layout.side_tabs, layout.side, layout.map});
        float area = 0;
        for (const Rect& rect : all)
            if (!rect.empty()) area += rect.width() * rect.height();
        BOOST_TEST(area == size.x * size.y);
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t j = i + 1; j < all.size(); ++j) BOOST_TEST(intersection(all[i], all[j]).empty());
        BOOST_TEST(layout.batch.empty());
        BOOST_TEST(layout.timeline.height() == 128 * scale);
        BOOST_TEST(layout.map.height() == 96 * scale);
        BOOST_TEST(layout.map.max.y == layout.stage.min.y);
        BOOST_TEST(layout.explanation.height() >= 100 * scale);
        BOOST_TEST(layout.side.height() >= 100 * scale);
        // In a low window the knobs are one of the tabs.
        BOOST_TEST(layout.knobs.empty() == (size.y / scale < 1100));
    }
}

BOOST_AUTO_TEST_CASE(what_a_lesson_has_not_leaves_its_room_to_the_explanation) {
    const Layout all = layout_for({1280, 800}, 1), none = layout_for({1280, 800}, 1, {false, 0});
    BOOST_TEST(none.batch.empty());
    BOOST_TEST(none.knobs.empty());
    BOOST_TEST(none.explanation.height() == all.explanation.height() + all.batch.height() + all.knobs.height());
}

BOOST_AUTO_TEST_CASE(a_recording_without_a_map_leaves_its_room_to_the_stage) {
    const Layout with = layout_for({1280, 800}, 1, {true, 190, false, 96}), without = layout_for({1280, 800}, 1);
    BOOST_TEST(without.map.empty());
    BOOST_TEST(without.stage.height() == with.stage.height() + 96);
}

BOOST_AUTO_TEST_CASE(no_panel_is_too_small_to_use) {
    for (const auto& [size, scale] : windows)
        for (const Rect& rect : panels(layout_for(size, scale, {true, 190 * scale}))) {
            BOOST_TEST(rect.width() >= 280 * scale);
            BOOST_TEST(rect.height() >= 40 * scale);
        }
}

BOOST_AUTO_TEST_SUITE_END()
