// Whole trainings of a small network on the built-in digits.

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/math/kernels.h"
#include "program.h"

using namespace backstep;
using nlohmann::json;

namespace {

struct Trained {
    Ran ran;
    json result;
};

// 600 images to train and 100 to validate, batches of 50: 12 steps an epoch. `more` has options and their values.
Trained trained(const std::vector<std::string>& more) {
    const TemporaryFolder folder;
    std::map<std::string, std::string> options{{"--layers", "784,12,10"}, {"--train", "600"}, {"--validation", "100"},
                                               {"--batch", "50"},         {"--epochs", "2"},  {"--json", folder.file("x")}};
    for (std::size_t i = 0; i < more.size(); i += 2) options[more[i]] = more[i + 1];
    std::vector<std::string> arguments{"train"};
    for (const auto& [option, value] : options) arguments.insert(arguments.end(), {option, value});
    Trained result;
    result.ran = ran(arguments);
    const std::string text = content_of(folder.file("x"));
    BOOST_REQUIRE_MESSAGE(!text.empty(), result.ran.errors);
    result.result = json::parse(text);
    return result;
}

std::string hash_of(const std::vector<std::string>& more) { return trained(more).result["state_hash"]; }

}  // namespace

BOOST_AUTO_TEST_SUITE(train)

BOOST_AUTO_TEST_CASE(the_json_has_an_object_for_each_epoch) {
    const Trained training = trained({});
    BOOST_TEST(training.ran.status == 0);
    BOOST_REQUIRE(training.result["epochs"].size() == 2);
    int number = 0;
    for (const json& epoch : training.result["epochs"]) {
        BOOST_TEST((epoch["epoch"] == ++number));
        for (const char* key : {"train", "validation", "test"}) {
            BOOST_TEST(epoch[key].is_number_float(), key);
            BOOST_TEST(epoch[key].get<double>() > 0.2, key);
            BOOST_TEST(epoch[key].get<double>() <= 1, key);
        }
        BOOST_TEST(epoch["loss"].get<double>() > 0);
        BOOST_TEST(epoch["seconds"].get<double>() > 0);
    }
    BOOST_TEST((training.result["epochs"][1]["loss"] < training.result["epochs"][0]["loss"]));
    BOOST_TEST((training.result["steps"] == 24));
    BOOST_TEST(training.result["state_hash"].get<std::string>().size() == 16);
    BOOST_TEST((training.result["plan"]["layers"] == json{784, 12, 10}));
    for (const char* key : {"diverged_at", "interrupted", "stopped_early", "broke_at"})
        BOOST_TEST(!training.result.contains(key), key);
}

BOOST_AUTO_TEST_CASE(the_text_has_a_line_for_each_epoch_and_says_what_digits_these_are) {
    const Trained training = trained({});
    BOOST_TEST(has(training.ran.out, "these are the built-in digits"));
    BOOST_TEST(has(training.ran.out, "600 images to train, 100 to validate, 1000 to test"));
    BOOST_TEST(has(training.ran.out, "\n    2  "));
    BOOST_TEST(has(training.ran.out, "24 of 24 steps, state hash " + std::string(training.result["state_hash"])));
    BOOST_TEST(!has(training.ran.out, "\033"));
    BOOST_TEST(training.ran.errors == "");
}

BOOST_AUTO_TEST_CASE(the_confusion_matrix_counts_every_test_image_once) {
    const json result = trained({}).result;
    long sum = 0, right = 0;
    BOOST_REQUIRE(result["confusion"].size() == 10);
    for (std::size_t label = 0; label < 10; ++label) {
        for (const json& count : result["confusion"][label]) sum += count.get<long>();
        right += result["confusion"][label][label].get<long>();
    }
    BOOST_TEST(sum == 1000);
    BOOST_TEST(static_cast<double>(right) / 1000 == result["epochs"][1]["test"].get<double>());
}

BOOST_AUTO_TEST_CASE(the_hash_is_the_same_for_any_threads_kernels_and_memory) {
    const std::string hash = hash_of({"--threads", "1"});
    BOOST_TEST(hash_of({"--threads", "2"}) == hash);
    for (const Kernels* kernels : available_kernels()) BOOST_TEST(hash_of({"--kernels", kernels->name}) == hash);
    BOOST_TEST(hash_of({"--memory", "1"}) == hash);
}

