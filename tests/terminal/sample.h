#pragma once
// A debugger over strings, on a small lesson of the tests' own: 3 inputs, 5 units, 7 examples.

#include <sstream>
#include <string>

#include "viewer/terminal/terminal.h"

namespace backstep {

struct Sample {
    Pool pool{1};
    Compute compute{*available_kernels().front(), pool};
    Session session;
    std::ostringstream out;
    Terminal terminal{session, out, {}};

    Sample();
    std::string after(const std::string& line);    // does the line, gives what it printed
    std::string refusal(const std::string& line);  // what the InputError says; "" if there was none
};

// The same on a small training: 784-7-10 on 52 built-in digits, batches of 13, so 4 steps an epoch, 3 epochs.
struct TrainingSample : Sample {
    TrainingSample();
    const Timeline& timeline() const { return *session.timelines.timeline(); }
};

bool has(const std::string& text, const std::string& part);

}  // namespace backstep
