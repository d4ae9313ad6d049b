#pragma once
// Lets somebody else go first: while the gate is closed, the pools that have it stand still between two tiles. It is
// not counted how often it was closed: open is open.

#include <atomic>

namespace backstep {

class Gate {
public:
    void close() { closed_.store(1, std::memory_order_relaxed); }
    void open() {
        closed_.store(0, std::memory_order_release);
        closed_.notify_all();
    }
    // Waits while it is closed.
    void pass() const {
        while (closed_.load(std::memory_order_acquire)) closed_.wait(1, std::memory_order_acquire);
    }

private:
    std::atomic<int> closed_{0};
};

// Closes a gate, if there is one, for as long as it lives.
class ClosedGate {
public:
    explicit ClosedGate(Gate* gate) : gate_(gate) {
        if (gate_) gate_->close();
    }
    ~ClosedGate() {
        if (gate_) gate_->open();
    }
    ClosedGate(const ClosedGate&) = delete;
    ClosedGate& operator=(const ClosedGate&) = delete;

private:
    Gate* gate_;
};

}  // namespace backstep
