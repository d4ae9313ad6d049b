#include "engine/record/sortings.h"

#include <algorithm>

namespace backstep {
namespace {

// Whether a product of the pass reads these images.
bool reads(const Tape& tape, const Schedule& schedule, const Pass& pass, int pixels) {
    return std::ranges::any_of(pass.nodes, [&](int i) {
        return is_pixel_product(tape, schedule.homes, i) && pixels_of(tape, i) == pixels;
    });
}

}  // namespace

// Passes come by stage, so the first that reads images is of the first stage that needs them.
Sortings::Sortings(const Tape& tape, const Schedule& schedule, int threads) : threads_(threads) {
    for (std::size_t p = 0; p < schedule.passes.size(); ++p)
        for (const int i : schedule.passes[p].nodes) {
            if (!is_pixel_product(tape, schedule.homes, i)) continue;
            const int pixels = pixels_of(tape, i), stage = schedule.passes[p].stage;
            if (std::ranges::any_of(images_, [&](const Images& images) { return images.node == pixels; })) continue;
            const auto readers = std::ranges::count_if(schedule.passes, [&](const Pass& pass) {
                return pass.stage == stage && reads(tape, schedule, pass, pixels);
            });
            Images& images = images_.emplace_back();
            images.node = pixels;
            images.stage = stage;
            if (schedule.passes[p].by_chunk && readers == 1) images.pass = static_cast<int>(p);
        }
}

const PixelGroups& Sortings::groups(int node) const {
    return std::ranges::find_if(images_, [node](const Images& images) { return images.node == node; })->groups;
}

void Sortings::before_stage(Compute& compute, int stage) {
    for (Images& images : images_)
        if (images.stage == stage && images.pass < 0)
            compute.pool.run(images.groups.chunks(), [&](int chunk, int) { sort(images, chunk); });
}

void Sortings::before_tile(std::size_t pass, int tile) {
    for (Images& images : images_)
        if (images.pass == static_cast<int>(pass)) sort(images, tile);
}

}  // namespace backstep
