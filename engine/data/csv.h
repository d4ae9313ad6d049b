#pragma once
// Labelled images as Kaggle's digit-recognizer has them: a header `label,pixel0,…,pixel783`, then an image a line,
// plain decimal integers. The pixels may also be counted from pixel1, or be named by row and column, `1x1,1x2,…`;
// without rows and columns the image is a square. Lines may end in CRLF, a byte order mark may come first, and the last
// line may be blank; everything else is an InputError that names the line and column.

#include <string>

#include "engine/data/dataset.h"

namespace backstep {

Dataset read_csv(const std::string& path);

}  // namespace backstep
