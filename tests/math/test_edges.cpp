// Arrays that end where memory does: whoever touches a number behind the last one does not survive it.

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>

#include "engine/math/summary_lanes.h"
#include "tests/math/samples.h"

namespace backstep {
namespace {

class AtTheEdge {
public:
    AtTheEdge() {
        memory_ = mmap(nullptr, 2 * page_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        BOOST_REQUIRE(memory_ != MAP_FAILED);
        BOOST_REQUIRE(mprotect(static_cast<char*>(memory_) + page_, page_, PROT_NONE) == 0);
    }
    ~AtTheEdge() { munmap(memory_, 2 * page_); }
    AtTheEdge(const AtTheEdge&) = delete;
    AtTheEdge& operator=(const AtTheEdge&) = delete;
    double* last(std::size_t count) const { return static_cast<double*>(memory_) + page_ / sizeof(double) - count; }

private:
    const std::size_t page_ = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    void* memory_ = nullptr;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(edges)

BOOST_AUTO_TEST_CASE(nothing_behind_the_last_number_is_read_or_written) {
    const AtTheEdge a_memory, b_memory, out_memory, sums_memory;
    for (const Kernels* kernels : available_kernels())
        for (int rows = 1; rows <= 19; ++rows)
            for (const int cols : {1, 2, 5}) {
                const auto count = static_cast<std::size_t>(rows * cols);
                const std::vector<double> numbers = samples::numbers(count, 1, samples::Kind::ordinary);
                double *const a = a_memory.last(count), *const b = b_memory.last(count);
                double *const out = out_memory.last(count), *const sums = sums_memory.last(std::size_t(cols));
                std::ranges::copy(numbers, a);
                std::ranges::copy(numbers, b);
                const auto n = static_cast<long>(count);
                kernels->add(out, a, b, n);
                for (std::size_t i = 0; i < count; ++i) BOOST_TEST(out[i] == numbers[i] + numbers[i]);
                kernels->exponential(out, a, n);
                kernels->relu(out, a, n);
                SummaryLanes lanes;
                kernels->summarise_columns(lanes, sums, a, rows, cols);
                kernels->square_columns(sums, a, rows, cols);
                kernels->hash(lanes.hash, a, n, 0);
                kernels->softmax_and_cross_entropy(out, sums, a, b, rows, cols);
                kernels->cross_entropy(sums, a, b, rows, cols);
                BOOST_TEST(kernels->all_finite(out, n), kernels->name << ", " << rows << "×" << cols);
            }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep
