#pragma once
// The programs of engine/math/known_programs.h, compiled. A few vectors go through the whole program before the next
// ones: while some wait for a division or a root, their neighbours are summarised.

#include <utility>

#include "engine/math/kernels/fused_block.h"
#include "engine/math/known_programs.h"

namespace backstep {
namespace {

// So many at a time: with all of a summary fewer fit in registers.
constexpr int plain_vectors = 4 * summary_vectors, summarising_vectors = 2 * summary_vectors;

template <int N>
struct KnownProgram {
    KnownStep steps[N];
    int count = 0, last_summary = 0;
};
template <int N>
consteval KnownProgram<N> known_program(const KnownStep (&steps)[N], Summarised how) {
    KnownProgram<N> program;
    for (KnownStep step : steps) {
        if (gathers(step.code)) {
            if (how == Summarised::no) continue;
            step.code = gathering(how, hashes(step.code), step.average);
            program.last_summary = program.count;
        }
        program.steps[program.count++] = step;
    }
    return program;
}

// What is stored after it was summarised is read again where its NaNs are counted, so that it need not be kept for
// that.
constexpr bool stores_in_memory(const KnownStep& step) { return step.code == FusedCode::store && step.temporary < 0; }

template <const auto& program>
BACKSTEP_INLINE bool is_program(const FusedInstruction* given, int count) {
    if (count != program.count) return false;
    for (int k = 0; k < count; ++k) {
        const KnownStep& step = program.steps[k];
        if (given[k].code != step.code || given[k].temporary != step.temporary) return false;
    }
    return true;
}

// How many of the first k steps summarise.
template <const auto& program>
consteval int summaries_before(int k) {
    int summaries = 0;
    for (int i = 0; i < k; ++i) summaries += gathers(program.steps[i].code);
    return summaries;
}

// A program with its operands, of which the compiler knows that nobody else changes them.
template <const auto& program, int vectors>
class KnownRun {
public:
    BACKSTEP_INLINE explicit KnownRun(const FusedInstruction* given) { take(given, all_steps); }

    // The numbers first … last − 1, whole blocks, of every array.
    BACKSTEP_INLINE void run_blocks(long first, long last) {
        for (long i = first; i < last; i += vectors * lanes) run_block(i, all_steps);
    }

    BACKSTEP_INLINE void run_columns(int rows, int cols) {
        each_summary([&]<int k>(Step<k>) { begin_program(summing<k>().seen, *summing<k>().to, program.steps[k].code); },
                     all_steps);
        for (int col = 0; col < cols; ++col) {
            const long first = static_cast<long>(col) * rows;
            for (long i = first; i < first + rows; i += vectors * lanes) {
                run_block(i, all_steps);
                if (counts_nans && has_nans()) [[unlikely]]
                    each_summary([&]<int k>(Step<k>) { count_nans<k>(i); }, all_steps);
            }
            each_summary([&]<int k>(Step<k>) { end_column_of<k>(col); }, all_steps);
        }
        const auto end = [&]<int k>(Step<k>) {
            end_program(summing<k>().seen, *summing<k>().to, program.steps[k].code, static_cast<long>(rows) * cols);
        };
        each_summary(end, all_steps);
    }

private:
    static constexpr int count = program.count;
    static constexpr int summaries = summaries_before<program>(count);
    static constexpr bool counts_nans = gathers_wholly(program.steps[program.last_summary].code);
    static constexpr std::make_integer_sequence<int, count> all_steps{};
    template <int k>
    using Step = std::integral_constant<int, k>;

    // Of what an instruction has, what its step uses.
    template <int k>
    BACKSTEP_INLINE void take_step(const FusedInstruction& given) {
        constexpr FusedCode code = program.steps[k].code;
        memory_[k] = given.memory;
        scalars_[k] = given.scalar;
        if constexpr (code == FusedCode::divide_by) {
            exact_[k] = has_exact_reciprocal(given.scalar);
            if (exact_[k]) scalars_[k] = 1 / given.scalar;
        }
        if constexpr (gathers(code)) summing<k>().to = given.summary;
    }
    template <int... k>
    BACKSTEP_INLINE void take(const FusedInstruction* given, std::integer_sequence<int, k...>) {
        (take_step<k>(given[k]), ...);
    }

