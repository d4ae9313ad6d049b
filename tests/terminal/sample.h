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

bool has(const std::string& text, const std::string& part);

}  // namespace backstep
