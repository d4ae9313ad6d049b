#pragma once
// What a lesson sees of the engine. Its statements are the only place where the maths is written:
//
//     const Value Z1 = step.record("Z[1]", W1 * X + b1);
//
// Recording on: the value is computed at once and kept, with its name, formula, operands, phase and source line.
// Recording off: the statement is only noted, and finish() computes what the updates and kept values need, into memory
// that is used again in every step; after the first step of a kind nothing is allocated. Both give the same bits.

#include <memory>

#include "engine/math/compute.h"
#include "engine/math/pixels.h"
#include "engine/record/expression.h"
#include "engine/record/plan.h"
#include "engine/record/summary.h"
#include "engine/record/trace.h"

namespace backstep {

enum class Recording { on, off };

class Recorder {
public:
    // Computes with `compute`, which must outlive it.
    Recorder(Compute& compute, Recording recording);
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    // A matrix that the step starts from. With recording off it is read in finish(), so it must live until then.
    Value input(const Name& name, const Matrix& matrix, SourceLine source = SourceLine::current());
    // The same for a batch of images, with the bits of batch.dense(): the zeros are left out of the products W·X and
    // dZ·Xᵀ. With recording on the trace keeps the batch, whose index must outlive it; with recording off the batch
    // must live until finish().
    Value input(const Name& name, const PixelBatch& batch, SourceLine source = SourceLine::current());
    // A parameter or a moment: its value now. In a later step of a recording it is the value the update before gave.
    Value state(const Name& name, State& state, SourceLine source = SourceLine::current());
    // A value and its formula. Throws std::logic_error if the formula is another recorder's or of a step that has
    // ended, if it has a name already, or if a recorded formula contains it: a value gets its name before its use.
    Value record(const Name& name, Expression formula, SourceLine source = SourceLine::current());
    // The same, and `old`, which state() gave, takes this value when the step ends.
    // Throws ShapeError if the shapes differ, std::logic_error if `old` is no state or is updated twice in a step, and
    // as record() does.
    Value update(const Name& name, Value old, Expression formula, SourceLine source = SourceLine::current());

    // What follows belongs to this phase. Each step begins in Phase::forward.
    void begin(Phase phase);
    // With recording off: this value, which record() or update() gave, will be read after finish().
    void keep(Value value);
    // With recording off: from the next finish() on, every named value that the step computes is summarised. Whoever
    // steps on without asking for summaries pays nothing for them. By norm: all of the forward phase wholly; of what
    // comes after it the norm may do, and of some averages nothing (summary.h).
    void summarise(Summarised how);
    // With recording off: those of the step that finish() ended last, in the order of the statements.
    const std::vector<Summary>& summaries() const;
    // The same for the bits of a state's new value: what they add up to (engine/math/hash_sums.h), or null where nobody
    // added them up while they were computed.
    const HashSums* hash_sums(const State& state) const;
    // With recording on: these cells are set by hand as soon as their values come to be, and all that follows is
    // computed from them. An edit that names an event or a cell that does not come is left out of Trace::edits.
    void edit(std::vector<Edit> edits);
    // Ends the step: states take their new values, and the next statement begins the next step. With recording off it
    // also ends the values of the step before.
    void finish();

    // The numbers of a value: at any time with recording on; with recording off after finish(), for kept values.
    // Throws std::logic_error otherwise, and for images, which trace().value() reads.
    const Matrix& operator[](Value value) const;

    // The recording, which stays here until taken.
    const Trace& trace() const;
    Trace take_trace();

private:
    struct Known {
        State* state;
        int node;  // of its newest value
    };
    Value append_given(Op op, const Name& name, int rows, int cols);
    Value record_given(Op op, const Name& name, RecordedValue numbers, SourceLine source);
    Value note_given(Op op, const Name& name, int rows, int cols, const Given& given);
    void note_event(int node, bool given, RecordedValue value, SourceLine source);
    Matrix computed(int node);
    void begin_step_if_ended();
    void require_own(const Name& name, Expression formula) const;
    void require_unused(const Name& name, int node) const;
    void finish_recorded();
    void finish_unrecorded();
    void find_summaries();
    void find_versions();
    void apply_edits(Event& event);
    Known* known_by_node(int node);

    Compute& compute_;
    Recording recording_;
    Trace trace_;  // recording off: only the tape of the step
    Phase phase_ = Phase::forward;
    int step_ = 1;
    bool ended_ = false;                        // the step has ended and no other has begun
    std::vector<Edit> edits_;                   // recording on: those to come
    Summarised summarise_ = Summarised::no;     // recording off
    std::vector<Name> versions_of_;             // recording off: the names of a step,
    std::vector<int> versions_;                 // and how often each stood there before
    std::vector<Summary> summaries_;            // recording off: one for each computed name of the step that ended last
    std::vector<Phase> phases_;                 // recording off, one a node: the phase in which it got its name
    std::vector<Known> known_;                  // states and their newest nodes
    std::vector<Given> given_;                  // recording off, one a node: what an input or a state reads
    std::vector<std::unique_ptr<Plan>> plans_;  // recording off: one for each kind of step
    Plan* plan_ = nullptr;                      // recording off: of the step that ended last
};

}  // namespace backstep
