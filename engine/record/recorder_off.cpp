// The end of a step with recording off.

#include <algorithm>

#include "engine/record/recorder.h"

namespace backstep {
namespace {

bool has_summary(const Node& node) { return node.named && !is_given(node.op); }

Summary summary_of(const Plan& plan, const Tape& tape, int index) {
    const int of = multiple_of(tape, index);
    if (of < 0) return plan.summary(index);
    const int scalar = tape.nodes[static_cast<std::size_t>(index)].scalar;
    return multiple(summary_of(plan, tape, of), tape.scalars[static_cast<std::size_t>(scalar)].value);
}

// Where the texts stand at the same place they need not be compared.
bool is_same_text(const Name& a, const Name& b) {
    return a.layer == b.layer && a.symbol.data() == b.symbol.data() && a.symbol.size() == b.symbol.size() &&
           a.prefix.data() == b.prefix.data() && a.prefix.size() == b.prefix.size();
}

}  // namespace

void Recorder::finish_unrecorded() {
    Tape& tape = trace_.tape;
    given_.resize(tape.nodes.size());
    phases_.resize(tape.nodes.size(), Phase::forward);
    for (std::size_t i = 0; summarise_ != Summarised::no && i < tape.nodes.size(); ++i)
        if (has_summary(tape.nodes[i]) && multiple_of(tape, static_cast<int>(i)) < 0)
            tape.nodes[i].summarised = phases_[i] == Phase::forward ? Summarised::wholly : summarise_;
    plan_ = nullptr;
    for (const std::unique_ptr<Plan>& plan : plans_)
        if (plan->fits(tape)) plan_ = plan.get();
    if (!plan_) {
        plans_.push_back(std::make_unique<Plan>(tape, compute_.pool.threads()));
        plan_ = plans_.back().get();
    }
    plan_->run(compute_, tape, given_);
    find_summaries();
}

void Recorder::summarise(Summarised how) { summarise_ = how; }

const std::vector<Summary>& Recorder::summaries() const { return summaries_; }

void Recorder::find_summaries() {
    summaries_.clear();
    if (summarise_ == Summarised::no) return;
    find_versions();
    const Tape& tape = trace_.tape;
    for (std::size_t i = 0; i < tape.nodes.size(); ++i) {
        if (!has_summary(tape.nodes[i])) continue;
        Summary summary = summary_of(*plan_, tape, static_cast<int>(i));
        summary.name = tape.names[i];
        summary.phase = phases_[i];
        summary.version = versions_[i];
        summaries_.push_back(summary);
    }
}

// A new version: the name stood there before. Most steps have the names of the step before.
void Recorder::find_versions() {
    const Tape& tape = trace_.tape;
    if (std::equal(tape.names.begin(), tape.names.end(), versions_of_.begin(), versions_of_.end(), is_same_text))
        return;
    versions_of_ = tape.names;
    versions_.assign(tape.names.size(), 0);
    for (std::size_t i = 0; i < tape.names.size(); ++i)
        for (std::size_t earlier = 0; earlier < i; ++earlier)
            if (tape.nodes[earlier].named && tape.names[earlier] == tape.names[i]) ++versions_[i];
}

const HashSums* Recorder::hash_sums(const State& state) const {
    if (summarise_ == Summarised::no || !plan_) return nullptr;
    for (const Known& known : known_)
        if (known.state == &state) return plan_->hash_sums(known.node);
    return nullptr;
}

}  // namespace backstep
