#pragma once
// Two timelines at the same step: what differs between the two recordings of it, value by value, and for one cell.

#include <optional>
#include <string>
#include <vector>

#include "viewer/model/session.h"

namespace backstep {

// A value that both recordings have, with cells that differ.
struct ComparedValue {
    std::string name;  // "dW[2]"; of a parameter as it was before the update "W[2]@0"
    Phase phase = Phase::forward;
    int event = 0, other = 0;  // in the session's recording, and in the one beside
    double largest = 0;        // difference of a cell; infinite where the shapes differ
    double share = 0;          // of it in the largest numbers of both, added: 0 … 1, whatever the size of the numbers
    int row = 0, col = 0;      // of that cell
};

struct CompareView {
    std::vector<ComparedValue> changed;  // the largest share first
    int same = 0;                        // values that are the same to the last bit
    int only_here = 0, only_beside = 0;  // values that one recording has alone
};

// Something to compare with that one click makes: a knob of the session with another value.
struct ForkOffer {
    std::string text;  // "Fork with Momentum", "Fork with learning rate 0.125"
    Fork fork;
};

// The other optimizers, where the lesson lets choose them; a learning rate of a quarter, and four times as large.
std::vector<ForkOffer> fork_offers(const Session& session);

// The step of the session, recorded on the timeline beside it. Null, with `why` in words, where there is none: no
// timeline stands beside, or it has not come that far. Takes as long as going to a step.
std::shared_ptr<const Trace> beside_trace(const Session& session, std::string& why);

// Takes some ms for a large network: call it when one of the recordings changes, not in every frame.
CompareView compare_view(const Trace& here, const Trace& beside);

// The event in `beside` of the same name and version; empty if there is none.
std::optional<int> matching_event(const Trace& here, int event, const Trace& beside);

// One line of what happens to a parameter's cell in a step.
struct ComparedNumber {
    std::string name;                    // "gradient dW[1]", "vW[1]", "step of W[1]", "W[1] after it"
    std::optional<double> here, beside;  // empty where the optimizer has no such value
};

struct ComparedCell {
    std::string name;  // "W[1](3,407)"; empty: the cell belongs to no parameter
    std::vector<ComparedNumber> numbers;
};

// For a cell of W[l], dW[l] or a moment of it (or of b[l]): its gradient, what the optimizer remembers, and its step.
ComparedCell compared_cell(const Trace& here, const Trace& beside, CellRef cell);

}  // namespace backstep
