// Measures one product at a time for tests/bench/kernels_against_numpy: reads lines
//     TABLE ROWS INNER COLS TRANSPOSED SECONDS
// from standard input, multiplies again and again for about SECONDS, and answers with the nanoseconds of one product.
// TRANSPOSED 1 reads the right factor transposed. TABLE "best" is the best this machine can run.

#include <chrono>
#include <iostream>
#include <string>
#include <vector>

#include "engine/math/kernels.h"
#include "engine/math/random.h"

namespace {

std::vector<double> random_numbers(int count, std::uint32_t part) {
    std::vector<double> numbers(static_cast<std::size_t>(count));
    const backstep::Stream stream{.seed = 1, .purpose = backstep::Purpose::noise, .part = part};
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = backstep::normal(stream, i);
    return numbers;
}

double nanoseconds_of_product(const backstep::Kernels& kernels, int rows, int inner, int cols, bool transposed,
                              double seconds) {
    using Clock = std::chrono::steady_clock;
    const std::vector<double> left = random_numbers(rows * inner, 0), right = random_numbers(inner * cols, 1);
    std::vector<double> out(static_cast<std::size_t>(rows * cols));
    const long step_inner = transposed ? cols : 1, step_col = transposed ? 1 : inner;
    const auto start = Clock::now();
    long products = -1;  // the first is not measured
    Clock::time_point begin = start, now = start;
    do {
        kernels.product(out.data(), left.data(), right.data(), rows, inner, cols, step_inner, step_col);
        now = Clock::now();
        if (++products == 0) begin = now;
    } while (products < 1 || std::chrono::duration<double>(now - start).count() < seconds);
    return std::chrono::duration<double, std::nano>(now - begin).count() / static_cast<double>(products);
}

}  // namespace

int main() {
    std::string table;
    int rows = 0, inner = 0, cols = 0, transposed = 0;
    double seconds = 0;
    while (std::cin >> table >> rows >> inner >> cols >> transposed >> seconds) {
        const backstep::Kernels& kernels =
            table == "best" ? *backstep::available_kernels().front() : backstep::kernels_named(table);
        std::cout << nanoseconds_of_product(kernels, rows, inner, cols, transposed != 0, seconds) << std::endl;
    }
}
