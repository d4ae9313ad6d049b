#include "engine/record/fusion.h"

#include <algorithm>

namespace backstep {
namespace {

FusedCode swapped(FusedCode code) {
    if (code == FusedCode::subtract) return FusedCode::subtract_swapped;
    if (code == FusedCode::divide) return FusedCode::divide_swapped;
    return code;
}

// Writes the program twice: the first time to find out which values are read after the accumulator has moved on.
class Writer {
public:
    Writer(const Tape& tape, std::span<const int> nodes, const std::vector<char>& has_home)
        : tape_(tape), nodes_(nodes), has_home_(has_home), last_read_(nodes.size(), -1) {}

    std::vector<FusedStep> write() {
        walk();
        steps_.clear();
        temporaries_.assign(fused_temporaries, -1);
        writing_ = true;
        walk();
        return full_ || steps_.size() > std::size_t{longest_program} ? std::vector<FusedStep>{} : std::move(steps_);
    }

private:
    void walk() {
        int in_accumulator = -1;
        for (std::size_t k = 0; k < nodes_.size(); ++k) {
            const int index = nodes_[k];
            const Node& node = tape_.nodes[static_cast<std::size_t>(index)];
            FusedCode code = operation(node.op).fused;
            if (in_accumulator == node.right && node.right != node.left && node.right >= 0) {
                code = swapped(code);
                steps_.push_back(read(code, node.left, k));
            } else {
                if (in_accumulator != node.left) steps_.push_back(read(FusedCode::load, node.left, k));
                if (node.right >= 0)
                    steps_.push_back(read(code, node.right, k));
                else
                    steps_.push_back({code, -1, -1, node.scalar});
            }
            in_accumulator = index;
            free_temporaries(static_cast<int>(k));
            if (has_home_[static_cast<std::size_t>(index)])
                steps_.push_back({FusedCode::store, -1, index, -1});
            else if (last_read_[k] >= 0)
                steps_.push_back({FusedCode::store, take_temporary(static_cast<int>(k)), -1, -1});
        }
    }

    // Reads a node other than from the accumulator, at place k.
    FusedStep read(FusedCode code, int index, std::size_t k) {
        const auto made = std::find(nodes_.begin(), nodes_.end(), index);
        if (made == nodes_.end() || has_home_[static_cast<std::size_t>(index)]) return {code, -1, index, -1};
        const auto place = static_cast<std::size_t>(made - nodes_.begin());
        if (!writing_) last_read_[place] = static_cast<int>(k);
        const auto held = std::find(temporaries_.begin(), temporaries_.end(), static_cast<int>(place));
        return {code, static_cast<int>(held - temporaries_.begin()), -1, -1};
    }

    int take_temporary(int place) {
        const auto free = std::find(temporaries_.begin(), temporaries_.end(), -1);
        if (writing_ && free == temporaries_.end()) full_ = true;
        if (!writing_ || full_) return 0;
        *free = place;
        return static_cast<int>(free - temporaries_.begin());
    }

    void free_temporaries(int k) {
        for (int& held : temporaries_)
            if (held >= 0 && last_read_[static_cast<std::size_t>(held)] <= k) held = -1;
    }

    const Tape& tape_;
    std::span<const int> nodes_;
    const std::vector<char>& has_home_;
    std::vector<int> last_read_;    // one a place in nodes_: the last place that reads its temporary, or −1
    std::vector<int> temporaries_;  // which place each one holds, or −1
    std::vector<FusedStep> steps_;
    bool writing_ = false, full_ = false;
};

}  // namespace

std::vector<FusedStep> fused_program(const Tape& tape, std::span<const int> nodes, const std::vector<char>& has_home) {
    return Writer(tape, nodes, has_home).write();
}

}  // namespace backstep
