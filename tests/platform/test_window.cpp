#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <string>

#include "engine/math/error.h"
#include "viewer/platform/window.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(window)

BOOST_AUTO_TEST_CASE(without_a_display_the_error_says_what_to_do) {
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    try {
        run_window({}, [](Ui&, FrameRequest&) {});
        BOOST_FAIL("opened");
    } catch (const InputError& error) {
        const std::string words = error.what();
        for (const char* way : {"DISPLAY", "xvfb-run", "backstep step 5"})
            BOOST_TEST(words.find(way) != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_waker_may_be_used_without_a_window) {
    const WindowWaker waker;
    BOOST_TEST(!waker.take());
    waker.wake();
    BOOST_TEST(waker.take());
    BOOST_TEST(!waker.take());
}

BOOST_AUTO_TEST_SUITE_END()
