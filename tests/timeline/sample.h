#pragma once
// A small training on the built-in digits: 300 images in batches of 32, so 10 steps an epoch and the last one smaller.

#include "engine/timeline/timeline.h"

namespace backstep {

const Kernels& best_kernels();

struct Computer {
    explicit Computer(int threads = 1) : pool(threads) {}
    Pool pool;
    Compute compute{best_kernels(), pool};
};

std::shared_ptr<const TrainingData> sample_data();
// The same images, to be spoiled by a test.
std::shared_ptr<TrainingData> own_sample_data();

// 784-units-10, ReLU, Adam. From 64 units on, the update of W[1] is summarised by the program that computes it.
TrainingPlan sample_plan(int epochs = 20, int units = 12);

// With a few checkpoints only.
std::shared_ptr<Timeline> untrained(int epochs = 20, int units = 12);

// It has been trained for `steps` steps (0: to its end), by one thread.
std::shared_ptr<Timeline> trained(TrainingPlan plan, long steps = 0, std::size_t memory = usual_memory);

// The hash after each step.
std::vector<std::uint64_t> hashes(const Timeline& timeline);

// Does `act` throw an E whose text contains all of `words`?
template <class E, class Act>
std::string missing_words(const Act& act, const std::vector<std::string>& words) {
    try {
        act();
    } catch (const E& error) {
        const std::string text = error.what();
        for (const std::string& word : words)
            if (text.find(word) == std::string::npos) return "'" + word + "' is not in: " + text;
        return "";
    }
    return "nothing was thrown";
}

}  // namespace backstep
