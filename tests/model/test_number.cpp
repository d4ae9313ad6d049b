#include <boost/test/unit_test.hpp>
#include <clocale>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "engine/math/random.h"
#include "viewer/model/number.h"

using namespace backstep;

namespace {

std::uint64_t bits_of(double number) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    return bits;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(number)

BOOST_AUTO_TEST_CASE(a_number_to_look_at_has_four_digits_and_a_true_minus) {
    BOOST_TEST(short_number(0.0441) == "0.0441");
    BOOST_TEST(short_number(-0.04412345) == "−0.04412");
    BOOST_TEST(short_number(0) == "0");
    BOOST_TEST(short_number(32) == "32");
    BOOST_TEST(short_number(-1.234567e-10) == "−1.235e−10");
    BOOST_TEST(short_number(2e20) == "2e20");
    BOOST_TEST(short_number(std::numeric_limits<double>::infinity()) == "∞");
    BOOST_TEST(short_number(-std::numeric_limits<double>::infinity()) == "−∞");
    BOOST_TEST(short_number(std::nan("")) == "NaN");
}

BOOST_AUTO_TEST_CASE(a_number_to_look_at_has_as_many_digits_as_are_asked_for) {
    BOOST_TEST(short_number(-2.0 / 3, 3) == "−0.667");
    BOOST_TEST(short_number(0.1, 17) == "0.10000000000000001");
    BOOST_TEST(short_number(0.5, 17) == "0.5");
}

BOOST_AUTO_TEST_CASE(an_exact_number_reads_back_to_the_same_bits) {
    const Stream random{3, Purpose::noise};
    for (std::uint64_t i = 0; i < 20000; ++i) {
        const std::uint64_t bits = random_bits(random, i);
        double number = 0;
        std::memcpy(&number, &bits, sizeof number);
        if (std::isnan(number)) continue;
        BOOST_TEST(bits_of(std::strtod(exact_number(number).c_str(), nullptr)) == bits);
    }
    for (const double number : {0.0, -0.0, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 0.1, -1.0 / 3}) {
        BOOST_TEST(bits_of(std::strtod(exact_number(number).c_str(), nullptr)) == bits_of(number));
    }
    BOOST_TEST(std::isinf(std::strtod(exact_number(-std::numeric_limits<double>::infinity()).c_str(), nullptr)));
    BOOST_TEST(exact_number(std::nan("")) == "nan");
}

BOOST_AUTO_TEST_CASE(two_numbers_have_as_many_digits_as_it_takes_to_tell_them) {
    BOOST_TEST(digits_to_tell(0.25, 0.5) == 4);
    BOOST_TEST(digits_to_tell(0.123446, 0.123411) == 5);
    BOOST_TEST(digits_to_tell(0.123456, 0.123411, 7) == 7);
    BOOST_TEST(digits_to_tell(0.5, 0.5, 3) == 3);
    BOOST_TEST(digits_to_tell(1, 1 + 0x1p-52) == 17);
    BOOST_TEST(digits_to_tell(NAN, NAN) == 4);
}

BOOST_AUTO_TEST_CASE(an_exact_number_is_the_shortest) {
    BOOST_TEST(exact_number(0.1) == "0.1");
    BOOST_TEST(exact_number(0.1 + 0.2) == "0.30000000000000004");
    BOOST_TEST(exact_number(-0.0441) == "-0.0441");
    BOOST_TEST(exact_number(1e22) == "1e+22");
}

BOOST_AUTO_TEST_CASE(no_locale_puts_a_comma_into_a_number) {
    const std::string before = std::setlocale(LC_ALL, nullptr);
    for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE"})
        if (std::setlocale(LC_ALL, name)) {
            BOOST_TEST(exact_number(0.5) == "0.5");
            BOOST_TEST(short_number(0.5) == "0.5");
        }
    std::setlocale(LC_ALL, before.c_str());
}

BOOST_AUTO_TEST_CASE(a_part_is_written_as_a_percentage) { BOOST_TEST(percent(0.3755) == "37.5%"); }

BOOST_AUTO_TEST_SUITE_END()
