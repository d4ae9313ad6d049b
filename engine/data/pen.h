#pragma once
// Draws with a round pen onto a 28×28 sheet: each pixel is covered as far as the pen's edge has come over it.

#include <array>
#include <cstdint>

namespace backstep {

// Where the pen is, in pixels (pixel (0, 0) reaches from 0 to 1, its middle is 0.5), and half its width there.
struct PenSpot {
    double x = 0, y = 0, radius = 1;
};

class Sheet {
public:
    static constexpr int side = 28;

    // A straight line from spot to spot; outside the sheet it leaves no ink. Lines that overlap do not add up.
    void draw(const PenSpot& from, const PenSpot& to);

    // 0 (paper) to 1 (ink).
    double ink(int row, int col) const { return ink_[static_cast<std::size_t>(row * side + col)]; }

private:
    std::array<double, side * side> ink_{};
};

}  // namespace backstep
