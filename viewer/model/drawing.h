#pragma once
// A digit that somebody draws, or opens from a picture: as it is, and made ready as those of MNIST were.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/data/pen.h"
#include "engine/math/matrix.h"

namespace backstep {

class Drawing {
public:
    static constexpr int side = Sheet::side;

    // A line with the pen, or with the eraser, which takes ink away.
    void line(const PenSpot& from, const PenSpot& to, bool eraser = false);
    void clear();
    // The picture in that file takes the place of what was drawn. Throws InputError, and keeps it, if it cannot.
    void open(const std::string& path);

    const Matrix& sheet() const { return sheet_; }  // 28×28, 0 … 1
    bool empty() const;
    const std::string& note() const { return note_; }  // what was done to a picture to open it
    long version() const { return version_; }          // another one after each change

    std::vector<std::uint8_t> raw() const;      // 784 pixels as they stand on the sheet
    std::vector<std::uint8_t> centred() const;  // engine/data/centred.h, from the whole picture if there is one

private:
    Matrix sheet_{side, side};
    std::optional<Matrix> picture_;  // as large as it was opened, until it is drawn on
    std::string note_;
    long version_ = 0;
};

}  // namespace backstep
