#include <boost/test/unit_test.hpp>

#include "engine/data/dataset.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(dataset)

BOOST_AUTO_TEST_CASE(an_empty_data_set_has_images_of_28_by_28) {
    const Dataset data;
    BOOST_TEST(data.pixels() == 784);
    BOOST_TEST(data.count == 0);
}

BOOST_AUTO_TEST_CASE(image_i_lies_after_the_images_before_it) {
    Dataset data{2, 3, 4, {}, {}, "test"};
    data.images.resize(24);
    BOOST_TEST(data.pixels() == 6);
    BOOST_TEST((data.image(3) - data.images.data()) == 18);
}

BOOST_AUTO_TEST_SUITE_END()
