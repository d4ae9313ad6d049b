#include <boost/test/unit_test.hpp>

#include "engine/math/error.h"
#include "tests/timeline/sample.h"

using namespace backstep;

namespace {

std::shared_ptr<Timeline> fork_of(std::shared_ptr<const Timeline> parent, long step, Change change = {}) {
    return std::make_shared<Timeline>(std::move(parent), step, std::move(change));
}

void advance(Timeline& timeline, long steps) {
    Computer computer;
    timeline.advance(computer.compute, steps);
}

TrainingPlan with_rate(TrainingPlan plan, double rate) {
    plan.network.optimizer.learning_rate = rate;
    return plan;
}

TrainingPlan with_optimizer(TrainingPlan plan, Optimizer kind) {
    plan.network.optimizer.kind = kind;
    return plan;
}

std::vector<std::uint64_t> first(std::vector<std::uint64_t> list, std::size_t count) {
    list.resize(count);
    return list;
}

template <class ChangePlan>
std::string refused(const ChangePlan& change_plan, const std::vector<std::string>& words) {
    const auto parent = trained(sample_plan(), 5);
    TrainingPlan plan = sample_plan();
    change_plan(plan);
    return missing_words<InputError>([&] { fork_of(parent, 3, {plan, {}}); }, words);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forks)

BOOST_AUTO_TEST_CASE(a_fork_without_a_change_equals_its_parent) {
    const auto parent = trained(sample_plan(), 47);
    for (const long step : {1L, 10L, 11L, 25L, 48L}) {
        const auto fork = fork_of(parent, step);
        BOOST_TEST(fork->trained() == step - 1);
        advance(*fork, 60 - step + 1);
        BOOST_TEST((first(hashes(*fork), 47) == hashes(*parent)), "forked at " << step);
        BOOST_TEST(fork->trained() == 60);
        BOOST_REQUIRE(fork->epochs().size() == 6u);
        for (std::size_t e = 0; e < 4; ++e) {
            BOOST_TEST(fork->epochs()[e].epoch == static_cast<long>(e) + 1);
            BOOST_TEST(fork->epochs()[e].loss == parent->epochs()[e].loss);
            BOOST_TEST(fork->epochs()[e].validation == parent->epochs()[e].validation);
        }
        std::vector<double> losses = fork->losses();
        losses.resize(47);
        BOOST_TEST((losses == parent->losses()));
    }
}

BOOST_AUTO_TEST_CASE(another_plan_counts_from_the_fork_on_and_the_parent_is_untouched) {
    const auto parent = trained(sample_plan(), 40);
    const std::vector<std::uint64_t> before = hashes(*parent);
    const auto fork = fork_of(parent, 23, {with_rate(sample_plan(), 0.002), {}});
    advance(*fork, 1000);
    BOOST_TEST((hashes(*parent) == before));
    BOOST_TEST(parent->trained() == 40);
    const std::vector<std::uint64_t> after = hashes(*fork);
    BOOST_TEST(after.size() == 200u);
    BOOST_TEST((first(after, 22) == first(before, 22)));
    BOOST_TEST(after[22] != before[22]);
    // Epoch 3, in which the fork lies, is the fork's.
    BOOST_TEST(fork->epochs()[1].loss == parent->epochs()[1].loss);
    BOOST_TEST(fork->epochs()[2].loss != parent->epochs()[2].loss);
    // The past is the parent's.
    Computer computer;
    BOOST_TEST((fork->record(computer.compute, 9)->values == parent->record(computer.compute, 9)->values));
    BOOST_TEST(state_hash(fork->state_before(computer.compute, 200)) == after[198]);
}

BOOST_AUTO_TEST_CASE(in_the_past_of_a_fork_a_fork_is_one_of_the_parent) {
    const auto root = trained(sample_plan(), 30);
    TrainingPlan by_momentum = sample_plan();
    by_momentum.network.optimizer.kind = Optimizer::momentum;
    const auto momentum = fork_of(root, 15, {by_momentum, {}});
    advance(*momentum, 5);
    // Adam again, as in the root: its memory goes on.
    const auto adam = fork_of(momentum, 9, {with_rate(sample_plan(), 0.002), {}});
    BOOST_TEST((adam->parent() == root));
    BOOST_TEST(adam->optimizer_step(9) == 9);
    advance(*adam, 3);
    const auto same = fork_of(root, 9, {with_rate(sample_plan(), 0.002), {}});
    advance(*same, 3);
    BOOST_TEST(adam->hash() == same->hash());
    // Momentum there begins anew, also without a plan.
    const auto anew = fork_of(momentum, 9, {by_momentum, {}});
    BOOST_TEST(anew->optimizer_step(9) == 1);
    const auto plain = fork_of(momentum, 9);
    for (const auto& fork : {anew, plain}) advance(*fork, 2);
    BOOST_TEST(plain->hash() == anew->hash());
    const auto later = fork_of(momentum, 17);
    BOOST_TEST((later->parent() == momentum));
    BOOST_CHECK_THROW(fork_of(momentum, 0), InputError);
}

BOOST_AUTO_TEST_CASE(a_fork_keeps_its_parent_alive) {
    auto parent = trained(sample_plan(), 20);
    const std::uint64_t hash = parent->hash(10);
    const auto fork = fork_of(parent, 15);
    parent.reset();
    advance(*fork, 3);
    BOOST_TEST(fork->hash(10) == hash);
    BOOST_TEST(fork->parent()->trained() == 20);
}

BOOST_AUTO_TEST_CASE(a_cell_set_by_hand_changes_what_follows_and_comes_back_each_time) {
    const auto parent = trained(sample_plan(), 30, 1);
    Computer computer;
    const auto trace = parent->record(computer.compute, 14);
    const int event = find_event(*trace, "W[2]@0", 1000).value();
    const Edit edit{event, 3, 5, 0.75};
    const auto fork = fork_of(parent, 14, {std::nullopt, {edit}});
    BOOST_TEST((fork->edits() == std::vector<Edit>{edit}));
    const auto edited = fork->record(computer.compute, 14);  // before it is trained
    BOOST_TEST(edited->matrix(event)(3, 5) == 0.75);
    BOOST_TEST((edited->edits == std::vector<Edit>{edit}));
    advance(*fork, 16);
    BOOST_TEST(fork->hash(13) == parent->hash(13));
    BOOST_TEST(fork->hash(14) != parent->hash(14));
    BOOST_TEST((fork->record(computer.compute, 14)->values == edited->values));
    for (const long step : {14L, 15L, 22L, 29L})
        BOOST_TEST(state_hash(fork->state_before(computer.compute, step + 1)) == fork->hash(step));
    BOOST_TEST(fork->step_record(14).summaries.size() == fork->step_record(15).summaries.size());
    BOOST_TEST((parent->record(computer.compute, 14)->values == trace->values));
}

BOOST_AUTO_TEST_CASE(an_edit_that_changes_no_bit_changes_nothing) {
    const auto parent = trained(sample_plan(), 30);
    Computer computer;
    const auto trace = parent->record(computer.compute, 14);
    const int event = find_event(*trace, "dW[1]", 1000).value();
    const double value = trace->matrix(event)(2, 400);
    const auto fork = fork_of(parent, 14, {std::nullopt, {{event, 2, 400, value}}});
    advance(*fork, 17);
    BOOST_TEST((hashes(*fork) == hashes(*parent)));
}

BOOST_AUTO_TEST_CASE(an_edit_that_does_not_come_is_refused_and_trains_nothing) {
    const auto parent = trained(sample_plan(), 5);
    for (const Edit& edit : {Edit{0, 784, 0, 1}, Edit{1000, 0, 0, 1}}) {
        const auto fork = fork_of(parent, 4, {std::nullopt, {edit}});
        BOOST_TEST(missing_words<InputError>([&] { advance(*fork, 2); }, {"1 of 1 cells", "step 4"}) == "");
        BOOST_TEST(fork->trained() == 3);
    }
    BOOST_CHECK_THROW(fork_of(parent, 4, {std::nullopt, {{0, -1, 0, 1}}}), InputError);
}

BOOST_AUTO_TEST_CASE(forks_can_be_forked) {
    const auto root = trained(sample_plan(), 40);
    const auto slower = fork_of(root, 12, {with_rate(sample_plan(), 0.002), {}});
    advance(*slower, 20);  // to 31
    const auto slowest = fork_of(slower, 25, {with_rate(sample_plan(), 0.0001), {}});
    advance(*slowest, 10);  // to 34
    // A fork before its parent's own first step.
    const auto early = fork_of(slowest, 6);
    advance(*early, 4);
    Computer computer;
    BOOST_TEST(slowest->hash(11) == root->hash(11));
    BOOST_TEST(slowest->hash(24) == slower->hash(24));
    BOOST_TEST(slowest->hash(24) != root->hash(24));
    BOOST_TEST(slowest->hash(25) != slower->hash(25));
    for (const long step : {5L, 12L, 24L, 25L, 34L})
        BOOST_TEST(state_hash(slowest->state_before(computer.compute, step + 1)) == slowest->hash(step));
    BOOST_TEST(slowest->losses().size() == 34u);
    BOOST_TEST(slowest->epochs().size() == 3u);
    BOOST_TEST(slowest->epochs()[1].loss == slower->epochs()[1].loss);
    BOOST_TEST(early->hash(5) == root->hash(5));
    BOOST_TEST(early->plan().network.optimizer.learning_rate == 0.0001);
    BOOST_TEST(early->hash(6) != root->hash(6));
}

BOOST_AUTO_TEST_CASE(another_optimizer_begins_with_an_empty_memory) {
    const auto parent = trained(with_optimizer(sample_plan(), Optimizer::momentum), 20);
    const auto fork = fork_of(parent, 13, {with_optimizer(sample_plan(), Optimizer::adam), {}});
    Computer computer;
    const Mlp before = parent->state_before(computer.compute, 13), start = fork->state_before(computer.compute, 13);
    BOOST_TEST((start.W[0].value.matrix == before.W[0].value.matrix));
    BOOST_TEST((before.W[0].v.matrix != Matrix(12, 784)));
    BOOST_TEST((start.W[0].v.matrix == Matrix(12, 784)));
    advance(*fork, 12);
    // Adam's first step is the learning rate against the sign of the gradient.
    const auto trace = fork->record(computer.compute, 13);
    const Matrix& change = trace->matrix(find_event(*trace, "Δb[2]", 1000).value());
    for (const double number : change.values) BOOST_TEST(std::abs(std::abs(number) - 0.01) < 1e-6);
    BOOST_TEST(state_hash(fork->state_before(computer.compute, 25)) == fork->hash(24));
    BOOST_TEST(!fork->diverged_at().has_value());
    // A fork of it goes on counting from there.
    const auto same = fork_of(fork, 20);
    advance(*same, 5);
    BOOST_TEST(same->hash(24) == fork->hash(24));
}

BOOST_AUTO_TEST_CASE(a_fork_may_have_more_epochs_and_ends_with_them) {
    TrainingPlan plan = sample_plan();
    plan.epochs = 2;
    const auto parent = trained(plan);
    BOOST_TEST(missing_words<InputError>([&] { fork_of(parent, 21); }, {"step 21 of 20", "more epochs"}) == "");
    plan.epochs = 3;
    const auto fork = fork_of(parent, 21, {plan, {}});
    BOOST_TEST(!fork->finished());
    advance(*fork, 100);
    BOOST_TEST(fork->trained() == 30);
    BOOST_TEST(fork->epochs().size() == 3u);
    BOOST_TEST(fork->finished());
}

BOOST_AUTO_TEST_CASE(patience_counts_again_only_with_the_forks_own_epochs) {
    TrainingPlan plan = with_rate(sample_plan(), 1e-9);
    plan.patience = 1;
    const auto parent = trained(plan);
    BOOST_TEST(parent->stopped_early());
    BOOST_TEST(parent->trained() == 20);
    const auto fork = fork_of(parent, 21);
    BOOST_TEST(!fork->finished());
    advance(*fork, 1000);
    BOOST_TEST(fork->stopped_early());
    BOOST_TEST(fork->trained() == 30);
}

BOOST_AUTO_TEST_CASE(what_a_fork_cannot_change_is_refused) {
    BOOST_TEST(refused([](auto& p) { p.network.layers = {784, 13, 10}; }, {"layers 784,13,10", "784,12,10"}) == "");
    BOOST_TEST(refused([](auto& p) { p.batch_size = 33; }, {"batch size 33", "began with 32"}) == "");
    BOOST_TEST(refused([](auto& p) { p.seed = 2; }, {"seed of the batches"}) == "");
    BOOST_TEST(refused([](auto& p) { p.network.seed = 2; }, {"seed of the network"}) == "");
    BOOST_TEST(refused([](auto& p) { p.scaled = false; }, {"pixels"}) == "");
    BOOST_TEST(refused([](auto& p) { p.data = own_sample_data(); }, {"other images"}) == "");
    BOOST_TEST(refused([](auto& p) { p.network.optimizer.learning_rate = 0; }, {"learning rate"}) == "");
    const auto parent = trained(sample_plan(), 5);
    BOOST_TEST(missing_words<InputError>([&] { fork_of(parent, 7); }, {"step 7", "1 to 6"}) == "");
    BOOST_TEST(missing_words<InputError>([&] { fork_of(parent, 0); }, {"step 0", "1 to 6"}) == "");
}

BOOST_AUTO_TEST_CASE(a_family_stays_within_one_budget) {
    const std::size_t memory = 4'600'000;  // 20 states
    const auto root = trained(sample_plan(), 100, memory);
    const auto fork = fork_of(root, 40);
    advance(*fork, 80);
    const auto second = fork_of(fork, 60);
    advance(*second, 80);
    BOOST_TEST(root->checkpoint_memory() + fork->checkpoint_memory() + second->checkpoint_memory() <= memory);
    Computer computer;
    for (const long step : {20L, 99L})
        BOOST_TEST(state_hash(root->state_before(computer.compute, step + 1)) == root->hash(step));
    for (const long step : {45L, 99L, 139L})
        BOOST_TEST(state_hash(second->state_before(computer.compute, step + 1)) == second->hash(step));
}

BOOST_AUTO_TEST_SUITE_END()
