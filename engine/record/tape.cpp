#include "engine/record/tape.h"

namespace backstep {

int Tape::append(Node node) {
    nodes.push_back(node);
    names.emplace_back();
    events.push_back(-1);
    return static_cast<int>(nodes.size()) - 1;
}

int Tape::append_scalar(Scalar scalar) {
    scalars.push_back(scalar);
    return static_cast<int>(scalars.size()) - 1;
}

void Tape::clear() {
    nodes.clear();
    names.clear();
    events.clear();
    scalars.clear();
}

}  // namespace backstep
