// Trains networks on MNIST for tests/bench/training_against_numpy and tests/bench/training_scaling: reads lines
//     LAYERS ACTIVATION OPTIMIZER LEARNING_RATE BATCH SAMPLES THREADS TABLE
// such as "784,128,10 relu adam 0.001 128 60000 2 best" from standard input, trains a new network for two epochs, and
// answers with the seconds of the second and its mean loss. usage: bench_training DIRECTORY_OF_MNIST
// TABLE "best" is the best this machine can run; "dense" is that too, but zeros are multiplied like other numbers.

#include <algorithm>
#include <chrono>
#include <iostream>
#include <numeric>
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

// A network and all that trains it.
class Training {
public:
    Training(const Workload& work, const Dataset& data, const PixelIndex& index)
        : work_(work),
          data_(data),
          dense_(work.table == "dense"),
          pool_(work.threads),
          compute_{dense_ || work.table == "best" ? *available_kernels().front() : kernels_named(work.table), pool_},
          step_(compute_, Recording::off),
          net_(make_mlp(work.network)),
          images_(index),
          Y_(work.network.layers.back(), 0),
          order_(static_cast<std::size_t>(work.samples)) {
        std::iota(order_.begin(), order_.end(), 0);  // one batch of all images keeps their order
    }

    // The mean loss of the epoch.
    double train_epoch(int epoch) {
        if (work_.batch < work_.samples) order_ = epoch_order(work_.samples, 1, epoch);
        double loss = 0;
        for (int first = 0; first < work_.samples; first += work_.batch) {
            const auto count = static_cast<std::size_t>(std::min(work_.batch, work_.samples - first));
            loss += train_batch(std::span(order_).subspan(static_cast<std::size_t>(first), count));
        }
        return loss / work_.samples;
    }

private:
    double train_batch(std::span<const int> picked) {
        images_.pick(picked);
        make_one_hot(Y_, picked, data_);
        if (dense_) X_ = images_.dense();
        const Value X = dense_ ? step_.input("X", X_) : step_.input("X", images_);
        const Value J = train_step(step_, net_, X, step_.input("Y", Y_), ++t_).J;
        step_.keep(J);
        step_.finish();
        return step_[J](0, 0) * Y_.cols;
    }

    const Workload& work_;
    const Dataset& data_;
    bool dense_;
    Pool pool_;
    Compute compute_;
    Recorder step_;
    Mlp net_;
    PixelBatch images_;
    Matrix X_, Y_;
    std::vector<int> order_;
    long t_ = 0;
};

// The second epoch is measured: the first one meets pages of memory that have never been touched.
void measure(const Workload& work, const Dataset& data, const PixelIndex& index) {
    Training training(work, data, index);
    training.train_epoch(0);
    const auto begin = std::chrono::steady_clock::now();
    const double loss = training.train_epoch(1);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    std::cout << seconds.count() << ' ' << loss << std::endl;
}

}  // namespace

int main(int count, char** arguments) try {
    if (count != 2) throw InputError("bench_training", "no directory", "name the directory of the MNIST files");
    const Dataset data = load_training(arguments[1]);
    const PixelIndex index = pixel_index(data);
    for (std::string line; std::getline(std::cin, line);) measure(workload_of(line), data, index);
} catch (const InputError& error) {
    std::cerr << error.what() << '\n';
    return 2;
}
