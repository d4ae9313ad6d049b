#include "engine/record/schedule.h"

#include <algorithm>

#include "engine/math/pixel_groups.h"
#include "engine/record/skipping.h"
#include "engine/record/summary.h"

namespace backstep {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// About so many numbers of the tallest node are in a tile: some ten slots of a tile then fit in the first cache.
constexpr int tile_numbers = 1024;
// A pass of many columns has at least so many tiles, to be shared out evenly.
constexpr int least_tiles = 16;
constexpr std::size_t longest_group = 32;

class Scheduler {
public:
    Scheduler(const Tape& tape, int threads)
        : tape_(tape),
          threads_(threads),
          count_(static_cast<int>(tape.nodes.size())),
          stages_(stages_of(tape)),
          stored_(tape.nodes.size(), 0),
          joined_(tape.nodes.size(), 0) {
        schedule_.homes.assign(tape.nodes.size(), Home::nowhere);
        schedule_.slots.assign(tape.nodes.size(), -1);
        schedule_.gathered.assign(tape.nodes.size(), FusedCode::none);
        schedule_.on_the_way.assign(tape.nodes.size(), 0);
        for (int i = 0; i < count_; ++i)
            if (is_summarised(i)) schedule_.gathered[at(i)] = gathering(node(i).summarised, false);
        schedule_.check_finite.assign(tape.nodes.size(), 0);
    }

    Schedule make() {
        make_passes();
        find_stored();
        give_homes();
        find_finite_checks();
        for (Pass& pass : schedule_.passes) {
            cut_into_jobs(pass);
            give_slots(pass);
            cut_into_tiles(pass);
            hash_whole_places(pass);
            find_skipping(pass);
        }
        return std::move(schedule_);
    }

private:
    const Node& node(int i) const { return tape_.nodes[at(i)]; }
    bool computed(int i) const { return stages_.computed(tape_, i); }
    int stage_of(int i) const { return stages_.stages[at(i)]; }
    int pass_of(int i) const { return stages_.passes[at(i)]; }

    template <class Visit>
    void each_operand(int i, const Visit& visit) const {
        const Operands operands = operands_of(tape_, i);
        for (int k = 0; k < operands.count; ++k) visit(operands.nodes[k], operands.reaches[k]);
    }

    void make_passes() {
        schedule_.passes.resize(at(stages_.pass_count));
        for (int i = 0; i < count_; ++i) {
            if (!computed(i)) continue;
            Pass& pass = schedule_.passes[at(pass_of(i))];
            pass.stage = stage_of(i);
            pass.cols = node(i).cols;
            pass.nodes.push_back(i);
            pass.work += work_of(tape_, i);
        }
    }

    void find_stored() {
        for (int i = 0; i < count_; ++i) {
            if (!computed(i)) continue;
            if (node(i).updates >= 0 || node(i).wanted) stored_[at(i)] = 1;
            each_operand(i, [&](int operand, Reach reach) {
                if (reach == Reach::whole || pass_of(operand) != pass_of(i)) stored_[at(operand)] = 1;
            });
        }
    }

    // A new state may overwrite the old one if all other readers of the old one are done: they are in earlier stages,
    // or earlier in the same pass, where they read the same tile.
    bool may_overwrite_state(int i) const {
        for (int reader = 0; reader < count_; ++reader) {
            if (!computed(reader)) continue;
            const Operands operands = operands_of(tape_, reader);
            for (int k = 0; k < operands.count; ++k) {
                if (operands.nodes[k] != node(i).updates || stage_of(reader) < stage_of(i)) continue;
                if (pass_of(reader) != pass_of(i) || operands.reaches[k] == Reach::whole || reader > i) return false;
            }
        }
        return true;
    }

    void give_homes() {
        for (int i = 0; i < count_; ++i) {
            if (!stages_.live[at(i)]) continue;
            Home& home = schedule_.homes[at(i)];
            if (node(i).op == Op::pixels)
                home = Home::pixels;
            else if (is_given(node(i).op))
                home = Home::given;
            else if (stored_[at(i)])
                home = node(i).updates >= 0 && !node(i).wanted && may_overwrite_state(i) ? Home::state : Home::memory;
        }
        // Images that are read in another way than by a product need their zeros.
        for (int i = 0; i < count_; ++i) {
            if (!computed(i)) continue;
            const Operands operands = operands_of(tape_, i);
            for (int k = 0; k < operands.count; ++k)
                if (const int o = operands.nodes[k]; node(o).op == Op::pixels && (node(i).op != Op::product || k == 0))
                    schedule_.homes[at(o)] = Home::memory;
        }
    }

