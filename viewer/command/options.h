#pragma once
// What the command line says.

#include <optional>
#include <string>
#include <vector>

#include "engine/timeline/timeline.h"
#include "viewer/command/window_command.h"
#include "viewer/model/train_options.h"

namespace backstep {

// Of all commands that run a lesson.
struct RunOptions {
    std::string lesson;  // "5", "backpropagation"; empty: the list of lessons
    std::optional<std::string> data;
    std::vector<std::string> knobs;        // "optimizer=adam", in order
    int threads = 0;                       // 0: one a processor
    std::string kernels;                   // empty: the fastest that this machine can run
    int memory = usual_memory / megabyte;  // MB, for the checkpoints of a training
};

struct Options {
    RunOptions run;
    bool json = false;
    std::optional<std::string> at;  // view, export: where to go first
    std::string export_file;
    std::optional<std::string> csv;  // export: the one value to write, as CSV
    TrainOptions train;
    WindowRequest window;
};

}  // namespace backstep
