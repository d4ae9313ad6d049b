#include "engine/math/pool.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace backstep {
namespace {

// The gap between two runs of a training step is some microseconds, waking a sleeping thread takes fifty. So wait
// awake for about 100 µs, then sleep.
constexpr int spins = 2000;

inline void relax() {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#endif
}

// Waits while `value` is `old`.
template <class T>
void wait_while(const std::atomic<T>& value, T old) {
    for (int i = 0; i < spins; ++i) {
        if (value.load(std::memory_order_acquire) != old) return;
        relax();
    }
    value.wait(old, std::memory_order_acquire);
}

// The tiles that a thread takes first; alone on its cache line. The same tiles go to the same thread in each run, and
// find their data in its cache.
struct alignas(64) Share {
    std::atomic<int> next{0};
    int end = 0;
};

}  // namespace

struct Pool::State {
    std::vector<Share> shares;
    std::vector<std::thread> helpers;
    Call call = nullptr;  // with job: what the round does, written before it begins
    const void* job = nullptr;
    alignas(64) std::atomic<unsigned> round{0};
    alignas(64) std::atomic<int> busy{0};  // helpers that have not ended the round
    std::atomic<bool> stop{false}, running{false}, failed{false};
    std::exception_ptr failure;
    const std::shared_ptr<const Gate> gate;  // may be null

    State(int threads, std::shared_ptr<const Gate> gate_)
        : shares(static_cast<std::size_t>(threads)), gate(std::move(gate_)) {}
    ~State();
    void begin(int tiles, Call new_call, const void* new_job);
    void work_off(std::size_t thread);
    void help(std::size_t thread);
    void attempt(int tile, std::size_t thread);
};

// In the destructor, so that it also runs when a thread cannot be started.
Pool::State::~State() {
    stop.store(true, std::memory_order_relaxed);
    round.fetch_add(1, std::memory_order_release);
    round.notify_all();
    for (std::thread& helper : helpers) helper.join();
}

void Pool::State::begin(int tiles, Call new_call, const void* new_job) {
    call = new_call;
    job = new_job;
    const long count = static_cast<long>(shares.size());
    for (long t = 0; t < count; ++t) {
        Share& share = shares[static_cast<std::size_t>(t)];
        share.next.store(static_cast<int>(tiles * t / count), std::memory_order_relaxed);
        share.end = static_cast<int>(tiles * (t + 1) / count);
    }
}

void Pool::State::attempt(int tile, std::size_t thread) {
    if (gate) gate->pass();
    try {
        call(job, tile, static_cast<int>(thread));
    } catch (...) {
        if (!failed.exchange(true, std::memory_order_relaxed)) failure = std::current_exception();
    }
}

// The own share first, then what the others have left.
void Pool::State::work_off(std::size_t thread) {
    for (std::size_t k = 0; k < shares.size(); ++k) {
        Share& share = shares[(thread + k) % shares.size()];
        while (share.next.load(std::memory_order_relaxed) < share.end) {
            const int tile = share.next.fetch_add(1, std::memory_order_relaxed);
            if (tile < share.end) attempt(tile, thread);
        }
    }
}

void Pool::State::help(std::size_t thread) {
    for (unsigned seen = 0;; ++seen) {
        wait_while(round, seen);
        if (stop.load(std::memory_order_relaxed)) return;
        work_off(thread);
        if (busy.fetch_sub(1, std::memory_order_acq_rel) == 1) busy.notify_one();
    }
}

Pool::Pool(int threads, std::shared_ptr<const Gate> gate) {
    if (threads < 1) throw std::invalid_argument("Pool: " + std::to_string(threads) + " threads, expected at least 1");
    state_ = std::make_unique<State>(threads, std::move(gate));
    for (int t = 1; t < threads; ++t)
        state_->helpers.emplace_back([state = state_.get(), t] { state->help(static_cast<std::size_t>(t)); });
}

Pool::~Pool() = default;

int Pool::threads() const { return static_cast<int>(state_->shares.size()); }

void Pool::run_erased(int tiles, Call call, const void* job) {
    State& state = *state_;
    if (state.running.exchange(true, std::memory_order_acquire))
        throw std::logic_error("Pool::run: called while a run of the same pool goes on; use one pool for each caller");
    state.begin(std::max(tiles, 0), call, job);
    if (tiles > 1 && !state.helpers.empty()) {
        state.busy.store(static_cast<int>(state.helpers.size()), std::memory_order_relaxed);
        state.round.fetch_add(1, std::memory_order_release);
        state.round.notify_all();
        state.work_off(0);
        for (int busy; (busy = state.busy.load(std::memory_order_acquire)) > 0;) wait_while(state.busy, busy);
    } else {
        state.work_off(0);
    }
    const std::exception_ptr failure = std::exchange(state.failure, nullptr);
    state.failed.store(false, std::memory_order_relaxed);
    state.running.store(false, std::memory_order_release);
    if (failure) std::rethrow_exception(failure);
}

}  // namespace backstep
