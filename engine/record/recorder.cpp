#include "engine/record/recorder.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

#include "engine/math/error.h"
#include "engine/record/formula.h"
#include "engine/record/image_product.h"
#include "engine/record/operation.h"
#include "engine/record/reads.h"
#include "engine/record/run_node.h"

namespace backstep {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

bool contains(const std::vector<int>& list, int item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

Recorder::Recorder(Compute& compute, Recording recording) : compute_(compute), recording_(recording) {}
Recorder::~Recorder() = default;

void Recorder::begin_step_if_ended() {
    if (!ended_) return;
    ended_ = false;
    phase_ = Phase::forward;
    ++step_;
    if (recording_ == Recording::on) return;
    trace_.tape.clear();
    given_.clear();
    known_.clear();
    phases_.clear();
}

Value Recorder::append_given(Op op, const Name& name, int rows, int cols) {
    Node node;
    node.op = op;
    node.rows = rows;
    node.cols = cols;
    node.named = 1;
    const int index = trace_.tape.append(node);
    trace_.tape.names[at(index)] = name;
    return {&trace_.tape, index};
}

Value Recorder::record_given(Op op, const Name& name, RecordedValue numbers, SourceLine source) {
    const Numbers shape(numbers);
    const Value value = append_given(op, name, shape.rows, shape.cols);
    note_event(value.node, true, std::move(numbers), source);
    return value;
}

Value Recorder::note_given(Op op, const Name& name, int rows, int cols, const Given& given) {
    const Value value = append_given(op, name, rows, cols);
    given_.resize(at(value.node) + 1);
    given_[at(value.node)] = given;
    return value;
}

Value Recorder::input(const Name& name, const Matrix& matrix, SourceLine source) {
    begin_step_if_ended();
    if (recording_ == Recording::on) return record_given(Op::input, name, matrix, source);
    return note_given(Op::input, name, matrix.rows, matrix.cols, {&matrix, nullptr, nullptr});
}

Value Recorder::input(const Name& name, const PixelBatch& batch, SourceLine source) {
    begin_step_if_ended();
    if (recording_ == Recording::on) return record_given(Op::input, name, batch, source);
    return note_given(Op::pixels, name, batch.rows(), batch.cols(), {nullptr, nullptr, &batch});
}

Value Recorder::state(const Name& name, State& state, SourceLine source) {
    begin_step_if_ended();
    for (const Known& known : known_)
        if (known.state == &state) return {&trace_.tape, known.node};
    const Matrix& matrix = state.matrix;
    const Value value = recording_ == Recording::on
                            ? record_given(Op::state, name, matrix, source)
                            : note_given(Op::state, name, matrix.rows, matrix.cols, {nullptr, &state, nullptr});
    known_.push_back({&state, value.node});
    return value;
}

void Recorder::require_own(const Name& name, Expression formula) const {
    if (formula.tape != &trace_.tape)
        throw std::logic_error(name.text() + " is made of values of another recorder, or of none");
    if (formula.node >= static_cast<int>(trace_.tape.nodes.size()))
        throw std::logic_error(name.text() + " is made of values of a step that has ended; record them in this one");
}

// Formulas stop at names, so a name that came later would change what is written of the values recorded before.
// Mostly the formula is the newest on the tape, and there is nothing to search.
void Recorder::require_unused(const Name& name, int node) const {
    const Tape& tape = trace_.tape;
    for (int later = node + 1; later < static_cast<int>(tape.nodes.size()); ++later)
        if (tape.nodes[at(later)].named && contains(reads_of(tape, later).unnamed, node))
            throw std::logic_error(name.text() + " gets its name too late: " + tape.names[at(later)].text() +
                                   " contains it already; record it first");
}

Value Recorder::record(const Name& name, Expression formula, SourceLine source) {
    begin_step_if_ended();
    require_own(name, formula);
    Node& node = trace_.tape.nodes[at(formula.node)];
    if (node.named)
        throw std::logic_error(name.text() + " would rename " + trace_.tape.names[at(formula.node)].text() +
                               "; record a formula, not a value that has a name");
    require_unused(name, formula.node);
    node.named = 1;
    trace_.tape.names[at(formula.node)] = name;
    if (recording_ == Recording::on) {
        note_event(formula.node, false, computed(formula.node), source);
    } else {
        phases_.resize(trace_.tape.nodes.size(), Phase::forward);
        phases_[at(formula.node)] = phase_;
    }
    return {&trace_.tape, formula.node};
}

Recorder::Known* Recorder::known_by_node(int node) {
    for (Known& known : known_)
        if (known.node == node) return &known;
    return nullptr;
}

Value Recorder::update(const Name& name, Value old, Expression formula, SourceLine source) {
    begin_step_if_ended();
    require_own(name, old);
    require_own(name, formula);
    if (!known_by_node(old.node))
        throw std::logic_error(name.text() + " updates a value that is no state, or that this step has updated before");
    if (old.rows() != formula.rows() || old.cols() != formula.cols())
        throw ShapeError("an update keeps the shape: " + name.text() + " is (" + shape_text(old.rows(), old.cols()) +
                         ") and its new value " + formula_text(*formula.tape, formula.node) + " (" +
                         shape_text(formula.rows(), formula.cols()) + "); check for a missing transpose");
    for (const Node& node : trace_.tape.nodes)
        if (node.updates == old.node)
            throw std::logic_error(name.text() + " is updated twice in a step; combine the two formulas");
    const Value value = record(name, formula, source);
    trace_.tape.nodes[at(value.node)].updates = old.node;
    return value;
}

void Recorder::begin(Phase phase) {
    begin_step_if_ended();
    phase_ = phase;
}

void Recorder::keep(Value value) { trace_.tape.nodes[at(value.node)].wanted = 1; }

void Recorder::note_event(int node, bool given, RecordedValue value, SourceLine source) {
    Event event;
    event.index = static_cast<int>(trace_.events.size());
    event.name = trace_.tape.names[at(node)];
    event.phase = phase_;
    event.step = step_;
    event.node = node;
    event.given = given;
    event.source = source;
    for (const Event& earlier : trace_.events)
        if (earlier.name == event.name) {
            event.version = earlier.version + 1;
            event.previous = earlier.index;
        }
    for (const int operand : reads_of(trace_.tape, node).named)
        event.operands.push_back(trace_.tape.events[at(operand)]);
    trace_.values.push_back(std::move(value));
    apply_edits(event);
    trace_.tape.events[at(node)] = event.index;
    trace_.events.push_back(std::move(event));
}

void Recorder::edit(std::vector<Edit> edits) { edits_ = std::move(edits); }

void Recorder::apply_edits(Event& event) {
    RecordedValue& value = trace_.values.back();
    for (const Edit& edit : edits_) {
        if (edit.event != event.index || !Numbers(value).contains(edit.row, edit.col)) continue;
        if (!std::holds_alternative<Matrix>(value)) value = Numbers(value).dense();
        std::get<Matrix>(value)(edit.row, edit.col) = edit.value;
        event.edited = true;
        trace_.edits.push_back(edit);
    }
}

// The value of a formula whose named operands have been recorded. Images stay images as the right factor of a product;
// any other operation gets them as a matrix.
Matrix Recorder::computed(int top) {
    const Tape& tape = trace_.tape;
    std::map<int, Matrix> unnamed;
    const auto images = [&](int node) -> const PixelBatch* {
        const int event = node < 0 ? -1 : tape.events[at(node)];
        return event < 0 ? nullptr : std::get_if<PixelBatch>(&trace_.values[at(event)]);
    };
    const auto numbers = [&](int node) -> const double* {
        if (node < 0) return nullptr;
        if (const PixelBatch* batch = images(node))
            return unnamed.try_emplace(node, batch->dense()).first->second.values.data();
        if (const int event = tape.events[at(node)]; event >= 0)
            return std::get<Matrix>(trace_.values[at(event)]).values.data();
        return unnamed.at(node).values.data();
    };
    for (const int node : reads_of(tape, top).unnamed) {
        const Node& n = tape.nodes[at(node)];
        const bool through = n.right >= 0 && reads_through_transpose(tape, n);
        const int right = through ? tape.nodes[at(n.right)].left : n.right;
        if (const PixelBatch* batch = images(right); batch && n.op == Op::product) {
            unnamed[node] = image_product(compute_, numbers(n.left), n.rows, *batch, through);
            continue;
        }
        Matrix result(n.rows, n.cols);
        run_node(compute_, tape, node, result.values.data(), numbers(n.left), numbers(right));
        unnamed[node] = std::move(result);
    }
    return std::move(unnamed.at(top));
}

void Recorder::finish() {
    begin_step_if_ended();
    if (recording_ == Recording::on)
        finish_recorded();
    else
        finish_unrecorded();
    ended_ = true;
}

void Recorder::finish_recorded() {
    const std::vector<Node>& nodes = trace_.tape.nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].updates < 0) continue;
        Known* known = known_by_node(nodes[i].updates);
        if (!known) continue;  // an earlier step's: the state has moved on
        known->node = static_cast<int>(i);
        known->state->matrix = trace_.matrix(trace_.tape.events[i]);
        known->state->finite = false;
    }
}

const Matrix& Recorder::operator[](Value value) const {
    require_own("the value to be read", value);
    const int event = trace_.tape.events[at(value.node)];
    if (recording_ == Recording::on && event >= 0) return trace_.matrix(event);
    if (recording_ == Recording::off && ended_ && plan_) {
        const Node& node = trace_.tape.nodes[at(value.node)];
        if (const Matrix* result = node.wanted ? plan_->result(value.node) : nullptr) return *result;
    }
    throw std::logic_error("the value of " + trace_.tape.names[at(value.node)].text() +
                           " is not kept: record with recording on, or keep() it before finish() and read it after; of "
                           "inputs and states the owner has the numbers");
}

const Trace& Recorder::trace() const { return trace_; }

Trace Recorder::take_trace() {
    static std::atomic<std::uint64_t> taken{0};
    trace_.serial = ++taken;
    return std::move(trace_);
}

}  // namespace backstep
