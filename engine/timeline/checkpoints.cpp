#include "engine/timeline/checkpoints.h"

#include <algorithm>
#include <cstdlib>
#include <new>
#include <stdexcept>

#include "engine/math/large_pages.h"

namespace backstep {
namespace {

constexpr std::size_t numbers_of_part = 32768;  // that one thread copies at a time
constexpr std::size_t large_page = 2 << 20;     // bytes

std::size_t in_large_pages(std::size_t bytes) { return bytes / large_page * large_page; }

// The spacing with which a training of so many steps begins. Doubled again and again it ends where all of them just
// fit; beginning with 1 could end with almost twice that. And a copy of a large state takes longer than its step: those
// that would be thrown away again are not made.
long first_spacing(long steps, std::size_t capacity) {
    long spacing = steps / static_cast<long>(capacity) + 1;
    while (spacing > 63) spacing = (spacing + 1) / 2;
    return spacing;
}

// Calls visit(state) for each that is stored, in a fixed order.
template <class Net, class Visit>
void visit_states(Net& net, const Visit& visit) {
    const Optimizer kind = net.settings.optimizer.kind;
    for (auto* parameters : {&net.W, &net.b})
        for (auto& parameter : *parameters) {
            visit(parameter.value);
            if (kind == Optimizer::adam) visit(parameter.m);
            if (kind != Optimizer::sgd) visit(parameter.v);
        }
}

// All numbers 0.
Mlp empty_network(const MlpSettings& settings) {
    Mlp net;
    net.settings = settings;
    for (std::size_t l = 1; l < settings.layers.size(); ++l) {
        net.W.push_back(parameter_of(Matrix(settings.layers[l], settings.layers[l - 1])));
        net.b.push_back(parameter_of(Matrix(settings.layers[l], 1)));
    }
    return net;
}

}  // namespace

// What is behind the last whole large page stays in small ones: it need not be filled.
double* Unfilled::allocate(std::size_t count) {
    if (count > static_cast<std::size_t>(-1) / 2 / sizeof(double)) throw std::bad_alloc();
    const std::size_t bytes = count * sizeof(double), whole = in_large_pages(bytes);
    void* const memory =
        whole ? std::aligned_alloc(large_page, in_large_pages(bytes + large_page - 1)) : std::malloc(bytes);
    if (!memory) throw std::bad_alloc();
    ask_for_large_pages(memory, whole);
    return static_cast<double*>(memory);
}

void Unfilled::deallocate(double* numbers, std::size_t) noexcept { std::free(numbers); }

StateNumbers numbers_of(const Mlp& net, Compute& compute) {
    StateNumbers numbers;
    read_numbers(numbers, net, compute);
    return numbers;
}

void read_numbers(StateNumbers& numbers, const Mlp& net, Compute& compute) {
    numbers.resize(bytes_of_state(net.settings) / sizeof(double));
    struct Part {
        const double* from;
        double* to;
        std::size_t count;
    };
    std::vector<Part> parts;
    double* to = numbers.data();
    visit_states(net, [&](const State& state) {
        const std::vector<double>& from = state.matrix.values;
        for (std::size_t first = 0; first < from.size(); first += numbers_of_part, to += parts.back().count)
            parts.push_back({from.data() + first, to, std::min(numbers_of_part, from.size() - first)});
    });
    compute.pool.run(static_cast<int>(parts.size()), [&](int index, int) {
        const Part& part = parts[static_cast<std::size_t>(index)];
        std::copy_n(part.from, part.count, part.to);
    });
}

std::size_t bytes_of_state(const MlpSettings& settings) {
    std::size_t numbers = 0;
    for (std::size_t l = 1; l < settings.layers.size(); ++l)
        numbers +=
            static_cast<std::size_t>(settings.layers[l]) * (static_cast<std::size_t>(settings.layers[l - 1]) + 1);
    const Optimizer kind = settings.optimizer.kind;
    return numbers * (kind == Optimizer::adam ? 3 : kind == Optimizer::sgd ? 1 : 2) * sizeof(double);
}

void write_numbers(Mlp& net, const StateNumbers& numbers) {
    if (numbers.size() * sizeof(double) != bytes_of_state(net.settings))
        throw std::logic_error("write_numbers: the numbers are those of a network of another kind");
    auto next = numbers.begin();
    visit_states(net, [&](State& state) {
        const auto end = next + static_cast<long>(state.matrix.size());
        std::copy(next, end, state.matrix.values.begin());
        state.finite = false;
        next = end;
    });
}

Mlp network_of(const MlpSettings& settings, const StateNumbers& numbers) {
    Mlp net = empty_network(settings);
    write_numbers(net, numbers);
    return net;
}

Checkpoints::Checkpoints(std::size_t bytes, long first, long steps, std::size_t memory)
    : bytes_(bytes),
      first_(first),
      capacity_(std::max<std::size_t>(memory / bytes, 1)),
      spacing_(first_spacing(steps, capacity_)) {}

void Checkpoints::limit(std::size_t memory) {
    const std::lock_guard lock(mutex_);
    capacity_ = std::max<std::size_t>(memory / bytes_, 1);
    thin();
}

bool Checkpoints::wants(long step) const {
    const std::lock_guard lock(mutex_);
    return (step - first_) % spacing_ == 0 && !kept_.contains(step);
}

void Checkpoints::keep(long step, StateNumbers numbers) {
    const std::lock_guard lock(mutex_);
    kept_[step] = std::make_shared<const StateNumbers>(std::move(numbers));
    thin();
}

void Checkpoints::widen(long spacing) {
    const std::lock_guard lock(mutex_);
    if (spacing > spacing_) space_by(spacing);
}

void Checkpoints::space_by(long spacing) {
    spacing_ = spacing;
    std::erase_if(kept_, [&](const auto& kept) { return (kept.first - first_) % spacing_ != 0; });
}

void Checkpoints::thin() {
    while (kept_.size() > capacity_) space_by(2 * spacing_);
}

long Checkpoints::spacing() const {
    const std::lock_guard lock(mutex_);
    return spacing_;
}

std::size_t Checkpoints::memory() const {
    const std::lock_guard lock(mutex_);
    return kept_.size() * bytes_;
}

Checkpoints::Found Checkpoints::nearest(long step) const {
    const std::lock_guard lock(mutex_);
    auto after = kept_.upper_bound(step);
    if (after == kept_.begin()) return {};
    --after;
    return {after->first, after->second};
}

std::shared_ptr<Checkpoints> MemoryBudget::make_checkpoints(std::size_t bytes, long first, long steps) {
    const std::lock_guard lock(mutex_);
    std::erase_if(sharing_, [](const std::weak_ptr<Checkpoints>& other) { return other.expired(); });
    const std::size_t part = memory_ / (sharing_.size() + 1);
    for (const std::weak_ptr<Checkpoints>& sharer : sharing_)
        if (const std::shared_ptr<Checkpoints> alive = sharer.lock()) alive->limit(part);
    const auto checkpoints = std::make_shared<Checkpoints>(bytes, first, steps, part);
    sharing_.push_back(checkpoints);
    return checkpoints;
}

}  // namespace backstep
