#pragma once
// How the nodes of a step are computed with recording off. This is the only place where it is decided what runs
// together and what gets memory; none of it changes a bit.
//
// A pass (engine/record/stages.h) runs TILE by tile, a few columns at a time: all its nodes for one tile, which stays
// in the first cache, before the next. Nodes get MEMORY only if another pass, an update or keep() reads them; the
// others live in a slot of the tile, or, if a fused program makes and reads them, in registers.

#include <vector>

#include "engine/record/fusion.h"
#include "engine/record/stages.h"

namespace backstep {

// Where the numbers of a node are.
enum class Home : char {
    nowhere,  // nobody reads them, or only the fused program that makes them
    given,    // an input or a state
    pixels,   // an input of images, read without zeros
    state,    // written over the state that they update
    memory,
    slot,
};

// What is done with a tile: one node, or a fused program.
struct Job {
    int node = -1;    // the operation to run; −1: the program
    int losses = -1;  // of a softmax: the cross-entropy of the same logits, which has use for the same exponentials
    std::vector<FusedStep> program;
    bool by_columns = false;   // the program runs column by column, for it summarises
    int shape = -1;            // a node of the shape of the program's
    std::vector<int> results;  // the nodes it gives a home to
};

struct Pass {
    int stage = 0, cols = 0;
    int tile_cols = 1, tiles = 0;
    long work = 0;  // about how many operations
    std::vector<int> nodes;
    std::vector<Job> jobs;
    int slots = 0;
    long slot_size = 0;
    bool by_chunk = false;  // a tile is a chunk of images, for W·X
    // A product dZ·Xᵀ with images, if where its columns are 0 all that the pass writes may stay as it is, as long as
    // keeps_state_where_zero() says so (engine/record/skipping.h).
    int skipping_product = -1;
};

struct Schedule {
    std::vector<Home> homes;          // one a node
    std::vector<int> slots;           // one a node: its slot in its pass, or −1
    std::vector<FusedCode> gathered;  // one a node: how it is summarised, or none
    std::vector<char> on_the_way;     // one a node: by the fused program that makes it; else after it
    std::vector<char> check_finite;   // one a node: whether it has to be known that no number is NaN or infinite
    std::vector<Pass> passes;         // by stage
};

// `threads` will share the tiles.
Schedule schedule_of(const Tape& tape, int threads);

// Whether a node is a product whose right factor is images, read without zeros.
bool is_pixel_product(const Tape& tape, const std::vector<Home>& homes, int node);
// The input of images that such a product reads.
int pixels_of(const Tape& tape, int node);

}  // namespace backstep
