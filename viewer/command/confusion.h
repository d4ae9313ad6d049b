#pragma once
// What a network takes each digit for.

#include <string>
#include <vector>

#include "engine/timeline/timeline.h"

namespace backstep {

// Of the test images, with the network as it is now at the end of what is trained. Throws ReplayError.
Matrix test_confusion(const Timeline& timeline, Compute& compute);

// What confusion_matrix (lessons/results.h) gives, as a table with a row for each label: its counts, their sum, and the share that is right. Nothing without images.
std::string confusion_text(const Matrix& confusion);

}  // namespace backstep
