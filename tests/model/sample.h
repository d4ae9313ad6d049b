#pragma once
// A small lesson of the tests' own: 3 inputs, 5 units, 2 outputs, 7 examples, two steps on the same batch. Its knobs
// choose the optimizer and can make it fail.

#include "viewer/model/session.h"

namespace backstep {

struct Sample {
    Pool pool{1};
    Compute compute{*available_kernels().front(), pool};
    Session session;

    Sample();  // the lesson is open, at position 0
};

// Two lessons: 1 is the small one, 2 records nothing but one number.
std::vector<Lesson> sample_lessons();

// Open on a lesson of these statements, without knobs or digits.
Session session_on(Sample& sample, void (*run)(Recorder& step, const Knobs& knobs, const Dataset& digits));

// A matrix of numbers that are all different and not round.
Matrix numbers(int rows, int cols, double start);

}  // namespace backstep
