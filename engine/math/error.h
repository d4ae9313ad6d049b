#pragma once
// The two errors of the project. A broken contract is a ShapeError (or std::logic_error); bad input is an InputError,
// which the programs print and answer with exit status 2.

#include <stdexcept>
#include <string>

namespace backstep {

// Shapes that do not fit. The text names the operation, both operands, both shapes, and what would fit.
class ShapeError : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

// Input that cannot be used. The text says where it is, what was found there, and what to do about it:
// "train.csv line 7: pixel 12 is 256, expected 0 to 255; remove the line or correct the number".
class InputError : public std::runtime_error {
public:
    InputError(const std::string& place, const std::string& finding, const std::string& remedy)
        : std::runtime_error(place + ": " + finding + "; " + remedy) {}
};

}  // namespace backstep
