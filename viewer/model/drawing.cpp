#include "viewer/model/drawing.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/data/centred.h"
#include "engine/data/picture.h"

namespace backstep {

void Drawing::line(const PenSpot& from, const PenSpot& to, bool eraser) {
    Sheet touched;
    touched.draw(from, to);
    for (int row = 0; row < side; ++row)
        for (int col = 0; col < side; ++col) {
            double& ink = sheet_(row, col);
            ink = eraser ? std::min(ink, 1 - touched.ink(row, col)) : std::max(ink, touched.ink(row, col));
        }
    picture_.reset();
    note_.clear();
    ++version_;
}

void Drawing::clear() {
    sheet_ = Matrix(side, side);
    picture_.reset();
    note_.clear();
    ++version_;
}

void Drawing::open(const std::string& path) {
    Picture picture = read_png(path);
    sheet_ = fitted(picture.ink);
    note_ = fmt::format("{}: {}×{} pixels, ", path.substr(path.rfind('/') + 1), picture.ink.cols, picture.ink.rows);
    note_ += picture.inverted ? "dark on light, so it is inverted" : "light on dark, as it is";
    picture_ = std::move(picture.ink);
    ++version_;
}

bool Drawing::empty() const {
    return std::all_of(sheet_.values.begin(), sheet_.values.end(), [](double ink) { return ink == 0; });
}

std::vector<std::uint8_t> Drawing::raw() const { return bytes_of(sheet_); }

std::vector<std::uint8_t> Drawing::centred() const {
    return bytes_of(backstep::centred(picture_ ? *picture_ : sheet_));
}

}  // namespace backstep