    void find_finite_checks() {
        for (int i = 0; i < count_; ++i)
            if (computed(i) && is_pixel_product(tape_, schedule_.homes, i))
                schedule_.check_finite[at(node(i).left)] = 1;
        for (int i = 0; i < count_; ++i)
            if (computed(i) && node(i).updates >= 0)
                schedule_.check_finite[at(i)] = schedule_.check_finite[at(node(i).updates)];
    }

    // Neighbours that can be fused and have one shape become one program.
    void cut_into_jobs(Pass& pass) {
        for (std::size_t k = 0; k < pass.nodes.size();) {
            std::size_t end = k;
            while (end < pass.nodes.size() && end - k < longest_group &&
                   operation(node(pass.nodes[end]).op).fused != FusedCode::none &&
                   node(pass.nodes[end]).rows == node(pass.nodes[k]).rows)
                ++end;
            const std::span<const int> group(pass.nodes.data() + k, end > k + 1 ? end - k : 1);
            if (group.size() == 1 || !add_program(pass, group))
                for (const int i : group) add_node(pass, i);
            k += group.size();
        }
    }

    void add_node(Pass& pass, int i) {
        if (joined_[at(i)]) return;
        Job job;
        job.node = i;
        job.results = {i};
        if (node(i).op == Op::softmax) job.losses = losses_beside(pass, i);
        if (job.losses >= 0) {
            job.results.push_back(job.losses);
            joined_[at(job.losses)] = 1;
        }
        for (const int result : job.results)
            if (schedule_.homes[at(result)] == Home::nowhere) schedule_.homes[at(result)] = Home::slot;
        pass.jobs.push_back(std::move(job));
    }

    // Not a new state: when that is written had been decided for the place where it stands.
    int losses_beside(const Pass& pass, int softmax) const {
        for (const int i : pass.nodes)
            if (i > softmax && node(i).op == Op::cross_entropy && node(i).left == node(softmax).left &&
                is_given(node(node(i).right).op) && node(i).updates < 0 && !joined_[at(i)])
                return i;
        return -1;
    }

    bool is_summarised(int i) const { return node(i).summarised != Summarised::no; }
    // Whether a program can summarise a node on the way. With fewer rows it would be slower than after it.
    bool may_gather(int i) const { return node(i).rows % SummaryLanes::lanes == 0 && node(i).rows >= 64; }

    FusedCode gathering_of(int i) const {
        if (!is_summarised(i) || !may_gather(i)) return FusedCode::none;
        return gathering(node(i).summarised, node(i).updates >= 0, corrected_into(tape_, i) >= 0);
    }

    bool add_program(Pass& pass, std::span<const int> group) {
        std::vector<char> has_home(at(count_), 0);
        std::vector<FusedCode> gathered(at(count_), FusedCode::none);
        for (int i = 0; i < count_; ++i)
            has_home[at(i)] = schedule_.homes[at(i)] != Home::nowhere || (is_summarised(i) && !may_gather(i));
        for (const int i : group) gathered[at(i)] = gathering_of(i);
        for (const int reader : pass.nodes) {
            if (std::find(group.begin(), group.end(), reader) != group.end()) continue;
            const Operands operands = operands_of(tape_, reader);
            for (int k = 0; k < operands.count; ++k) has_home[at(operands.nodes[k])] = 1;
        }
        Job job;
        job.program = fused_program(tape_, group, has_home, gathered);
        if (job.program.empty()) return false;
        for (const int i : group) {
            if (!gathers(gathered[at(i)])) continue;
            schedule_.gathered[at(i)] = gathered[at(i)];
            schedule_.on_the_way[at(i)] = job.by_columns = true;
        }
        job.shape = group[0];
        for (const int i : group) {
            if (!has_home[at(i)]) continue;
            if (schedule_.homes[at(i)] == Home::nowhere) schedule_.homes[at(i)] = Home::slot;
            job.results.push_back(i);
        }
        pass.jobs.push_back(std::move(job));
        return true;
    }

