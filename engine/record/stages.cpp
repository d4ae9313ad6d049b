#include "engine/record/stages.h"

#include <algorithm>
#include <numeric>

namespace backstep {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class Finder {
public:
    explicit Finder(const Tape& tape) : tape_(tape), count_(static_cast<int>(tape.nodes.size())) {
        found_.live.assign(tape.nodes.size(), 0);
        found_.stages.assign(tape.nodes.size(), 0);
        found_.passes.assign(tape.nodes.size(), -1);
    }

    Stages find() {
        find_live();
        find_earliest_stages();
        put_off();
        find_passes();
        return std::move(found_);
    }

private:
    const Node& node(int i) const { return tape_.nodes[at(i)]; }
    bool computed(int i) const { return found_.computed(tape_, i); }

    template <class Visit>
    void each_operand(int i, const Visit& visit) const {
        const Operands operands = operands_of(tape_, i);
        for (int k = 0; k < operands.count; ++k) visit(operands.nodes[k], operands.reaches[k]);
    }

    void find_live() {
        for (int i = count_ - 1; i >= 0; --i) {
            if (node(i).updates >= 0 || node(i).wanted || node(i).summarised != Summarised::no) found_.live[at(i)] = 1;
            if (found_.live[at(i)]) each_operand(i, [&](int operand, Reach) { found_.live[at(operand)] = 1; });
        }
    }

    void find_earliest_stages() {
        for (int i = 0; i < count_; ++i) {
            if (!computed(i)) continue;
            const bool rearranges = node(i).op == Op::transpose && is_given(node(node(i).left).op);
            int& stage = found_.stages[at(i)] = rearranges ? 0 : 1;
            each_operand(i, [&](int operand, Reach reach) {
                if (computed(operand)) stage = std::max(stage, found_.stages[at(operand)] + (reach == Reach::whole));
            });
        }
    }

    // Cheap formulas of given values alone, like Adam's β·m, wait for their readers, and run together with them.
    void put_off() {
        std::vector<char> cheap(at(count_), 0);
        for (int i = 0; i < count_; ++i) {
            if (!computed(i)) continue;
            cheap[at(i)] = operation(node(i).op).fused != FusedCode::none;
            each_operand(i, [&](int operand, Reach) {
                if (computed(operand) && !cheap[at(operand)]) cheap[at(i)] = 0;
            });
        }
        constexpr int never = 1 << 30;
        std::vector<int> latest(at(count_), never);
        for (int i = count_ - 1; i >= 0; --i) {
            if (!computed(i)) continue;
            int& stage = found_.stages[at(i)];
            if (cheap[at(i)] && latest[at(i)] != never) stage = std::max(stage, latest[at(i)]);
            each_operand(i, [&](int operand, Reach reach) {
                latest[at(operand)] = std::min(latest[at(operand)], stage - (reach == Reach::whole));
            });
        }
    }

    int root(int i) {
        while (parents_[at(i)] != i) i = parents_[at(i)] = parents_[at(parents_[at(i)])];
        return i;
    }

    void find_passes() {
        parents_.resize(at(count_));
        std::iota(parents_.begin(), parents_.end(), 0);
        for (int i = 0; i < count_; ++i) {
            if (!computed(i)) continue;
            each_operand(i, [&](int operand, Reach reach) {
                const bool together = reach == Reach::column && found_.stages[at(operand)] == found_.stages[at(i)];
                if (computed(operand) && together) parents_[at(root(i))] = root(operand);
            });
        }
        struct Found {
            int root, stage;
            long work;
        };
        std::vector<Found> passes;
        for (int i = 0; i < count_; ++i) {
            if (!computed(i)) continue;
            const auto is_this = [r = root(i)](const Found& pass) { return pass.root == r; };
            auto pass = std::find_if(passes.begin(), passes.end(), is_this);
            if (pass == passes.end()) pass = passes.insert(pass, {root(i), found_.stages[at(i)], 0});
            pass->work += work_of(tape_, i);
        }
        std::stable_sort(passes.begin(), passes.end(), [](const Found& a, const Found& b) {
            return a.stage != b.stage ? a.stage < b.stage : a.work > b.work;
        });
        for (int i = 0; i < count_; ++i)
            for (std::size_t p = 0; p < passes.size() && computed(i); ++p)
                if (passes[p].root == root(i)) found_.passes[at(i)] = static_cast<int>(p);
        found_.pass_count = static_cast<int>(passes.size());
    }

    const Tape& tape_;
    int count_;
    Stages found_;
    std::vector<int> parents_;  // towards the node that stands for its pass
};

}  // namespace

Stages stages_of(const Tape& tape) { return Finder(tape).find(); }

bool Stages::computed(const Tape& tape, int node) const { return live[at(node)] && !is_given(tape.nodes[at(node)].op); }

long work_of(const Tape& tape, int index) {
    const Node& node = tape.nodes[at(index)];
    const long size = static_cast<long>(node.rows) * node.cols;
    if (node.op == Op::product) return size * tape.nodes[at(node.left)].cols;
    if (node.op == Op::sum_columns) return static_cast<long>(node.rows) * tape.nodes[at(node.left)].cols;
    return size * (operation(node.op).fused == FusedCode::none ? 10 : 1);
}

Operands operands_of(const Tape& tape, int index) {
    const Node& node = tape.nodes[at(index)];
    const Operation& what = operation(node.op);
    Operands operands;
    if (what.left != Reach::none) {
        operands.nodes[operands.count] = node.left;
        operands.reaches[operands.count++] = what.left;
    }
    if (what.right != Reach::none) {
        const bool through = reads_through_transpose(tape, node);
        operands.nodes[operands.count] = through ? tape.nodes[at(node.right)].left : node.right;
        operands.reaches[operands.count++] = through ? Reach::whole : what.right;
    }
    return operands;
}

}  // namespace backstep
