#include "engine/data/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "engine/data/csv.h"
#include "engine/data/digits.h"
#include "engine/data/files.h"
#include "engine/data/idx.h"
#include "engine/math/error.h"

namespace backstep {
namespace {

const char* const fetch = "run cmake -P assets/fetch_mnist.cmake and give the folder assets/mnist";

enum class Part { training, test };

std::string in_folder(const std::string& folder, const std::string& name) {
    return folder + (folder.ends_with('/') ? "" : "/") + name;
}

// The path of the file with that name in the folder, also with the dot of some archives (train-images.idx3-ubyte), raw
// or packed.
std::optional<std::string> find_idx(const std::string& folder, const std::string& name) {
    std::string dotted = name;
    dotted[dotted.find("-idx")] = '.';
    for (const std::string& candidate : {name, name + ".gz", dotted, dotted + ".gz"})
        if (std::string path = in_folder(folder, candidate); is_file(path)) return path;
    return std::nullopt;
}

struct Names {
    const char *images, *labels;
};

constexpr Names names_of(Part part) {
    return part == Part::training ? Names{"train-images-idx3-ubyte", "train-labels-idx1-ubyte"}
                                  : Names{"t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"};
}

bool has_idx(const std::string& folder) {
    for (Part part : {Part::training, Part::test})
        for (const char* name : {names_of(part).images, names_of(part).labels})
            if (find_idx(folder, name)) return true;
    return false;
}

std::string required(const std::string& folder, const char* name) {
    if (std::optional<std::string> path = find_idx(folder, name)) return *path;
    throw InputError(folder, fmt::format("has no {0} or {0}.gz, expected beside the other files of MNIST", name),
                     fetch);
}

// Images first … last − 1.
Dataset part_of(const Dataset& data, int first, int last) {
    Dataset part;
    part.rows = data.rows;
    part.cols = data.cols;
    part.count = last - first;
    part.images.assign(data.image(first), data.image(last));
    part.labels.assign(data.labels.begin() + first, data.labels.begin() + last);
    part.source = fmt::format("{}, images {} to {}", data.source, first + 1, last);
    return part;
}

Dataset part_of_csv(const std::string& path, Part part) {
    const Dataset all = read_csv(path);
    const int held_out = std::max(1, all.count / 42);
    if (all.count == held_out)
        throw InputError(path, "one image, expected at least two: one to train and one to test",
                         "add lines to the file");
    const int trained = all.count - held_out;
    return part == Part::training ? part_of(all, 0, trained) : part_of(all, trained, all.count);
}

Dataset load(const std::string& place, Part part) {
    if (!is_folder(place)) {
        if (place.ends_with(".csv")) return part_of_csv(place, part);
        throw InputError(place.empty() ? "\"\"" : place,
                         is_file(place) ? "a file that is not a .csv, expected a folder" : "no such folder",
                         std::string("check how it is written; for MNIST, ") + fetch);
    }
    if (has_idx(place)) {
        const Names names = names_of(part);
        const std::string images = required(place, names.images), labels = required(place, names.labels);
        return read_idx(images, labels);
    }
    if (const std::string csv = in_folder(place, "train.csv"); is_file(csv)) return part_of_csv(csv, part);
    throw InputError(place, "has neither train-images-idx3-ubyte[.gz] nor train.csv", fetch);
}

}  // namespace

Dataset load_training(const std::string& place) { return load(place, Part::training); }
Dataset load_test(const std::string& place) { return load(place, Part::test); }

std::optional<std::string> mnist_folder(const std::optional<std::string>& option, const char* environment,
                                        const std::string& fallback) {
    if (option) {
        if (option->empty()) throw InputError("--data", "an empty path", "give a folder, or leave the option out");
        return option;
    }
    if (environment && *environment) return environment;
    if (is_folder(fallback)) return fallback;
    return std::nullopt;
}

Dataset training_digits(const std::optional<std::string>& place, int count, std::uint64_t seed) {
    return place ? load_training(*place) : built_in_digits(count, seed);
}

Dataset test_digits(const std::optional<std::string>& place, int count, std::uint64_t seed) {
    return place ? load_test(*place) : built_in_digits(count, ~seed);
}

}  // namespace backstep
