#include "engine/data/pen.h"

#include <algorithm>
#include <cmath>

namespace backstep {
namespace {

// The pixels in which low and high are, as far as they are on the sheet. Clamped before it becomes an integer, so that
// no number is too large for one.
int first_pixel(double low) { return static_cast<int>(std::clamp(low, 0.0, static_cast<double>(Sheet::side))); }
int last_pixel(double high) { return static_cast<int>(std::clamp(high, -1.0, Sheet::side - 1.0)); }

}  // namespace

void Sheet::draw(const PenSpot& from, const PenSpot& to) {
    // The middle of a pixel is inked less than half a pixel beyond the pen: never outside the pixels the pen is over.
    const double reach = std::max(from.radius, to.radius);
    const double dx = to.x - from.x, dy = to.y - from.y, length_squared = dx * dx + dy * dy;
    const double along = length_squared > 1e-12 ? 1 / length_squared : 0;
    const int top = first_pixel(std::min(from.y, to.y) - reach), bottom = last_pixel(std::max(from.y, to.y) + reach);
    const int left = first_pixel(std::min(from.x, to.x) - reach), right = last_pixel(std::max(from.x, to.x) + reach);
    for (int row = top; row <= bottom; ++row) {
        for (int col = left; col <= right; ++col) {
            // The nearest place of the line to the middle of the pixel, as a share of its length.
            const double px = col + 0.5 - from.x, py = row + 0.5 - from.y;
            const double share = std::clamp((px * dx + py * dy) * along, 0.0, 1.0);
            const double away_x = px - share * dx, away_y = py - share * dy;
            const double radius = from.radius + share * (to.radius - from.radius);
            const double distance_squared = away_x * away_x + away_y * away_y, edge = radius + 0.5;
            if (distance_squared >= edge * edge) continue;
            const double covered = edge - std::sqrt(distance_squared);
            double& ink = ink_[static_cast<std::size_t>(row * side + col)];
            ink = std::max(ink, std::min(covered, 1.0));
        }
    }
}

}  // namespace backstep
