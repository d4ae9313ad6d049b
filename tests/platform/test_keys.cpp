#include <GLFW/glfw3.h>

#include <boost/test/unit_test.hpp>

#include "viewer/platform/keys.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(keys)

BOOST_AUTO_TEST_CASE(arrows_and_other_named_keys_are_known) {
    BOOST_TEST((key_press(GLFW_KEY_RIGHT, 0)->key == Key::right));
    BOOST_TEST((key_press(GLFW_KEY_HOME, 0)->key == Key::home));
    BOOST_TEST((key_press(GLFW_KEY_KP_ENTER, 0)->key == Key::enter));
    BOOST_TEST(key_press(GLFW_KEY_LEFT, GLFW_MOD_SHIFT | GLFW_MOD_ALT)->shift);
    BOOST_TEST(key_press(GLFW_KEY_LEFT, GLFW_MOD_SHIFT | GLFW_MOD_ALT)->alt);
}

BOOST_AUTO_TEST_CASE(letters_count_only_with_control) {
    BOOST_TEST(!key_press(GLFW_KEY_A, 0).has_value());
    BOOST_TEST((key_press(GLFW_KEY_A, GLFW_MOD_CONTROL)->key == Key::a));
    BOOST_TEST(!key_press(GLFW_KEY_F10, 0).has_value());
    BOOST_TEST(!key_press(GLFW_KEY_F10, GLFW_MOD_CONTROL).has_value());
}

BOOST_AUTO_TEST_CASE(characters_with_control_are_in_lower_case) {
    for (const int mods : {GLFW_MOD_CONTROL, GLFW_MOD_CONTROL | GLFW_MOD_SHIFT}) {
        const auto press = key_press(GLFW_KEY_P, mods);
        BOOST_REQUIRE(press);
        BOOST_TEST((press->key == Key::character && press->ctrl));
        BOOST_TEST((press->character == U'p'));
    }
    BOOST_TEST((key_press(GLFW_KEY_KP_ADD, GLFW_MOD_CONTROL)->character == U'+'));
    BOOST_TEST((key_press(GLFW_KEY_0, GLFW_MOD_CONTROL)->character == U'0'));
    BOOST_TEST(!key_press(GLFW_KEY_P, 0).has_value());
}

BOOST_AUTO_TEST_CASE(a_text_field_leaves_to_others_what_it_does_not_know) {
    BOOST_TEST(works_while_typing(*key_press(GLFW_KEY_P, GLFW_MOD_CONTROL)));
    BOOST_TEST(!works_while_typing(*key_press(GLFW_KEY_V, GLFW_MOD_CONTROL)));
    BOOST_TEST(!works_while_typing(*key_press(GLFW_KEY_ESCAPE, 0)));
}

BOOST_AUTO_TEST_SUITE_END()
