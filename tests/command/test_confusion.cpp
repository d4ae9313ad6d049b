#include <boost/test/unit_test.hpp>

#include "program.h"
#include "viewer/command/confusion.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(confusion_matrix)

BOOST_AUTO_TEST_CASE(the_table_has_sums_and_shares) {
    const std::string text = confusion_text(matrix_of({{1, 0, 0}, {0, 0, 0}, {0, 2, 1}}));
    BOOST_TEST(has(text, "The 4 test images"));
    BOOST_TEST(has(text, "      2      ·      2      1      3  33.3%\n"));
    BOOST_TEST(has(text, "      1      ·      ·      ·      0      –\n"));
    BOOST_TEST(has(text, "    sum      1      2      1      4  50.0%\n"));
}

BOOST_AUTO_TEST_CASE(without_images_there_is_no_table) { BOOST_TEST(confusion_text(Matrix(2, 2)) == ""); }

BOOST_AUTO_TEST_SUITE_END()
