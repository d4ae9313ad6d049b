#pragma once
// Matrices as text that spreadsheets and programs read.

#include <string>

#include "engine/record/trace.h"

namespace backstep {

// A line for each row, numbers with commas between, each the shortest that reads back to the same bits (at most 17
// digits).
std::string csv_text(const Numbers& numbers);

// A name for a file: "dW_2", "mhatW_1"; letters, digits and _ only.
std::string file_name(const std::string& value);

}  // namespace backstep
