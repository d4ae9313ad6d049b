#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "engine/data/batches.h"
#include "engine/math/error.h"
#include "engine/math/random.h"
#include "engine/network/loss.h"
#include "engine/timeline/loss_slice.h"
#include "tests/timeline/sample.h"

using namespace backstep;

namespace {

std::vector<double> flat(const Mlp& net) {
    std::vector<double> all;
    for (const auto* parameters : {&net.W, &net.b})
        for (const Parameter& parameter : *parameters)
            all.insert(all.end(), parameter.value.matrix.values.begin(), parameter.value.matrix.values.end());
    return all;
}

double distance(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
    return std::sqrt(sum);
}

std::shared_ptr<const Timeline> racer(Optimizer kind, double rate) {
    TrainingPlan plan = sample_plan();
    plan.network.optimizer.kind = kind;
    plan.network.optimizer.learning_rate = rate;
    return trained(plan, 12);
}

const std::vector<std::shared_ptr<const Timeline>>& racers() {
    static const std::vector<std::shared_ptr<const Timeline>> all{
        racer(Optimizer::sgd, 0.1), racer(Optimizer::momentum, 0.05), racer(Optimizer::adam, 0.01)};
    return all;
}

// The mean cross-entropy of that network of two layers, written out.
double loss_of(const Mlp& net, const TrainingPlan& plan, int images) {
    Computer computer;
    std::vector<int> picked = shuffled({plan.seed, Purpose::shuffle, 0}, plan.data->train.count);
    picked.resize(static_cast<std::size_t>(images));
    Recorder step(computer.compute, Recording::on);
    const Value X = step.input("X", scaled_pixel_columns(plan.data->train, picked));
    const Value Y = step.input("Y", one_hot(picked_labels(plan.data->train, picked)));
    const auto given = [&](const char* name, const Parameter& from) { return step.input(name, from.value.matrix); };
    const Value A1 = step.record("A[1]", relu(given("W[1]", net.W[0]) * X + given("b[1]", net.b[0])));
    const Value Z2 = step.record("Z[2]", given("W[2]", net.W[1]) * A1 + given("b[2]", net.b[1]));
    const Value J = step.record("J", mean_cross_entropy(Z2, Y, Scalar{"m", static_cast<double>(images)}));
    step.finish();
    return step[J](0, 0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(loss_slice)

BOOST_AUTO_TEST_CASE(start_and_two_ends_lie_in_the_plane_at_their_true_distances) {
    Computer computer;
    LossSlice slice(racers(), {5, 20, 4});
    while (slice.work(computer.compute, 10)) {
    }
    const std::vector<double> start = flat(racers()[0]->state_before(computer.compute, 1));
    int in_plane = 0;
    BOOST_REQUIRE(slice.ways().size() == 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        const SlicePoint first = slice.ways()[i].front(), last = slice.ways()[i].back();
        BOOST_TEST(first.step == 0);
        BOOST_TEST(std::hypot(first.x, first.y, first.away) == 0);
        BOOST_TEST(last.step == 12);
        const double far = distance(flat(racers()[i]->state_before(computer.compute, 13)), start);
        BOOST_TEST(std::hypot(last.x, last.y, last.away) == far, boost::test_tools::tolerance(1e-9));
        in_plane += last.away < 1e-6 * far;
        BOOST_TEST(slice.ways()[i].size() == 4u);
        BOOST_TEST(slice.ways()[i][1].step == 4);
    }
    BOOST_TEST(in_plane == 2);
}

BOOST_AUTO_TEST_CASE(each_loss_is_that_of_the_network_at_its_place) {
    Computer computer;
    const auto sgd = racers()[0];
    LossSlice slice({sgd}, {3, 20, 5});
    while (slice.work(computer.compute, 1)) {
    }
    // The plane by hand: along the end, and what of the middle is at right angles to that.
    Mlp net = sgd->state_before(computer.compute, 1);
    const std::vector<double> start = flat(net), end = flat(sgd->state_before(computer.compute, 13)),
                              middle = flat(sgd->state_before(computer.compute, 7));
    const double length = distance(end, start);
    std::vector<double> across(start.size()), up(start.size());
    double along = 0, squares = 0;
    for (std::size_t i = 0; i < start.size(); ++i) across[i] = (end[i] - start[i]) / length;
    for (std::size_t i = 0; i < start.size(); ++i) along += (middle[i] - start[i]) * across[i];
    for (std::size_t i = 0; i < start.size(); ++i) up[i] = middle[i] - start[i] - along * across[i];
    for (const double number : up) squares += number * number;
    for (const int row : {0, 2})
        for (const int col : {0, 1}) {
            const double x = slice.plane().x_low + col / 2.0 * (slice.plane().x_high - slice.plane().x_low);
            const double y = slice.plane().y_high - row / 2.0 * (slice.plane().y_high - slice.plane().y_low);
            std::size_t i = 0;
            for (auto* parameters : {&net.W, &net.b})
                for (Parameter& parameter : *parameters)
                    for (double& number : parameter.value.matrix.values) {
                        number = start[i] + x * across[i] + y * up[i] / std::sqrt(squares);
                        ++i;
                    }
            BOOST_TEST(slice.losses()(row, col) == loss_of(net, sgd->plan(), 20), boost::test_tools::tolerance(1e-9));
        }
}

BOOST_AUTO_TEST_CASE(piece_by_piece_gives_what_all_at_once_gives) {
    Computer computer;
    LossSlice by_one(racers(), {4, 20, 3}), at_once(racers(), {4, 20, 3});
    double before = -1;
    int pieces = 0;
    do {
        BOOST_TEST(by_one.done() > before);
        before = by_one.done();
        ++pieces;
    } while (by_one.work(computer.compute, 1));
    BOOST_TEST(pieces == 3 * 3 + 4 * 4);
    BOOST_TEST(by_one.done() == 1);
    BOOST_TEST(!at_once.work(computer.compute, 1000));
    BOOST_TEST(at_once.losses().values == by_one.losses().values);
}

BOOST_AUTO_TEST_CASE(ways_that_were_watched_while_they_grew_are_those_that_are_found_at_the_end) {
    Computer computer;
    TrainingPlan plan = sample_plan();
    plan.epochs = 2;
    const auto growing = std::make_shared<Timeline>(plan);
    plan.network.optimizer.kind = Optimizer::adam;
    const auto waiting = std::make_shared<Timeline>(plan);
    const long steps = plan.steps();
    TrainingWays watched({growing, waiting}, 5);
    BOOST_TEST(watched.visit(computer.compute));  // both are at their start
    BOOST_TEST(watched.visit(computer.compute));
    BOOST_TEST(!watched.visit(computer.compute));
    growing->advance(computer.compute, steps / 2);
    while (watched.visit(computer.compute)) {
    }
    watched.draw();
    BOOST_TEST(watched.ways()[0].size() == 3u);
    BOOST_TEST(watched.ways()[0].back().step == steps / 2);
    BOOST_TEST(watched.ways()[0].back().x > 0);
    BOOST_TEST(watched.ways()[0].back().away < 1e-6 * watched.ways()[0].back().x);
    BOOST_TEST(watched.ways()[1].size() == 1u);
    growing->advance(computer.compute, steps);
    waiting->advance(computer.compute, steps);
    while (watched.visit(computer.compute)) {
    }
    BOOST_TEST(watched.visited() == 10);

    LossSlice slice(watched, {3, 20, 5}), anew({growing, waiting}, {3, 20, 5});
    BOOST_TEST(slice.ways().size() == 2u);  // nothing is visited again
    while (slice.work(computer.compute, 10) || anew.work(computer.compute, 10)) {
    }
    for (std::size_t i = 0; i < 2; ++i) {
        BOOST_REQUIRE(slice.ways()[i].size() == 5u);
        for (std::size_t point = 0; point < 5; ++point) {
            BOOST_TEST(slice.ways()[i][point].x == anew.ways()[i][point].x);
            BOOST_TEST(slice.ways()[i][point].y == anew.ways()[i][point].y);
        }
    }
    BOOST_TEST(slice.losses().values == anew.losses().values);
}

BOOST_AUTO_TEST_CASE(ways_of_trainings_that_were_stopped_end_where_they_have_come) {
    Computer computer;
    const auto stopped = std::make_shared<Timeline>(sample_plan());
    stopped->advance(computer.compute, 9);
    TrainingWays ways({stopped}, 4);
    ways.end_here();
    while (ways.visit(computer.compute)) {
    }
    ways.draw();
    BOOST_TEST(ways.ways()[0].back().step == 9);
    BOOST_TEST(ways.visited() == ways.count());
}

BOOST_AUTO_TEST_CASE(trainings_that_do_not_begin_alike_are_refused) {
    TrainingPlan other = sample_plan();
    other.network.seed = 7;
    BOOST_TEST(missing_words<InputError>(
                   [&] {
                       LossSlice({racers()[0], trained(other, 2)});
                   },
                   {"do not begin at the same weights"}) == "");
    BOOST_TEST(missing_words<InputError>([] { LossSlice(std::vector<std::shared_ptr<const Timeline>>{}); },
                                         {"no training"}) == "");
    const auto untrained = std::make_shared<const Timeline>(sample_plan());
    BOOST_TEST(missing_words<InputError>([&] { LossSlice({untrained}); }, {"nothing is trained"}) == "");
}

BOOST_AUTO_TEST_CASE(the_plane_goes_through_the_two_ends_that_lie_farthest_apart_and_shows_all_ways_with_room) {
    Computer computer;
    LossSlice slice(racers(), {5, 20, 4});
    while (slice.work(computer.compute, 10)) {
    }
    const std::vector<double> start = flat(racers()[0]->state_before(computer.compute, 1));
    std::vector<std::vector<double>> ends;
    for (const auto& racer : racers()) ends.push_back(flat(racer->state_before(computer.compute, 13)));
    // The area of a triangle from its sides (Heron's formula).
    const auto area = [&](std::size_t i, std::size_t j) {
        const double a = distance(ends[i], start), b = distance(ends[j], start), c = distance(ends[i], ends[j]);
        const double half = (a + b + c) / 2;
        return std::sqrt(half * (half - a) * (half - b) * (half - c));
    };
    const auto in_plane = [&](std::size_t i) { return slice.ways()[i].back().away < 1e-6 * distance(ends[i], start); };
    const double areas[] = {area(1, 2), area(0, 2), area(0, 1)};  // without the first, the second, the third
    for (std::size_t out = 0; out < 3; ++out)
        BOOST_TEST(in_plane(out) == (areas[out] != *std::max_element(std::begin(areas), std::end(areas))));
    for (const std::vector<SlicePoint>& way : slice.ways())
        for (const SlicePoint& point : way) {
            BOOST_TEST((slice.plane().x_low < point.x && point.x < slice.plane().x_high));
            BOOST_TEST((slice.plane().y_low < point.y && point.y < slice.plane().y_high));
        }
}

BOOST_AUTO_TEST_CASE(a_probability_too_small_to_be_a_number_costs_much_but_not_without_end) {
    Computer computer;
    LossSlice slice({racer(Optimizer::sgd, 30)}, {3, 20, 3});
    while (slice.work(computer.compute, 10)) {
    }
    const std::vector<double>& losses = slice.losses().values;
    for (const double loss : losses) BOOST_TEST(std::isfinite(loss));
    BOOST_TEST(*std::max_element(losses.begin(), losses.end()) > 300);
}

BOOST_AUTO_TEST_CASE(trainings_with_other_images_or_another_initialisation_are_refused) {
    TrainingPlan other = sample_plan();
    other.data = own_sample_data();
    BOOST_TEST(missing_words<InputError>(
                   [&] {
                       LossSlice({racers()[0], trained(other, 2)});
                   },
                   {"do not begin at the same weights"}) == "");
    other = sample_plan();
    other.network.initialisation = Initialisation::xavier;
    BOOST_TEST(missing_words<InputError>(
                   [&] {
                       LossSlice({racers()[0], trained(other, 2)});
                   },
                   {"do not begin at the same weights"}) == "");
}

BOOST_AUTO_TEST_CASE(a_training_that_has_left_the_finite_numbers_has_no_plane) {
    Computer computer;
    LossSlice slice({racer(Optimizer::sgd, 1e300)}, {3, 20, 3});
    BOOST_TEST(missing_words<InputError>(
                   [&] {
                       while (slice.work(computer.compute, 10)) {
                       }
                   },
                   {"has left the finite numbers", "choose another"}) == "");
}

BOOST_AUTO_TEST_SUITE_END()
