#pragma once
// The images that a plan's products read without zeros, and when their lists are made. If a pass works chunk by chunk
// and is the only one of its stage that reads them, a chunk is sorted at the beginning of its tile, and is then in the
// cache of the thread that needs it; else all chunks are sorted before the stage. What is sorted stays so for the
// stages that follow, and for the next run if it has the same images.

#include <vector>

#include "engine/math/compute.h"
#include "engine/math/pixel_groups.h"
#include "engine/record/schedule.h"

namespace backstep {

class Sortings {
public:
    // For batches that so many threads share.
    Sortings(const Tape& tape, const Schedule& schedule, int threads);

    // Before a run: batch_of(node) is the batch that an input of images reads in it.
    template <class BatchOf>
    void prepare(const BatchOf& batch_of) {
        for (Images& images : images_) {
            images.batch = batch_of(images.node);
            images.groups.prepare(*images.batch, threads_);
        }
    }
    const PixelGroups& groups(int node) const;

    void before_stage(Compute& compute, int stage);
    void before_tile(std::size_t pass, int tile);

private:
    struct Images {
        int node = -1, stage = 0;
        int pass = -1;  // that sorts them in its tiles, or −1
        const PixelBatch* batch = nullptr;
        PixelGroups groups;
    };
    static void sort(Images& images, int chunk) {
        if (!images.groups.sorted(chunk)) images.groups.sort(*images.batch, chunk);
    }

    int threads_;
    std::vector<Images> images_;
};

}  // namespace backstep
