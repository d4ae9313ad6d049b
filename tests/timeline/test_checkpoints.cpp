#include <boost/test/unit_test.hpp>

#include "engine/timeline/checkpoints.h"
#include "tests/timeline/sample.h"

using namespace backstep;

namespace {

constexpr std::size_t one = 80;  // bytes of a state

void walk(Checkpoints& checkpoints, long first, long last) {
    for (long step = first; step <= last; ++step)
        if (checkpoints.wants(step)) checkpoints.keep(step, StateNumbers(10, static_cast<double>(step)));
}

std::vector<long> kept(const Checkpoints& checkpoints, long last) {
    std::vector<long> steps;
    for (long step = last; step >= 0;) {
        const Checkpoints::Found found = checkpoints.nearest(step);
        if (!found.numbers) break;
        steps.insert(steps.begin(), found.step);
        BOOST_TEST(found.numbers->at(3) == static_cast<double>(found.step));
        step = found.step - 1;
    }
    return steps;
}

MlpSettings settings_with(Optimizer kind) {
    MlpSettings settings;
    settings.layers = {5, 3, 2};
    settings.optimizer.kind = kind;
    return settings;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(checkpoints)

BOOST_AUTO_TEST_CASE(they_are_evenly_spaced_and_never_take_more_than_the_budget) {
    for (const std::size_t count : {1u, 2u, 3u, 10u, 104u, 5000u}) {
        const long steps = 4690;
        Checkpoints checkpoints(one, 0, steps, one * count + 7);
        for (long step = 0; step <= steps; ++step) {
            walk(checkpoints, step, step);
            BOOST_REQUIRE(checkpoints.memory() <= one * count);
        }
        const std::vector<long> list = kept(checkpoints, steps);
        BOOST_TEST(list.front() == 0);
        for (std::size_t i = 1; i < list.size(); ++i)
            BOOST_REQUIRE(list[i] == static_cast<long>(i) * checkpoints.spacing());
        if (count > 1)
            BOOST_TEST(static_cast<double>(list.size()) > 0.6 * static_cast<double>(std::min(count, 4691ul)));
    }
}

BOOST_AUTO_TEST_CASE(an_early_look_finds_them_close_together) {
    Checkpoints checkpoints(one, 0, 1'000'000, one * 100);
    walk(checkpoints, 0, 300);
    BOOST_TEST(checkpoints.spacing() <= 63);
}

BOOST_AUTO_TEST_CASE(widened_they_stay_evenly_spaced_and_those_between_go) {
    Checkpoints checkpoints(one, 3, 90, one * 50);
    walk(checkpoints, 3, 20);
    BOOST_TEST(checkpoints.spacing() == 2);
    checkpoints.widen(13);
    BOOST_TEST(kept(checkpoints, 20) == (std::vector<long>{3}), boost::test_tools::per_element());
    walk(checkpoints, 21, 93);
    checkpoints.widen(7);
    BOOST_TEST(checkpoints.spacing() == 13);
    BOOST_TEST(kept(checkpoints, 93) == (std::vector<long>{3, 29, 42, 55, 68, 81}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_nearest_is_the_last_one_before) {
    Checkpoints checkpoints(one, 20, 30, one * 7);  // every 5 steps from 20 on
    walk(checkpoints, 20, 50);
    BOOST_TEST(checkpoints.spacing() == 5);
    BOOST_TEST(checkpoints.nearest(34).step == 30);
    BOOST_TEST(checkpoints.nearest(35).step == 35);
    BOOST_TEST(checkpoints.nearest(20).step == 20);
    BOOST_TEST(!checkpoints.nearest(19).numbers);
}

BOOST_AUTO_TEST_CASE(forks_share_the_budget_in_equal_parts) {
    MemoryBudget budget(one * 12);
    const auto first = budget.make_checkpoints(one, 0, 11);
    walk(*first, 0, 11);
    BOOST_TEST(first->memory() == one * 12);
    auto second = budget.make_checkpoints(one, 5, 11);
    walk(*second, 5, 16);
    BOOST_TEST(first->memory() <= one * 6);
    BOOST_TEST(second->memory() <= one * 6);
    BOOST_TEST(first->nearest(11).step % first->spacing() == 0);
    // What is gone takes no part.
    second.reset();
    const auto third = budget.make_checkpoints(one, 0, 5);
    walk(*third, 0, 5);
    BOOST_TEST(third->memory() == one * 6);
}

BOOST_AUTO_TEST_CASE(only_what_the_optimizer_needs_is_stored) {
    const std::size_t parameters = 3 * 5 + 3 + 2 * 3 + 2;
    BOOST_TEST(bytes_of_state(settings_with(Optimizer::sgd)) == parameters * 8);
    BOOST_TEST(bytes_of_state(settings_with(Optimizer::momentum)) == parameters * 16);
    BOOST_TEST(bytes_of_state(settings_with(Optimizer::averaged_momentum)) == parameters * 16);
    BOOST_TEST(bytes_of_state(settings_with(Optimizer::adam)) == parameters * 24);
}

BOOST_AUTO_TEST_CASE(a_network_comes_back_from_its_numbers) {
    Computer computer(2);
    for (const Optimizer kind : {Optimizer::sgd, Optimizer::momentum, Optimizer::averaged_momentum, Optimizer::adam}) {
        MlpSettings settings = settings_with(kind);
        settings.layers = {700, 51, 3};  // more weights than one thread copies at a time
        Mlp net = make_mlp(settings);
        double next = 0;
        for (auto* parameters : {&net.W, &net.b})
            for (Parameter& parameter : *parameters) {
                if (kind != Optimizer::sgd)
                    for (double& number : parameter.v.matrix.values) number = ++next;
                if (kind == Optimizer::adam)
                    for (double& number : parameter.m.matrix.values) number = -++next;
            }
        const StateNumbers numbers = numbers_of(net, computer.compute);
        BOOST_TEST(numbers.size() * 8 == bytes_of_state(net.settings));
        const Mlp back = network_of(net.settings, numbers);
        for (std::size_t l = 0; l < 2; ++l) {
            BOOST_TEST((back.W[l].value.matrix == net.W[l].value.matrix));
            BOOST_TEST((back.W[l].m.matrix == net.W[l].m.matrix));
            BOOST_TEST((back.W[l].v.matrix == net.W[l].v.matrix));
            BOOST_TEST((back.b[l].value.matrix == net.b[l].value.matrix));
            BOOST_TEST((back.b[l].m.matrix == net.b[l].m.matrix));
            BOOST_TEST((back.b[l].v.matrix == net.b[l].v.matrix));
        }
        BOOST_TEST(state_hash(back) == state_hash(net));
    }
    BOOST_CHECK_THROW(network_of(settings_with(Optimizer::adam), StateNumbers(26)), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
