#include <boost/test/unit_test.hpp>

#include "viewer/widgets/color.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(color)

BOOST_AUTO_TEST_CASE(a_hexadecimal_colour_keeps_red_in_the_lowest_byte) { BOOST_TEST(rgb(0x123456) == 0xFF563412U); }

// WCAG 2.1 gives 21:1 for black on white; #777777 on white is the well-known 4.48:1.
BOOST_AUTO_TEST_CASE(contrast_agrees_with_published_figures) {
    BOOST_TEST(contrast_ratio(rgb(0x000000), rgb(0xFFFFFF)) == 21.0, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(contrast_ratio(rgb(0xFFFFFF), rgb(0x777777)) == 4.48, boost::test_tools::tolerance(2e-3));
    BOOST_TEST(contrast_ratio(rgb(0x336699), rgb(0x336699)) == 1.0);
}

// Published in the article on OKLab: pure red is L = 0.628, a = 0.225, b = 0.126.
BOOST_AUTO_TEST_CASE(oklab_of_red_is_the_published_one) {
    const OkLab red = to_oklab(rgb(0xFF0000));
    BOOST_TEST(red.lightness == 0.628, boost::test_tools::tolerance(1e-3));
    BOOST_TEST(red.a == 0.225, boost::test_tools::tolerance(2e-3));
    BOOST_TEST(red.b == 0.126, boost::test_tools::tolerance(3e-3));
}

BOOST_AUTO_TEST_CASE(oklab_and_back_is_the_same_colour) {
    for (unsigned hex = 0; hex < 0x1000000; hex += 0x01351F) BOOST_TEST(from_oklab(to_oklab(rgb(hex))) == rgb(hex));
}

BOOST_AUTO_TEST_CASE(mixing_goes_from_one_end_to_the_other) {
    BOOST_TEST(mix(rgb(0x102030), rgb(0x506070), 0) == rgb(0x102030));
    BOOST_TEST(mix(rgb(0x102030), rgb(0x506070), 1) == rgb(0x506070));
    BOOST_TEST(mix(rgb(0x102030), rgb(0x506070), 0.5F) == rgb(0x304050));
}

BOOST_AUTO_TEST_CASE(the_readable_colour_is_dark_on_light_and_light_on_dark) {
    BOOST_TEST(readable_on(rgb(0xFFFFFF), rgb(0x000000), rgb(0xEEEEEE)) == rgb(0x000000));
    BOOST_TEST(readable_on(rgb(0x101010), rgb(0x000000), rgb(0xEEEEEE)) == rgb(0xEEEEEE));
}

BOOST_AUTO_TEST_CASE(legible_ink_reaches_four_and_a_half_on_every_colour_and_stays_as_wished_where_that_does) {
    const Color soft = rgb(0xF7F6F2);
    int kept = 0;
    for (unsigned hex = 0; hex < 0x1000000; hex += 0x0B351F) {
        const Color ground = rgb(hex), ink = legible(soft, ground);
        BOOST_TEST(contrast_ratio(ink, ground) >= 4.5);
        BOOST_TEST((ink == soft) == (contrast_ratio(soft, ground) >= 4.5));
        kept += ink == soft;
    }
    BOOST_TEST(kept > 0);
}

BOOST_AUTO_TEST_SUITE_END()
