#pragma once
// States of a training that are kept, evenly spaced, within a budget of memory. When it is full, every second one goes
// and the spacing doubles. Timelines that are forks of each other share one budget.

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/network/mlp.h"

namespace backstep {

// Leaves new numbers as they are: whoever fills them touches their memory first, and that is most of the work. Large
// pages are asked for where they are filled whole (engine/math/large_pages.h): one is there sooner than 512 small ones.
struct Unfilled : std::allocator<double> {
    template <class T>
    struct rebind {
        using other = Unfilled;
    };
    double* allocate(std::size_t count);  // throws std::bad_alloc
    void deallocate(double* numbers, std::size_t count) noexcept;
    void construct(double* number) noexcept { ::new (number) double; }
    void construct(double* number, double value) noexcept { *number = value; }
};

// What the optimizer needs to go on: W, b, and those of its moments that it uses.
using StateNumbers = std::vector<double, Unfilled>;
StateNumbers numbers_of(const Mlp& net, Compute& compute);
void read_numbers(StateNumbers& numbers, const Mlp& net, Compute& compute);  // the same, into memory that is there
// Gives the network these numbers, which are those of a network of the same settings. Throws std::logic_error if they
// cannot be.
void write_numbers(Mlp& net, const StateNumbers& numbers);
std::size_t bytes_of_state(const MlpSettings& settings);
Mlp network_of(const MlpSettings& settings, const StateNumbers& numbers);

// May be used from several threads.
class Checkpoints {
public:
    // bytes: of one state. The first one to keep is that after step `first`, and no more than `steps` steps follow.
    // memory: for all; at least the first checkpoint stays.
    Checkpoints(std::size_t bytes, long first, long steps, std::size_t memory);

    void limit(std::size_t memory);  // from now on
    void widen(long spacing);        // from now on, if it is not as wide already
    bool wants(long step) const;     // is there to be a checkpoint after this step?
    void keep(long step, StateNumbers numbers);
    long spacing() const;
    std::size_t memory() const;  // bytes in use

    struct Found {
        long step = 0;
        std::shared_ptr<const StateNumbers> numbers;  // null: there is none
    };
    Found nearest(long step) const;  // the last one that is not after `step`

private:
    void space_by(long spacing);
    void thin();

    mutable std::mutex mutex_;
    const std::size_t bytes_;
    const long first_;
    std::size_t capacity_;
    long spacing_;
    std::map<long, std::shared_ptr<const StateNumbers>> kept_;
};

class MemoryBudget {
public:
    explicit MemoryBudget(std::size_t memory) : memory_(memory) {}
    // New ones. All that share the budget and are still there get equal parts of it.
    std::shared_ptr<Checkpoints> make_checkpoints(std::size_t bytes, long first, long steps);

private:
    std::mutex mutex_;
    std::size_t memory_;
    std::vector<std::weak_ptr<Checkpoints>> sharing_;
};

}  // namespace backstep
