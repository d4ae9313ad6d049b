#pragma once
// What a recorder wrote down: every value of a run, in order, with where it came from. Plain data; reading only.

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/record/numbers.h"
#include "engine/record/tape.h"

namespace backstep {

// One value that came to be.
struct Event {
    int index = 0;  // place in Trace::events and Trace::values
    Name name;
    int version = 0;  // 0 for the first value of this name, then 1, 2 …
    Phase phase = Phase::forward;
    int step = 1;               // the training step in which it happened, from 1
    int node = 0;               // its formula: a node of Trace::tape
    int previous = -1;          // the event of the version before, or −1
    bool given = false;         // an input or a state as it was at the start: nothing computed it
    bool edited = false;        // one of its cells was set by hand, Trace::edits says which
    std::vector<int> operands;  // events it was computed from, each once, in the order of the formula
    SourceLine source;
    int layer() const { return name.layer; }
};

// A cell that was set by hand, to see what would follow: the value that `event` gives, wherever it came from.
struct Edit {
    int event = 0, row = 0, col = 0;
    double value = 0;
    friend bool operator==(const Edit&, const Edit&) = default;
};

// Of images whose pixels lie row by row in a column each.
struct ImageSize {
    int rows = 0, cols = 0;
};

struct Trace {
    Tape tape;
    std::vector<Event> events;
    std::vector<RecordedValue> values;   // one an event
    std::vector<Edit> edits;             // those that took effect
    std::shared_ptr<const void> source;  // of the images among the values; empty if its owner outlives the trace
    long steps_before = 0;               // of the training: they have made the parameters with which it begins,
    long steps_remembered = 0;           // and so many of them, the last ones, what the optimizer remembers
    ImageSize images;                    // of those images, if whoever gave them has said so
    std::uint64_t serial = 0;            // of this recording: no other that this process takes has the same

    Numbers value(int event) const { return values[static_cast<std::size_t>(event)]; }
    Numbers value(const Event& event) const { return value(event.index); }
    // Of an event that is no batch of images, as only inputs are. Throws std::logic_error for one.
    const Matrix& matrix(int event) const;
    const Matrix& matrix(const Event& event) const { return matrix(event.index); }
};

// Was this cell of the event's value set by hand?
bool set_by_hand(const Trace& trace, int event, int row, int col);

// How the images lie in a value with so many rows: as the trace says, or else as squares of at least 8×8 pixels. Empty
// if they cannot.
std::optional<ImageSize> image_size(const Trace& trace, int rows);

// The event that `text` means: an index "17", a name "dW[2]" (its last version among the first `before` events, or, if
// there is none, its first version anywhere) or a version of a name "W[1]@0". Empty if there is none.
std::optional<int> find_event(const Trace& trace, std::string_view text, int before);

}  // namespace backstep
