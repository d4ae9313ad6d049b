#include "tests/timeline/sample.h"

#include "engine/data/digits.h"

namespace backstep {

const Kernels& best_kernels() { return *available_kernels().front(); }

std::shared_ptr<const TrainingData> sample_data() {
    static const std::shared_ptr<const TrainingData> data =
        split(built_in_digits(370, 1), built_in_digits(50, 2), 300, 70);
    return data;
}

std::shared_ptr<TrainingData> own_sample_data() { return std::make_shared<TrainingData>(*sample_data()); }

TrainingPlan sample_plan(int epochs, int units) {
    TrainingPlan plan;
    plan.data = sample_data();
    plan.network.layers = {784, units, 10};
    plan.network.optimizer.kind = Optimizer::adam;
    plan.network.optimizer.learning_rate = 0.01;
    plan.batch_size = 32;
    plan.epochs = epochs;
    return plan;
}

std::shared_ptr<Timeline> untrained(int epochs, int units) {
    return std::make_shared<Timeline>(sample_plan(epochs, units), 3'000'000);
}

std::shared_ptr<Timeline> trained(TrainingPlan plan, long steps, std::size_t memory) {
    Computer computer;
    auto timeline = std::make_shared<Timeline>(std::move(plan), memory);
    timeline->advance(computer.compute, steps == 0 ? timeline->plan().steps() : steps);
    return timeline;
}

std::vector<std::uint64_t> hashes(const Timeline& timeline) {
    std::vector<std::uint64_t> result;
    timeline.visit_steps(1, timeline.trained(), [&](long, const StepRecord& record) {
        result.push_back(record.hash);
        return true;
    });
    return result;
}

}  // namespace backstep
