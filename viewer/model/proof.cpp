#include "viewer/model/proof.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/math/error.h"
#include "viewer/model/aside.h"
#include "viewer/model/cursor.h"
#include "viewer/model/number.h"

namespace backstep {
namespace {

// The first version of the value, before event `before`; null if there is none.
const Event* first_of(const Trace& trace, const Name& name, int before) {
    const auto end = trace.events.begin() + std::min<long>(before, static_cast<long>(trace.events.size()));
    const auto found = std::find_if(trace.events.begin(), end, [&](const Event& event) { return event.name == name; });
    return found == end ? nullptr : &*found;
}

// The loss that a gradient at event `before` is the slope of: J, else the last single number of the loss phase, such as
// E in the lesson that squares errors; null if there is none.
const Event* loss_of(const Trace& trace, int before) {
    if (const Event* J = first_of(trace, "J", before)) return J;
    const Event* last = nullptr;
    for (const Event& event : trace.events) {
        if (event.index >= before || event.phase != Phase::loss || event.given) continue;
        const Numbers value = trace.value(event);
        if (value.rows == 1 && value.cols == 1) last = &event;
    }
    return last;
}

// What dV is the gradient of: V.
const Event* nudged_by(const Trace& trace, const Event& gradient) {
    const std::string_view symbol = gradient.name.symbol;
    if (gradient.given || !gradient.name.prefix.empty() || symbol.size() < 2 || symbol.front() != 'd') return nullptr;
    const Event* value = first_of(trace, Name(symbol.substr(1), gradient.name.layer), gradient.index);
    if (!value || !loss_of(trace, gradient.index)) return nullptr;
    const Numbers numbers = trace.value(*value), slopes = trace.value(gradient);
    return numbers.rows == slopes.rows && numbers.cols == slopes.cols ? value : nullptr;
}

// dZ and dA have a column an example, and are m·∂J/∂Z.
double factor_of(const Event& gradient, const Numbers& slopes) {
    const bool per_example = gradient.name.symbol == "dZ" || gradient.name.symbol == "dA";
    return per_example ? slopes.cols : 1;
}

// The recording that is shown, once more, with one number set by hand.
Trace run_again(const Session& session, const Edit& edit) {
    if (const std::optional<Aside>& aside = session.aside)
        return record_image(*session.compute, *aside->image, aside->net, aside->t,
                            aside->timelines.timeline()->plan().scale(), {edit});
    const Timelines& timelines = session.timelines;
    if (!timelines.empty()) return *timelines.timeline()->record(*session.compute, timelines.step, {edit});
    Recorder recorder(*session.compute, Recording::on);
    recorder.edit({edit});
    session.lesson->run(recorder, session.knobs, *session.digits);
    recorder.finish();
    return recorder.take_trace();
}

// Whether a value bends with a kink where another one is 0.
bool has_kink_at(const Trace& trace, const Event& Z, int before) {
    const auto end = trace.events.begin() + std::min<long>(before, static_cast<long>(trace.events.size()));
    return std::any_of(trace.events.begin(), end, [&](const Event& event) {
        const Op op = trace.tape.nodes[static_cast<std::size_t>(event.node)].op;
        return (op == Op::relu || op == Op::leaky_relu) && std::ranges::count(event.operands, Z.index) > 0;
    });
}

// The loss, and on which side of its kink each hidden unit is.
ProbedLoss loss_in(const Trace& trace, int before) {
    ProbedLoss loss{trace.matrix(*loss_of(trace, before))(0, 0), {}};
    for (const Event& event : trace.events) {
        if (event.index >= before || event.name.symbol != "Z" || event.given) continue;
        if (!has_kink_at(trace, event, before)) continue;
        const Matrix& Z = trace.matrix(event);
        loss.at_kinks.insert(loss.at_kinks.end(), Z.values.begin(), Z.values.end());
    }
    return loss;
}

double agreeing_digits(double relative_error) {
    if (std::isnan(relative_error)) return 0;
    return relative_error > 0 ? std::clamp(-std::log10(relative_error), 0.0, 16.0) : 16;
}

// The losses are rounded to a part in 2⁵³, which the division by 2h makes large.
bool is_lost_in_rounding(const GradientProof& proof) {
    const Probe& probe = proof.probe;
    const double last_digit = std::max(std::abs(probe.above), std::abs(probe.below)) * 0x1p-53;
    return proof.digits < 1 && proof.factor * last_digit / nudge_size > 0.1 * std::abs(probe.recorded);
}

}  // namespace

bool can_prove(const Session& session, const CellRef& cell) {
    if (!session.trace || cell.event < 0 || cell.event >= session.count()) return false;
    return nudged_by(*session.trace, session.trace->events[static_cast<std::size_t>(cell.event)]) != nullptr;
}

GradientProof prove_gradient(const Session& session, const CellRef& cell) {
    check(session, cell);
    const Trace& trace = *session.trace;
    const Event& gradient = trace.events[static_cast<std::size_t>(cell.event)];
    const Event* const nudged = nudged_by(trace, gradient);
    if (!nudged)
        throw InputError(gradient.name.text(), "it is not the gradient of a loss by a value that came before",
                         "ask a cell of dW, db or dZ");
    const auto loss = [&](const Matrix& at) {
        const Trace again = run_again(session, {nudged->index, cell.row, cell.col, at(cell.row, cell.col)});
        return loss_in(again, gradient.index);
    };
    GradientProof proof;
    const auto named = [&](const Event& event) {
        return fmt::format("{}({},{})", event.name.text(), cell.row, cell.col);
    };
    proof.gradient = named(gradient);
    proof.nudged = named(*nudged);
    proof.loss = loss_of(trace, gradient.index)->name.text();
    proof.factor = factor_of(gradient, trace.value(gradient));
    proof.probe =
        probe(trace.value(*nudged).dense(), trace.value(gradient).dense(), cell.row, cell.col, loss, proof.factor);
    proof.digits = agreeing_digits(proof.probe.relative_error);
    return proof;
}

std::vector<ProofLine> lines_of(const GradientProof& proof) {
    const Probe& probe = proof.probe;
    const std::string h = exact_number(nudge_size);
    const std::string times = proof.factor == 1 ? "" : fmt::format(" · {} examples", proof.factor);
    return {{fmt::format("{} with {} + {}", proof.loss, proof.nudged, h), probe.above},
            {fmt::format("{} with {} − {}", proof.loss, proof.nudged, h), probe.below},
            {fmt::format("their difference / (2 · {}){}", h, times), probe.numeric},
            {"recorded " + proof.gradient, probe.recorded}};
}

std::string verdict(const GradientProof& proof) {
    if (!std::isfinite(proof.probe.numeric) || !std::isfinite(proof.probe.recorded))
        return "There is nothing to compare: not all of these are finite numbers.";
    if (is_lost_in_rounding(proof))
        return fmt::format("{} is so large that its last digit outweighs the difference: it says nothing.", proof.loss);
    return proof.probe.crosses_kink ? "Between the two a unit has crossed its kink: there the difference says nothing."
                                    : fmt::format("They agree to {:.0f} digits.", std::floor(proof.digits));
}

}  // namespace backstep
