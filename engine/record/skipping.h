#pragma once
// Where an update leaves a state as it is, to the bit: where the gradient is 0, W − α·dW/m is W. Most pixels at the
// edge of an image are 0 in all images of a batch, and so are their columns of dW.

#include "engine/record/tape.h"

namespace backstep {

// Whether an update is a state plus or minus nothing but multiples of `product`: then its scalars decide.
bool may_keep_state(const Tape& tape, int update, int product);
// Whether such an update keeps the state where `product` is +0, with the scalars of this tape.
bool keeps_state_where_zero(const Tape& tape, int update, int product);

}  // namespace backstep
