#pragma once
// A gradient proves itself: the number it is the slope for is nudged up and down by hand, everything behind it is
// computed again, and the difference of the two losses is compared with what backpropagation has recorded.

#include <string>
#include <vector>

#include "engine/network/gradient_check.h"
#include "viewer/model/session.h"

namespace backstep {

struct GradientProof {
    std::string gradient, nudged;  // "dW[1](3,407)", "W[1](3,407)"
    std::string loss;              // what it is the slope of: "J"
    Probe probe;                   // engine/network/gradient_check.h
    double factor = 1;             // of a gradient per example: the number of examples
    double digits = 0;             // to how many digits the two agree, at most 16
};

// Can this cell be asked? It has to be of a gradient, a value dV[l] after a value V[l] of the same shape and a loss.
bool can_prove(const Session& session, const CellRef& cell);

// Runs the step, or the lesson, twice more. Throws InputError for a cell that cannot be asked.
GradientProof prove_gradient(const Session& session, const CellRef& cell);

// The proof as it is read: both losses, what they give, what was recorded; then the verdict in a sentence.
struct ProofLine {
    std::string what;
    double number = 0;
};
std::vector<ProofLine> lines_of(const GradientProof& proof);
std::string verdict(const GradientProof& proof);

}  // namespace backstep