    template <int k>
    BACKSTEP_INLINE void run_step(Block<vectors>& x, Block<vectors>* temporaries, long first) {
        constexpr KnownStep step = program.steps[k];
        if constexpr (step.code == FusedCode::store && step.temporary >= 0) {
            temporaries[step.temporary] = x;
        } else if constexpr (step.code == FusedCode::store) {
            store_block(memory_[k] + first, x);
        } else if constexpr (gathers(step.code)) {
            if constexpr (gathers_wholly(step.code)) {
                gather_block(summing<k>().seen, x);
                if constexpr (!stores_in_memory(program.steps[k + 1])) summing<k>().x = x;
            } else if constexpr (sums_squares(step.code)) {
                gather_squares(summing<k>().seen, x);
            }
            if constexpr (hashes(step.code)) hash_block(summing<k>().seen.hash, x);
        } else if constexpr (step.code == FusedCode::divide_by) {
            for (Vector& part : x.part) part = exact_[k] ? scalars_[k] * part : part / scalars_[k];
        } else if constexpr (step.temporary >= 0) {
            operate(x, step.code, scalars_[k], [&](int v) { return temporaries[step.temporary].part[v]; });
        } else {
            operate(x, step.code, scalars_[k], [&](int v) { return load(memory_[k] + first + v * lanes); });
        }
    }
    template <int... k>
    BACKSTEP_INLINE void run_block(long first, std::integer_sequence<int, k...>) {
        Block<vectors> x{}, temporaries[fused_temporaries];
        (run_step<k>(x, temporaries, first), ...);
    }

    // visit(k) for each step that summarises, with a k that is known while compiling.
    template <class Visit, int... k>
    BACKSTEP_INLINE static void each_summary(const Visit& visit, std::integer_sequence<int, k...>) {
        const auto visit_if = [&]<int index>(Step<index> step) {
            if constexpr (gathers(program.steps[index].code)) visit(step);
        };
        (visit_if(Step<k>()), ...);
    }

    template <int k>
    BACKSTEP_INLINE void end_column_of(int col) {
        if constexpr (sums_squares(program.steps[k].code))
            summing<k>().to->squares[col] = end_column(summing<k>().seen);
    }

    // A NaN makes the column's sum of squares NaN. The last summary has one if any has.
    BACKSTEP_INLINE bool has_nans() {
        bool any = false;
        for (const Vector& squares : summing<program.last_summary>().seen.squares) any = any || has_nan(squares);
        return any;
    }
    template <int k>
    BACKSTEP_INLINE void count_nans(long first) {
        Block<vectors> x = summing<k>().x;
        if constexpr (stores_in_memory(program.steps[k + 1]))
            for (int v = 0; v < vectors; ++v) x.part[v] = load(memory_[k + 1] + first + v * lanes);
        summing<k>().to->lanes->nans += nans_in(x);
    }

    // What a step that summarises has gathered of the column, and the numbers that it has just seen.
    struct Summing {
        const FusedSummary* to;
        Gathered seen;
        Block<vectors> x;
    };
    template <int k>
    BACKSTEP_INLINE Summing& summing() {
        return summing_[summaries_before<program>(k)];
    }

    double* memory_[count];
    double scalars_[count];  // the reciprocal of one to divide by, if it is exact
    bool exact_[count];
    Summing summing_[summaries > 0 ? summaries : 1];
};

template <const auto& steps>
constexpr auto plain = known_program(steps, Summarised::no);
template <const auto& steps>
constexpr auto by_norm = known_program(steps, Summarised::by_norm);
template <const auto& steps>
constexpr auto wholly = known_program(steps, Summarised::wholly);

template <const auto& known>
BACKSTEP_INLINE bool run_blocks_of(const FusedInstruction* program, int count, long n) {
    if (!is_program<known>(program, count)) return false;
    KnownRun<known, plain_vectors>(program).run_blocks(0, n);
    return true;
}

// Runs the program on whole blocks, if it is known, and gives how many numbers it has worked on.
BACKSTEP_INLINE long run_known(const FusedInstruction* program, int count, long n) {
    const long whole = n - n % (plain_vectors * lanes);
    const bool known = run_blocks_of<plain<adam_update>>(program, count, whole) ||
                       run_blocks_of<plain<relu_backward>>(program, count, whole);
    return known ? whole : 0;
}

template <const auto& known, int vectors>
BACKSTEP_INLINE bool run_columns_of(const FusedInstruction* program, int count, int rows, int cols) {
    if (rows % (vectors * lanes) != 0 || !is_program<known>(program, count)) return false;
    KnownRun<known, vectors>(program).run_columns(rows, cols);
    return true;
}

// Gives false if the program is not known.
BACKSTEP_INLINE bool run_known_columns(const FusedInstruction* program, int count, int rows, int cols) {
    return run_columns_of<by_norm<adam_update>, plain_vectors>(program, count, rows, cols) ||
           run_columns_of<wholly<adam_update>, summarising_vectors>(program, count, rows, cols) ||
           run_columns_of<by_norm<relu_backward>, plain_vectors>(program, count, rows, cols) ||
           run_columns_of<wholly<relu_backward>, summarising_vectors>(program, count, rows, cols);
}

}  // namespace
}  // namespace backstep