    template <class Visit>
    void reads_of_job(const Job& job, const Visit& visit) const {
        for (const FusedStep& step : job.program)
            if (step.node >= 0 && step.code != FusedCode::store) visit(step.node);
        for (const int i : {job.node, job.losses}) {
            if (i < 0) continue;
            const Operands operands = operands_of(tape_, i);
            for (int k = 0; k < operands.count; ++k) visit(operands.nodes[k]);
        }
    }

    void give_slots(Pass& pass) {
        std::vector<int> last_job(at(count_), -1), free;
        for (std::size_t j = 0; j < pass.jobs.size(); ++j)
            reads_of_job(pass.jobs[j], [&](int o) { last_job[at(o)] = static_cast<int>(j); });
        std::vector<int>& slots = schedule_.slots;
        for (std::size_t j = 0; j < pass.jobs.size(); ++j) {
            for (const int i : pass.jobs[j].results) {
                if (schedule_.homes[at(i)] != Home::slot) continue;
                if (free.empty()) free.push_back(pass.slots++);
                slots[at(i)] = free.back();
                free.pop_back();
            }
            for (const int i : pass.nodes)
                if (slots[at(i)] >= 0 && last_job[at(i)] == static_cast<int>(j)) free.push_back(slots[at(i)]);
        }
    }

    // What W·X of a chunk loads of W serves all its images, so there the tile is the chunk.
    void cut_into_tiles(Pass& pass) const {
        int tallest = 1, step = 1;
        for (const int i : pass.nodes) {
            tallest = std::max(tallest, node(i).rows);
            if (!is_pixel_product(tape_, schedule_.homes, i)) continue;
            if (reads_through_transpose(tape_, node(i)))
                step = PixelIndex::group_pixels;
            else
                pass.by_chunk = true;
        }
        const int fitting = std::max(1, tile_numbers / tallest), fair = std::max(1, pass.cols / least_tiles);
        pass.tile_cols = (std::min(fitting, fair) + step - 1) / step * step;
        if (pass.by_chunk) pass.tile_cols = PixelGroups::examples_in_chunk(pass.cols, threads_);
        pass.tiles = (pass.cols + pass.tile_cols - 1) / pass.tile_cols;
        // Slots begin on cache lines.
        pass.slot_size = (static_cast<long>(tallest) * pass.tile_cols + 7) / 8 * 8;
    }

    // What is summarised after its tile was computed can be hashed then, too, if the tile begins where a place does.
    void hash_whole_places(const Pass& pass) {
        for (const int i : pass.nodes) {
            const bool begins_places = pass.tiles == 1 || pass.tile_cols * node(i).rows % HashSums::words == 0;
            if (is_summarised(i) && node(i).updates >= 0 && begins_places && !schedule_.on_the_way[at(i)])
                schedule_.gathered[at(i)] = gathering(node(i).summarised, true);
        }
    }

    void find_skipping(Pass& pass) const {
        int product = -1;
        for (const int i : pass.nodes)
            if (is_pixel_product(tape_, schedule_.homes, i) && reads_through_transpose(tape_, node(i))) product = i;
        if (product < 0) return;
        for (const int i : pass.nodes)
            if (is_summarised(i) ||
                (stored_[at(i)] && (schedule_.homes[at(i)] != Home::state || !may_keep_state(tape_, i, product))))
                return;
        pass.skipping_product = product;
    }

    const Tape& tape_;
    int threads_;
    int count_;
    Stages stages_;
    std::vector<char> stored_;  // one a node: whether it is read after its tile is done
    std::vector<char> joined_;  // one a node: whether the job of another computes it
    Schedule schedule_;
};

}  // namespace

Schedule schedule_of(const Tape& tape, int threads) { return Scheduler(tape, threads).make(); }

int pixels_of(const Tape& tape, int index) {
    const Node& node = tape.nodes[at(index)];
    return reads_through_transpose(tape, node) ? tape.nodes[at(node.right)].left : node.right;
}

bool is_pixel_product(const Tape& tape, const std::vector<Home>& homes, int index) {
    return tape.nodes[at(index)].op == Op::product && homes[at(pixels_of(tape, index))] == Home::pixels;
}

}  // namespace backstep
