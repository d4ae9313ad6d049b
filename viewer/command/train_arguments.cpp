#include "viewer/command/train_arguments.h"

#include <charconv>

#include "engine/math/error.h"
#include "engine/network/optimizer.h"

namespace backstep {
namespace {

constexpr const char* example =
    "Example:\n"
    "  backstep train --layers 784,128,10 --optimizer adam --learning-rate 0.001 --epochs 10 --json result.json\n"
    "  backstep train --train 5000 --validation 1000 --dropout 0.5 --patience 3 --break \"zeros(A[1]) > 0.9\" --step\n"
    "Ctrl-C ends it after the step that it is in; what was trained is still printed and written.\n";

// CLI11 takes a number that is too large for the largest.
std::string seed_trouble(const std::string& text) {
    std::uint64_t seed = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
    const bool good = error == std::errc() && stop == text.data() + text.size();
    return good ? "" : "'" + text + "' is no seed: give a whole number from 0 to 18446744073709551615";
}

// A number of up to 9 digits, so that no sum of two of them overflows.
std::string count_trouble(const std::string& text) {
    const std::size_t sign = text.rfind('-', 0) == 0 ? 1 : 0;
    const bool digits = text.size() > sign && text.find_first_not_of("0123456789", sign) == std::string::npos;
    if (!digits) return "'" + text + "' is no whole number: give one like 128";
    return text.size() - sign <= 9 ? "" : "'" + text + "' is too large: give a number of up to 9 digits";
}
const CLI::Validator whole_number(count_trouble, "");

void add_network(CLI::App& app, TrainOptions& o) {
    app.add_option("--layers", o.layers, "Units of each layer: the pixels, the hidden layers, the digits")
        ->type_name("N,…,N")
        ->capture_default_str();
    app.add_option("--activation", o.activation, "Of the hidden layers: relu, leaky_relu, sigmoid or tanh")
        ->type_name("NAME")
        ->capture_default_str();
    app.add_option("--init", o.init, "Weights at the start: he, xavier, uniform_half, normal or zeros")
        ->type_name("NAME")
        ->capture_default_str();
    app.add_option("--dropout", o.dropout, "The share of hidden units that each step leaves out")->type_name("SHARE");
    app.add_option("--l2", o.l2, "Weight decay λ: the loss gains λ/2 · Σ W²")->type_name("λ");
    app.add_option("--seed", o.seed, "Of the start, the order of the images, and dropout")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Validator(seed_trouble, ""));
}

void add_optimizer(CLI::App& app, TrainOptions& o) {
    app.add_option("--optimizer", o.optimizer, "sgd, momentum, adam or averaged_momentum")
        ->type_name("NAME")
        ->capture_default_str();
    app.add_option("--learning-rate", o.learning_rate, "α (0.001 for adam, 0.1 for the others)")->type_name("α");
    app.add_option("--momentum", o.momentum, "β, of both kinds of momentum")->type_name("β")->capture_default_str();
    app.add_option("--learning-rate-step", o.learning_rate_step, "10:0.1: after every 10 epochs, times 0.1")
        ->type_name("EPOCHS:FACTOR");
    app.add_option("--clip", o.clip, "Scale gradients down that are longer than this, all of them as one vector")
        ->type_name("LENGTH");
}

void add_course(CLI::App& app, TrainOptions& o) {
    app.add_option("--batch", o.batch, "Images in each step")
        ->type_name("N")
        ->capture_default_str()
        ->check(whole_number);
    app.add_option("--epochs", o.epochs, "Rounds through all images")
        ->type_name("N")
        ->capture_default_str()
        ->check(whole_number);
    app.add_option("--train", o.train, "How many images to train on (all that are left)")
        ->type_name("N")
        ->check(whole_number);
    app.add_option("--validation", o.validation, "How many images after those to validate on")
        ->type_name("N")
        ->check(whole_number);
    app.add_option("--patience", o.patience, "Stop when validation has not got better for so many epochs")
        ->type_name("EPOCHS")
        ->check(whole_number);
    app.add_option("--break", o.break_condition, "Stop where this becomes true: \"zeros(A[1]) > 0.5\", \"isnan(Z[2])\"")
        ->type_name("CONDITION");
    app.add_flag("--step", o.step, "When it has ended or stopped, go on in the debugger in the terminal");
    app.add_option("--json", o.json, "Write the result as JSON")->type_name("FILE");
}

}  // namespace

void add_train_arguments(CLI::App& app, TrainOptions& options) {
    add_network(app, options);
    add_optimizer(app, options);
    add_course(app, options);
    app.footer(example);
}

// What would change nothing is most often a mistake about another option.
void check_train_arguments(const CLI::App& app, const TrainOptions& options) {
    const Optimizer kind = optimizer_named(options.optimizer);
    if (app.count("--momentum") == 0 || kind == Optimizer::momentum || kind == Optimizer::averaged_momentum) return;
    throw InputError("--momentum", options.optimizer + " has none",
                     "leave it out, or take --optimizer momentum or averaged_momentum");
}

}  // namespace backstep
