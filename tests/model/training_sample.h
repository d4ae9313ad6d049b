#pragma once
// A small training of the tests' own: 784-7-10 on 52 built-in digits, batches of 13, so 4 steps an epoch, 3 epochs.

#include "viewer/model/session.h"

namespace backstep {

struct TrainingSample {
    Pool pool{1};
    Compute compute{*available_kernels().front(), pool};
    Session session;

    TrainingSample();  // the lesson is open, at step 1, position 0

    void train_to_the_end();  // and waits for it
    std::string state() const;  // where the session is, in words, to be compared
};

}  // namespace backstep
