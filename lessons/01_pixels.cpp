//: # 1. Pixels become columns
//: A network does not see digits. It sees columns of numbers. This chapter makes them: an image becomes a
//: column, a batch of images becomes a matrix, and a label becomes a column too.
//:
//: *How to read this book.* Each chapter is a program, and each step runs one line of it. The values that a
//: line makes stay where you can look at them. In the window, click a number to see where it came from; in
//: the terminal, type `explain`. Once in each chapter you read *Predict first*. Stop there, and say what you
//: expect. It does not matter whether you are right: having said it is what makes you notice.
#include "engine/data/batches.h"
#include "engine/network/gradient_check.h"
#include "lessons/catalogue.h"

namespace backstep {
namespace {

void run(Recorder& step, const Knobs& knobs, const Dataset& digits) {
    const int images = knobs.integer("batch_size");
    const auto seed = static_cast<std::uint64_t>(knobs.integer("seed"));
    const std::vector<int> picked = batch_indices(digits.count, images, seed, 0, 0);

    //: ## One image
    //: A grid of grey values, one byte each: zero for paper, and the more ink, the larger.
    const Value image = step.input("image", image_matrix(digits, picked[0]));
    //=> image 28×28   min 0   max 247   (10,12) 232

    //: *Predict first:* the grid is laid out as one long column, line after line. The pixel in line ten and
    //: column twelve is written above. (Lines, columns and rows count from zero, in this whole book.) In
    //: which row of the long column does it land?
    const Value pixels = step.record("pixels", flatten(image));
    //=> pixels 784×1   (291,0) 225   (292,0) 232
    //: Ten whole lines come before it, and twelve pixels of its own line. In general, the pixel in line $r$
    //: and column $c$ lands in row $28 r + c$. No number is lost. What is lost is the neighbourhood: that two
    //: pixels lie above each other is something the network now has to learn.

    //: ## A friendlier scale
    //: The gradient of a weight is proportional to its input. Inputs in the hundreds would make the gradients
    //: of the first layer hundreds of times as large, and one learning rate could hardly suit all layers.
    //: So each pixel is divided by the largest number that a byte can hold.
    const Value x = step.record("x", pixels / 255);
    //=> x 784×1   min 0   max 0.9686   (292,0) 0.9098

    //: ## Many images
    //: Networks learn from several images at a time, a *batch* of $m$ of them. Each becomes a column, and
    //: the columns stand side by side. Here are their bytes, and the input of the network made of them. It
    //: is called $X$.
    const Value bytes = step.input("bytes", pixel_columns(digits, picked));
    const Value X = step.record("X", bytes / 255);
    //=> bytes 784×8   max 255
    //=> X 784×8   min 0   max 1   zeros 81%
    //: A row of $X$ is one pixel as it is in all images, a column is one image. Columns are examples: this
    //: holds in the whole book. Most numbers in it are zero, because most of an image is paper.

    //: Is the first column the image from above? Multiplying by a column that has a single one picks a
    //: column out, so the difference must be zero everywhere.
    const Value first = step.input("first", nudge(images, 1, {0, 0}, 1));
    step.record("difference", X * first - x);
    //=> difference 784×1   |max| 0   zeros 100%

    //: ## Labels
    //: Somebody has written down which digit each image shows.
    const Value labels = step.input("labels", label_row(picked_labels(digits, picked)));
    //=> labels 1×8   (0,0) 8   (0,1) 0   (0,2) 3
    //: As numbers they mislead. A nine is not three times a three, and a seven that is taken for a one is
    //: no worse than one taken for a two. So each label becomes a column with a place for every digit, and
    //: a single one in it: *one-hot*. The columns stand in the order of the images and form $Y$.
    const Value Y = step.record("Y", one_hot(labels, 10));
    //=> Y 10×8   sum 8   (8,0) 1   (0,1) 1   (3,2) 1   zeros 90%
    //: Read a column as probabilities, and it says: I am certain. The output of the network will have just
    //: this shape, and then the two can be compared number by number.

    //: Adding up each row counts how often each digit is in the batch.
    step.record("counts", sum_columns(Y));
    //=> counts 10×1   sum 8   (0,0) 2   (2,0) 0   (8,0) 1
}

}  // namespace

//: ## What to look at
//: - Turn `seed` for other images. Which pixels are zero in all of them? Their weights will have nothing to
//:   do.
//: - Click a number of `X` and follow it back to its byte. Find the same pixel in `image`.
//: - Which digits are missing from `counts`? From this batch, the network can only learn not to answer
//:   with them.
//:
//: *A question to take along:* if somebody shuffled the rows of $X$, in the same way for every image, you
//: could no longer read the digits. Could the network still learn them?
Lesson pixels() {
    return {1,
            "01_pixels",
            "Pixels become columns",
            "An image is a column of numbers, a batch is a matrix, and a label is a column with a single one.",
            {integer_knob("batch_size", 8, 1, 1000, "m: how many images are looked at together"),
             integer_knob("seed", 1, 0, 1000000, "which images")},
            run};
}

}  // namespace backstep
