#pragma once
// A few threads that stay. run(tiles, job) calls job(tile, thread) once for each tile in 0 … tiles − 1, in any order,
// and returns when all are done. The calling thread works too, as thread 0. One run at a time.

#include <memory>

#include "engine/math/gate.h"

namespace backstep {

// About so many operations are done before a sleeping thread has woken up: less work is done faster by the caller
// alone.
inline constexpr long worth_sharing = 20000;

class Pool {
public:
    // threads ≥ 1 (1: no helpers, everything runs in the caller). Throws std::invalid_argument otherwise.
    // With a gate, each tile waits until it is open.
    explicit Pool(int threads, std::shared_ptr<const Gate> gate = {});
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    int threads() const;

    // Allocates nothing. An exception thrown by a job reaches the caller after all tiles have ended.
    template <class Job>
    void run(int tiles, const Job& job) {
        run_erased(
            tiles, [](const void* j, int tile, int thread) { (*static_cast<const Job*>(j))(tile, thread); }, &job);
    }

private:
    using Call = void (*)(const void* job, int tile, int thread);
    void run_erased(int tiles, Call call, const void* job);

    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace backstep