BOOST_AUTO_TEST_CASE(every_setting_changes_the_hash) {
    const std::string hash = hash_of({});
    const std::vector<std::vector<std::string>> settings{
        {"--seed", "2"},          {"--learning-rate", "0.002"}, {"--optimizer", "sgd"}, {"--activation", "tanh"},
        {"--init", "xavier"},     {"--dropout", "0.5"},         {"--l2", "1e-4"},       {"--clip", "0.1"},
        {"--layers", "784,11,10"}, {"--batch", "49"},           {"--train", "599"},     {"--epochs", "3"},
        {"--learning-rate-step", "1:0.1"}};
    for (const auto& setting : settings) BOOST_TEST(hash_of(setting) != hash, setting[0]);
    BOOST_TEST(hash_of({"--optimizer", "momentum", "--momentum", "0.5"}) != hash_of({"--optimizer", "momentum"}));
}

BOOST_AUTO_TEST_CASE(a_breakpoint_stops_where_it_holds_and_names_the_event) {
    const Trained training = trained({"--break", "step >= 15 and min(A[1]) == 0"});
    BOOST_TEST(training.ran.status == 0);
    BOOST_TEST((training.result["steps"] == 15));
    BOOST_TEST((training.result["broke_at"]["epoch"] == 2));
    BOOST_TEST((training.result["broke_at"]["batch"] == 3));
    BOOST_TEST(training.result["epochs"].size() == 1u);
    BOOST_TEST(has(training.ran.out, "stopped at epoch 2 batch 3 A[1]: step >= 15 and min(A[1]) == 0\n"));
    BOOST_TEST(has(training.ran.out, "forward: A[1] = relu(Z[1])"));
}

BOOST_AUTO_TEST_CASE(divergence_is_reported_with_the_step_where_it_began) {
    const Trained training = trained({"--optimizer", "sgd", "--learning-rate", "1e300"});
    BOOST_TEST(training.ran.status == 0);
    BOOST_TEST((training.result["diverged_at"] == 2));
    BOOST_TEST(training.result["epochs"][0]["loss"].is_null());
    BOOST_TEST(has(training.ran.out, "diverged: at epoch 1 batch 2 (step 2)"));
    BOOST_TEST(has(training.ran.out, "NaN"));
}

BOOST_AUTO_TEST_CASE(patience_ends_a_training_that_does_not_get_better) {
    const Trained training = trained({"--patience", "1", "--epochs", "9", "--learning-rate", "1e-12"});
    BOOST_TEST((training.result["stopped_early"] == true));
    BOOST_TEST(training.result["epochs"].size() == 2u);
    BOOST_TEST(has(training.ran.out, "stopped early"));
}

// The signal waits in this thread until somebody asks for it.
BOOST_AUTO_TEST_CASE(an_interrupted_training_prints_and_writes_what_was_trained) {
    sigset_t interrupt, before;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    pthread_sigmask(SIG_BLOCK, &interrupt, &before);
    std::raise(SIGINT);
    const Trained training = trained({"--epochs", "100000"});
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    BOOST_TEST(training.ran.status == 130);
    BOOST_TEST((training.result["interrupted"] == true));
    BOOST_TEST(training.result["steps"].get<long>() < 1200000);
    BOOST_TEST(has(training.ran.out, "interrupted after epoch "));
    BOOST_TEST(has(training.ran.out, "test images"));
}

BOOST_AUTO_TEST_CASE(the_debugger_goes_on_where_a_training_stopped) {
    std::vector<std::string> arguments{"train", "--layers", "784,12,10", "--train", "600", "--batch", "50",
                                       "--epochs", "2", "--break", "step == 15 and min(A[1]) == 0"};
    BOOST_TEST(has(ran(arguments).out, "add --step"));
    arguments.push_back("--step");
    const Ran result = ran(arguments, "where\ninfo breakpoints\nfork learning_rate=0.5\ntrain\nset layers 784,9,10\n");
    BOOST_TEST(!has(result.out, "add --step"));
    BOOST_TEST(has(result.out, "epoch 2 batch 3 of 12, event "));
    BOOST_TEST(has(result.out, ": A[1], forward\n"));
    BOOST_TEST(has(result.out, "  1  on   step == 15 and min(A[1]) == 0\n"));
    BOOST_TEST(has(result.out, "from epoch 2 batch 3: learning rate 0.001 → 0.5"));
    BOOST_TEST(result.status == 2);
    BOOST_TEST(has(result.errors, "line 5: "));
}

BOOST_AUTO_TEST_SUITE_END()
