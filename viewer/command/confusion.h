#pragma once
// What a network takes each digit for.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/timeline/timeline.h"

namespace backstep {

// counts[label][class]: how many images with this label are given this class.
using Confusion = std::vector<std::vector<long>>;

Confusion confusion(std::span<const std::uint8_t> labels, std::span<const int> classes, int count);

// Of the test images, with the network as it is now at the end of what is trained. Throws ReplayError.
Confusion test_confusion(const Timeline& timeline, Compute& compute);

// As a table, with a row for each label: its counts, their sum, and the share that is right. Nothing without images.
std::string confusion_text(const Confusion& confusion);

}  // namespace backstep
