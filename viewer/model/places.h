#pragma once
// Places of the cursor: where one can go back to, as in a browser, and bookmarks. They are kept as names, not as
// numbers of events, so that they outlast a turned knob.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viewer/model/step_image.h"

namespace backstep {

struct Place {
    std::string lesson;  // its slug; empty: the list of lessons
    // Those that were turned, when the training began or the lesson ran: "optimizer=adam"; unset: not known.
    std::optional<std::vector<std::string>> knobs;
    int timeline = 0;
    std::uint64_t fork = 0;  // what it is a fork of, and with what (fork_fingerprint); 0: it is none, or not known
    long step = 0;           // of the training; 0: the lesson has none
    std::string value;       // "dW[2]", "W[1]@1": the current one; empty: before everything
    // The image that is stepped through there; null: the training is. And whether the network reads it that the step
    // has left, or the one that it found.
    std::shared_ptr<const StepImage> image;
    bool after = false;
};
// The same lesson, timeline, step, image and value.
bool same_place(const Place& one, const Place& other);
// The same image through the same network, or both none.
bool same_image(const Place& one, const Place& other);

struct Places {
    std::vector<Place> back, forward;         // the last one is the next to go to
    std::vector<Place> bookmarks;             // in the order in which they were set
    bool keep = false;                        // a lesson opens where it was left, and its training is kept (parked.h)
    std::map<std::string, std::string> last;  // by slug, as place_text() has them
    std::optional<Place> waiting;             // where the lesson was left, as long as that has to be trained again
};

// "dW[2]", "step 2731 dW[1]", "timeline 2 9ae0… step 17 J", "start": without the lesson; and back. An image follows
// with its label, its pixels and its title: "step 2731 Z[2] in image 7 before 00ff… test image 12"; one that cannot be
// read is left out.
// Knobs that are known come first: "knobs optimizer=adam,seed=2 step 7 J", "knobs usual step 7 J".
std::string place_text(const Place& place);
Place without_knobs(Place place);
Place place_from_text(const std::string& lesson, const std::string& text);

}  // namespace backstep
