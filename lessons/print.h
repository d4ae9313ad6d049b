#pragma once
// A lesson as text: its prose wrapped, its code, and after each line that has recorded something what it recorded, in
// the figures that the lesson's `//=>` lines speak of, measured in this run.

#include <string>

#include "lessons/document.h"
#include "lessons/lesson.h"

namespace backstep {

// `document` is the lesson's own, `trace` what a run of it recorded. What an optimizer records on the way to an update
// stands before that update, as "→ mW[2]@1 …". A `//=>` line away from the line that made its value says it again, as
// "= J.adam@3 …".
std::string printed(const Lesson& lesson, const Document& document, const Trace& trace);

// The knobs as help lists them: name, where it stands, range or choices, meaning.
std::string printed(const Knobs& knobs);

}  // namespace backstep
