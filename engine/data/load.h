#pragma once
// Finding the images. A place is a folder that holds either files called as MNIST's are (train-images-idx3-ubyte,
// train-labels-idx1-ubyte, t10k-…, each also as .gz) or a train.csv as Kaggle has it, or it is the path of a .csv
// itself.
// A CSV has no test images of its own: its last 1 in 42 lines (1,000 of Kaggle's 42,000) are held out for load_test,
// and load_training gives those before them.

#include <cstdint>
#include <optional>
#include <string>

#include "engine/data/dataset.h"

namespace backstep {

// InputError: nothing there, not complete, or not as the readers expect it (idx.h, csv.h).
Dataset load_training(const std::string& place);
Dataset load_test(const std::string& place);

// Where the digits are: `option` (--data DIR) if it is given, else `environment` ($BACKSTEP_DATA, null if unset) if
// it is not empty, else `fallback` if that is a folder, else nowhere: the built-in digits. An empty option is an
// InputError.
std::optional<std::string> mnist_folder(const std::optional<std::string>& option, const char* environment,
                                        const std::string& fallback = "assets/mnist");

// load_training / load_test of the place, or built-in digits where there is none: `count` of them, by seed; those for
// the test are drawn with another seed.
Dataset training_digits(const std::optional<std::string>& place, int count, std::uint64_t seed);
Dataset test_digits(const std::optional<std::string>& place, int count, std::uint64_t seed);

}  // namespace backstep
