#include "engine/record/tape.h"

namespace backstep {

void Tape::clear() {
    nodes.clear();
    names.clear();
    events.clear();
    scalars.clear();
}

}  // namespace backstep
