#define BOOST_TEST_MODULE math
#include <boost/test/unit_test.hpp>
