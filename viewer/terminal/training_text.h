#pragma once
// What is printed about a training, by the debugger and by `backstep train`.

#include <iosfwd>
#include <string>

#include "engine/timeline/timeline.h"

namespace backstep {

// What is trained, on what, and how: a few lines.
std::string plan_text(const TrainingPlan& plan);

// The columns of the lines below.
std::string epoch_header();
// "    3   0.1234   96.12%   95.80%   95.93%     0.41": loss, accuracies and seconds. "–" where there are no images.
std::string epoch_line(const EpochRecord& epoch);

// How far it has come: "[████······] epoch 3 of 10, batch 12 of 469, loss 0.1234".
std::string progress_text(const Timeline& timeline);

// "epoch 3 batch 12"
std::string step_text(const Timeline& timeline, long step);

// A line on a terminal that is drawn over and over; on anything else nothing is drawn.
class ProgressLine {
public:
    ProgressLine(std::ostream& out, bool is_terminal) : out_(out), is_terminal_(is_terminal) {}
    void show(const std::string& text);
    void clear();  // before something else is printed

private:
    std::ostream& out_;
    bool is_terminal_, shown_ = false;
};

}  // namespace backstep
