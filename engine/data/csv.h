#pragma once
// The training file of Kaggle's digit-recognizer: a header `label,pixel0,…,pixel783`, then an image a line, plain
// decimal integers. Lines may end in CRLF, a byte order mark may come first, and the last line may be blank;
// everything else is an InputError that names the line and column.

#include <string>

#include "engine/data/dataset.h"

namespace backstep {

Dataset read_csv(const std::string& path);

}  // namespace backstep
