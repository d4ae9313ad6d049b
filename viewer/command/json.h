#pragma once
// Lessons and their runs for other programs.

#include <string>
#include <vector>

#include "viewer/model/session.h"

namespace backstep {

// An array: number, slug, title, idea, and the knobs with their ranges.
std::string lessons_json(const std::vector<Lesson>& lessons);

// An object: the lesson, its knobs as they stand, where the digits came from, and each event in order: index, name,
// version, phase, step, rows, cols, given, equation, shapes, file, line, max_abs, min, max, mean; `value` if it is a
// single number. NaN and infinities are null.
std::string run_json(const Session& session);

}  // namespace backstep
