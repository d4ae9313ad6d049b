#define BOOST_TEST_MODULE panels
#include <boost/test/unit_test.hpp>
