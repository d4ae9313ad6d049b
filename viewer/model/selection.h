#pragma once
// Which number is to be explained, when it is not clicked but named, or gone to from the one beside it.

#include <optional>
#include <string_view>

#include "viewer/model/session.h"

namespace backstep {

// The number beside the one that is explained, in the direction in which the current equation shows it (a transpose's
// rows are columns), as far as there is one; without one the largest in magnitude of the
// current value. Nothing before the first event.
std::optional<CellRef> cell_beside(const Session& session, int down, int right);

// "dW[2](3,7)", with the value's name as event_named() takes it. Nothing if the text has not this form, or there is no
// such number.
std::optional<CellRef> cell_named(const Session& session, std::string_view text);

}  // namespace backstep
