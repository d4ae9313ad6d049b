// Trains a small network for 1,000 steps and prints what went in and what came out, for check_training.py:
//     print_training OPTIMIZER ACTIVATION L2 CLIP
// A line a matrix: its name, its shape, and its numbers column by column, as hexadecimal fractions.

#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/network/small_training.h"

using namespace backstep;

namespace {

constexpr int steps = 1000, batches = 11;

void print(const std::string& name, const Matrix& matrix) {
    std::printf("%s %d %d", name.c_str(), matrix.rows, matrix.cols);
    for (const double x : matrix.values) std::printf(" %a", x);
    std::printf("\n");
}

void print(const std::string& when, const Mlp& net) {
    for (std::size_t l = 0; l < net.W.size(); ++l) {
        const std::string layer = std::to_string(l + 1);
        print(when + ".W" + layer, net.W[l].value.matrix);
        print(when + ".b" + layer, net.b[l].value.matrix);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) return 2;
    MlpSettings settings;
    settings.layers = {6, 5, 4, 3};
    settings.initialisation = Initialisation::xavier;
    settings.optimizer.kind = optimizer_named(argv[1]);
    settings.optimizer.learning_rate = 0.01;
    settings.activation = activation_named(argv[2]);
    settings.l2 = std::atof(argv[3]);
    settings.clip = std::atof(argv[4]);
    Mlp net = make_mlp(settings);
    print("start", net);

    Workbench bench;
    Recorder step(bench.compute, Recording::off);
    for (int batch = 0; batch < batches; ++batch) {
        print("X" + std::to_string(batch), irregular(6, 7, batch));
        print("Y" + std::to_string(batch), labels(3, 7));
    }
    for (long t = 1; t <= steps; ++t) {
        const Matrix X = irregular(6, 7, static_cast<int>(t % batches)), Y = labels(3, 7);
        const Value x = step.input("X", X);
        const TrainedStep trained = train_step(step, net, x, step.input("Y", Y), t);
        step.keep(trained.J);
        step.finish();
        if (t == steps) print("J", step[trained.J]);
    }
    print("end", net);
    return 0;
}
