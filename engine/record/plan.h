#pragma once
// With recording off: the schedule of one kind of step, with its memory, and how it is run. Made once for each kind of
// step and used again whenever the tape is the same, number for number.

#include <atomic>
#include <memory>
#include <vector>

#include "engine/math/compute.h"
#include "engine/record/schedule.h"
#include "engine/record/sortings.h"
#include "engine/record/summary.h"
#include "engine/record/tape.h"

namespace backstep {

// What a given node reads: exactly one of the three.
struct Given {
    const Matrix* matrix = nullptr;
    State* state = nullptr;
    const PixelBatch* pixels = nullptr;
};

class Plan {
public:
    // Plans what the updates and the wanted nodes of the tape need, and nothing else.
    // The tiles are cut for so many threads; run() may have others.
    Plan(const Tape& tape, int threads);

    bool fits(const Tape& tape) const;
    // Computes, and gives the states their new values. given[node] is what an input, images or a state read.
    void run(Compute& compute, const Tape& tape, const std::vector<Given>& given);
    // The result of a wanted node after run(); null for any other.
    const Matrix* result(int node) const;
    // The summary of a summarised node after run(), without its name, version and phase.
    const Summary& summary(int node) const;
    // What the bits of the new value of a state add up to (engine/math/hash_sums.h), if that was found out while they
    // were computed and none is NaN; else null. state: the node that reads it.
    const HashSums* hash_sums(int state) const;

private:
    // What a tile needs to know of the run it belongs to.
    struct Run {
        const Kernels& kernels;
        const Tape& tape;  // with the scalars of this step
        const std::vector<Given>& given;
    };
    // A thread's own memory: the slots of its tile, and what a product with images needs if something is not finite.
    struct Thread {
        std::vector<double> slots, dense;
        std::vector<SummaryLanes> gathered;   // one a node that needs it, of the tiles that this thread computed
        std::vector<FusedSummary> summaries;  // of the program that it runs
    };

    void give_memory();
    void find_summarised();
    void prepare(const Run& run, int threads);
    void find_finite(const Run& run);
    void run_stage(Compute& compute, const Run& run, std::size_t first, std::size_t last);
    void run_tile(const Run& run, std::size_t pass, int tile, Thread& thread);
    void run_job(const Run& run, const Pass& pass, const Job& job, int first, int last, Thread& thread);
    void run_program(const Run& run, const Pass& pass, const Job& job, int first, int last, Thread& thread);
    void run_node(const Run& run, const Pass& pass, int node, int first, int last, Thread& thread);
    void run_with_losses(const Run& run, const Pass& pass, const Job& job, int first, int last, Thread& thread);
    bool run_pixel_product(const Run& run, const Pass& pass, int node, double* out, int first, int last,
                           Thread& thread);
    double* columns(const Pass& pass, int node, int first, Thread& thread) const;
    bool is_finite(const Run& run, int node, const double* numbers, int first, int last, const Thread& thread) const;
    void finish_states(const Run& run);
    void begin_summaries(Thread& thread) const;
    void summarise(const Run& run, int node, const double* numbers, int first, int last, Thread& thread);
    void join_summaries();

    Tape tape_;  // the formulas this plan is for
    Schedule schedule_;
    std::vector<std::unique_ptr<Matrix>> memory_;  // one a node, or null
    std::vector<double*> numbers_;                 // one a node: its first number in this run, null for slots
    std::vector<std::atomic<char>> finite_;        // one a node: known to be finite; only for those to be checked
    std::vector<std::vector<double>> squares_;     // one a node: the sum of each column; empty if not summarised
    std::vector<Summary> summaries_;               // one a node
    std::vector<HashSums> hash_sums_;              // one a node
    std::vector<int> summarised_;                  // these nodes are
    std::vector<int> updates_;                     // one a node: the update of the state that it reads, or −1
    std::vector<int> telling_;                     // one a node: that whose summary tells of its NaNs
    std::vector<char> skips_;                      // one a pass: whether empty columns are left alone in this run
    std::vector<Thread> threads_;
    Sortings sortings_;
};

}  // namespace backstep
