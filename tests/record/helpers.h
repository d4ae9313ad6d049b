#pragma once
// What the tests of this room share: machines to compute on, numbers, and the comparison of bits.

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <stdexcept>
#include <string>

#include "engine/math/compute.h"
#include "engine/record/recorder.h"

namespace backstep::test {

// Something to compute with.
struct Machine {
    Pool pool;
    Compute compute;
    explicit Machine(int threads = 1, const Kernels& kernels = *available_kernels().front())
        : pool(threads), compute{kernels, pool} {}
};

// A recorder with recording on.
struct RecordingOn {
    Machine machine;
    Recorder step{machine.compute, Recording::on};
    Value input(Name name, int rows, int cols) { return step.input(name, Matrix(rows, cols)); }
    const Tape& tape() const { return step.trace().tape; }
};

// Numbers between −2 and 2, none of them 0.
inline Matrix noise(int rows, int cols, unsigned seed) {
    Matrix matrix(rows, cols);
    unsigned long state = seed * 2654435761ul + 1;
    for (double& x : matrix.values) {
        state = state * 6364136223846793005ul + 1442695040888963407ul;
        x = static_cast<double>((state >> 33) | 1) / static_cast<double>(1ul << 31) * 4 - 2;
    }
    return matrix;
}

// The same bits; any NaN is like any other.
inline bool same_bits(double a, double b) { return (a != a && b != b) || std::memcmp(&a, &b, sizeof a) == 0; }
inline bool same_bits(const Matrix& a, const Matrix& b) {
    if (a.rows != b.rows || a.cols != b.cols) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!same_bits(a.values[i], b.values[i])) return false;
    return true;
}

// The text of the error of type E that the function throws; empty, and a failure, if it throws none.
template <class E, class F>
std::string error_text(const F& function) {
    try {
        function();
    } catch (const E& error) {
        return error.what();
    }
    BOOST_ERROR("no error, or one of another type");
    return {};
}

inline bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Every operator new of this executable so far (tests/record/allocations.cpp).
long allocations();

}  // namespace backstep::test
