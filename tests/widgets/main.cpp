#define BOOST_TEST_MODULE widgets
#include <boost/test/unit_test.hpp>
