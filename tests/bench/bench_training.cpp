// Trains networks on MNIST for tests/bench/training_against_numpy and tests/bench/training_scaling: reads lines
//     LAYERS ACTIVATION OPTIMIZER LEARNING_RATE BATCH SAMPLES THREADS TABLE
// such as "784,128,10 relu adam 0.001 128 60000 2 best" from standard input, trains a new network for one epoch, and
// answers with the seconds that took and the mean loss. usage: bench_training DIRECTORY_OF_MNIST
// TABLE "best" is the best this machine can run; "dense" is that too, but zeros are multiplied like other numbers.

#include <algorithm>
#include <chrono>
#include <iostream>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include "engine/data/batches.h"
#include "engine/data/load.h"
#include "engine/math/error.h"
#include "engine/network/mlp.h"

using namespace backstep;

namespace {

struct Workload {
    MlpSettings network;
    int batch = 0, samples = 0, threads = 1;
    std::string table;
};

Workload workload_of(const std::string& line) {
    Workload work;
    std::string layers, activation, optimizer, layer;
    std::istringstream words(line);
    words >> layers >> activation >> optimizer >> work.network.optimizer.learning_rate >> work.batch >> work.samples >>
        work.threads >> work.table;
    if (!words) throw InputError("bench_training", "'" + line + "'", "give all eight words");
    work.network.layers.clear();
    for (std::istringstream list(layers); std::getline(list, layer, ',');)
        work.network.layers.push_back(std::stoi(layer));
    work.network.activation = activation_named(activation);
    work.network.optimizer.kind = optimizer_named(optimizer);
    return work;
}

void make_one_hot(Matrix& Y, std::span<const int> picked, const Dataset& data) {
    if (Y.cols != static_cast<int>(picked.size())) Y = Matrix(Y.rows, static_cast<int>(picked.size()));
    std::fill(Y.values.begin(), Y.values.end(), 0.0);
    for (int j = 0; j < Y.cols; ++j) {
        const auto image = static_cast<std::size_t>(picked[static_cast<std::size_t>(j)]);
        Y(data.labels[image], j) = 1;
    }
}

// Trains one epoch and prints its time and its mean loss.
void train(const Workload& work, const Dataset& data, const PixelIndex& index) {
    const bool dense = work.table == "dense";
    Pool pool(work.threads);
    Compute compute{dense || work.table == "best" ? *available_kernels().front() : kernels_named(work.table), pool};
    Recorder step(compute, Recording::off);
    Mlp net = make_mlp(work.network);
    PixelBatch images(index);
    Matrix Y(work.network.layers.back(), 0), X;
    const auto begin = std::chrono::steady_clock::now();
    const std::vector<int> order = epoch_order(work.samples, 1, 0);
    double loss = 0;
    long t = 0;
    for (int first = 0; first < work.samples; first += work.batch) {
        const std::span<const int> picked = std::span(order).subspan(
            static_cast<std::size_t>(first), static_cast<std::size_t>(std::min(work.batch, work.samples - first)));
        images.pick(picked);
        make_one_hot(Y, picked, data);
        if (dense) X = images.dense();
        const Value x = dense ? step.input("X", X) : step.input("X", images);
        const Value J = train_step(step, net, x, step.input("Y", Y), ++t).J;
        step.keep(J);
        step.finish();
        loss += step[J](0, 0) * Y.cols;
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    std::cout << seconds.count() << ' ' << loss / work.samples << std::endl;
}

}  // namespace

int main(int count, char** arguments) try {
    if (count != 2) throw InputError("bench_training", "no directory", "name the directory of the MNIST files");
    const Dataset data = load_training(arguments[1]);
    const PixelIndex index = pixel_index(data);
    for (std::string line; std::getline(std::cin, line);) train(workload_of(line), data, index);
} catch (const InputError& error) {
    std::cerr << error.what() << '\n';
    return 2;
}
