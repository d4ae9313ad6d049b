#include <boost/test/unit_test.hpp>
#include <string>

#include "engine/math/error.h"
#include "engine/math/kernels.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(dispatch)

BOOST_AUTO_TEST_CASE(the_last_table_is_the_baseline_and_no_name_comes_twice) {
    const auto tables = available_kernels();
    BOOST_REQUIRE(!tables.empty());
    BOOST_TEST(tables.back()->name == std::string("baseline"));
    for (std::size_t i = 0; i < tables.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) BOOST_TEST(tables[i]->name != std::string(tables[j]->name));
}

BOOST_AUTO_TEST_CASE(each_available_table_is_found_by_its_name) {
    for (const Kernels* table : available_kernels()) BOOST_TEST(&kernels_named(table->name) == table);
}

BOOST_AUTO_TEST_CASE(an_unknown_name_is_refused_with_the_names_there_are) {
    const auto lists_the_names = [](const InputError& error) {
        const std::string text = error.what();
        return text.find("'avx'") != std::string::npos && text.find("baseline") != std::string::npos;
    };
    BOOST_CHECK_EXCEPTION(kernels_named("avx"), InputError, lists_the_names);
    BOOST_CHECK_THROW(kernels_named(""), InputError);
}

BOOST_AUTO_TEST_SUITE_END()
