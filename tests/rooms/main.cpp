#define BOOST_TEST_MODULE rooms
#include <boost/test/unit_test.hpp>
