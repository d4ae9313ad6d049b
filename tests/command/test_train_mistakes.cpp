#include <boost/test/unit_test.hpp>

#include "program.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(train_mistakes)

BOOST_AUTO_TEST_CASE(what_cannot_be_trained_is_refused_before_anything_is_printed) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> mistakes{
        {{"--learning-rate", "0"}, "give a number above 0"},
        {{"--learning-rate", "nan"}, "it is nan"},
        {{"--learning-rate", "much"}, "--learning-rate"},
        {{"--learning-rate", ""}, "--learning-rate: it is empty; give α, or leave it out"},
        {{"--break", ""}, "--break: it is empty"},
        {{"--momentum", "0.8"}, "--momentum: adam has none"},
        {{"--optimizer", "sgd", "--momentum", "0.8"}, "or take --optimizer momentum"},
        {{"--optimizer", "momentum", "--momentum", "1"}, "give a number from 0 to below 1"},
        {{"--batch", "0"}, "give a size from 1 to 5000"},
        {{"--batch", "5001"}, "5001 for 5000 images"},
        {{"--batch", "99999999999"}, "up to 9 digits"},
        {{"--batch", "x"}, "--batch: 'x' is no whole number: give one like 128"},
        {{"--patience", "-"}, "'-' is no whole number"},
        {{"--epochs", "0"}, "give at least 1"},
        {{"--epochs", "1.5"}, "--epochs"},
        {{"--layers", "100,10"}, "begin the list with 784"},
        {{"--layers", "784,12"}, "end the list with 10"},
        {{"--layers", "784,9"}, "end the list with 10"},
        {{"--layers", "784"}, "the inputs and the classes at least"},
        {{"--layers", "784,x,10"}, "'x' in '784,x,10'"},
        {{"--layers", "784,,10"}, "type them like 784,128,10"},
        {{"--layers", "784,0,10"}, "1 to 100000"},
        {{"--activation", "rleu"}, "relu, leaky_relu"},
        {{"--init", "hee"}, "he, xavier"},
        {{"--optimizer", "adan"}, "sgd, momentum, adam"},
        {{"--dropout", "1"}, "dropout"},
        {{"--l2", "-1"}, "L2"},
        {{"--clip", "nan"}, "clip"},
        {{"--seed", "-1"}, "--seed"},
        {{"--seed", "18446744073709551616"}, "give a whole number from 0 to 18446744073709551615"},
        {{"--train", "-1"}, "training images: it is -1"},
        {{"--validation", "-1"}, "validation images: it is -1"},
        {{"--train", "70000", "--validation", "40000"}, "take at most 100000"},
        {{"--patience", "3"}, "keep some images for validation"},
        {{"--patience", "-1"}, "patience: -1"},
        {{"--learning-rate-step", "10"}, "type it like 10:0.1"},
        {{"--learning-rate-step", "0:0.1"}, "type it like 10:0.1"},
        {{"--learning-rate-step", "1:0"}, "learning rate factor"},
        {{"--break", "norm(dw[1]) < 1"}, "did you mean dW[1]"},
        {{"--break", "loss <"}, "condition 'loss <'"},
        {{"--json", "/no/such/folder/x.json"}, "it cannot be written"},
        {{"--json", "/"}, "it is a folder"},
        {{"--memory", "0"}, "--memory"},
        {{"--threads", "0"}, "--threads"},
        {{"--kernels", "nonesuch"}, "baseline"},
        {{"--data", "/no/such/folder"}, "/no/such/folder"},
        {{"5"}, "see 'backstep train --help'"}};
    for (const auto& [arguments, part] : mistakes) {
        std::vector<std::string> all{"train"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        const Ran result = ran(all);
        BOOST_TEST(result.status == 2, arguments[0] << " " << arguments.back());
        BOOST_TEST(has(result.errors, part), arguments[0] << " → " << result.errors);
        BOOST_TEST(result.out == "", arguments[0]);
    }
}

BOOST_AUTO_TEST_SUITE_END()
