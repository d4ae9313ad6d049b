#include <boost/test/unit_test.hpp>
#include <vector>

#include "tests/panels/lesson_window.h"
#include "viewer/platform/damage.h"
#include "viewer/platform/part.h"

using namespace backstep;

namespace {

// A screen on which only what has changed is drawn, as the window does without a graphics card.
struct Screen {
    Image image{1280, 800};
    Damage damage;
    double drawn = 0;  // pixels, in all

    void show(Window& window) {
        const ImDrawData& data = *ImGui::GetDrawData();
        const std::vector<Primitive> primitives = primitives_of(data);
        const Color background = window.state.dark ? dark_theme().background : light_theme().background;
        const std::vector<Rect> changed = damage.update(primitives, data.DisplaySize, background, [&](ImTextureID id) {
            return window.ui.textures().content_of(id);
        });
        for (const Rect& rect : changed) {
            for (int y = static_cast<int>(rect.min.y); y < static_cast<int>(rect.max.y); ++y) {
                for (int x = static_cast<int>(rect.min.x); x < static_cast<int>(rect.max.x); ++x)
                    image.at(x, y) = background;
            }
            drawn += rect.width() * rect.height();
        }
        rasterise(Part(data, primitives, changed).data(), image);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(partial_drawing)

BOOST_AUTO_TEST_CASE(drawing_only_what_changed_gives_the_whole_picture_through_all_of_lesson_five) {
    Window window({1280, 800});
    Screen screen;
    int shown = 0;
    const auto compare = [&] {
        screen.show(window);
        ++shown;
        BOOST_TEST_CONTEXT("picture " << shown << ", at " << window.current())
        BOOST_REQUIRE((screen.image.pixels == window.ui.image().pixels));
    };
    compare();
    window.open_lesson_five();
    compare();
    for (int event = 0; event < window.session.count(); ++event) {
        apply(window.session, GoToPosition{event + 1});
        if (event % 3 == 0) apply(window.session, SelectCell{{event, 0, 0}});
        window.ui.frames();
        compare();
        window.ui.move({static_cast<float>(30 + event * 33), 720});
        compare();
    }
    for (const char* key : {"3", "?", "?", "1"}) {
        window.ui.type(key);
        compare();
    }
    window.ui.move({200, 300});
    window.ui.wheel(-5);
    compare();
    window.ui.click("Light");
    compare();
    BOOST_TEST(screen.drawn < 0.5 * 1280 * 800 * shown);
}

BOOST_AUTO_TEST_SUITE_END()
