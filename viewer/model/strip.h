#pragma once
// The whole recording in one line: its events by step and phase, and which of them have happened.

#include <string>
#include <vector>

#include "viewer/model/session.h"

namespace backstep {

enum class Moment { done, current, future };

struct StripEvent {
    int event = 0;     // clicking it goes to position event + 1
    std::string name;  // "dW[2]"
    int version = 0;
    bool given = false;
    Moment moment = Moment::future;
};

// The events of one phase of one training step, side by side.
struct StripGroup {
    Phase phase = Phase::forward;
    int step = 1;
    std::string title;               // "forward"
    Moment moment = Moment::future;  // current: the current event is in it; done: all of it has happened
    std::vector<StripEvent> events;
};

struct StripView {
    std::vector<StripGroup> groups;
    int steps = 0;  // training steps in the recording
    int position = 0, count = 0;
};

StripView strip_view(const Session& session);

// The transport buttons and the line beside them.
struct TransportView {
    bool can_go_forward = false, can_go_back = false;
    bool playing = false;
    double events_per_second = 2;
    std::string where;  // "event 17 of 23: dW[2], backward"; "before the first of 23 events"; with several steps: "…,
                        // step 2 of 5"
};

TransportView transport_view(const Session& session);

}  // namespace backstep
