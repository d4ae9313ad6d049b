#define BOOST_TEST_MODULE lessons
#include <boost/test/unit_test.hpp>
