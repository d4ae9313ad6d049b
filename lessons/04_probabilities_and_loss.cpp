//: # 4. Probabilities and loss
//: The last layer gives ten numbers for each image, of any size and sign. They are called *logits*. This
//: chapter turns them into probabilities, and then into one number that says how wrong the network is.
#include "engine/data/batches.h"
#include "engine/network/initialisation.h"
#include "lessons/catalogue.h"

namespace backstep {
namespace {

void probabilities(Recorder& step) {
    //: ## Softmax, in three lines
    //: Probabilities are positive, and they add up to one. The exponential makes positive numbers of any
    //: numbers; dividing each column by its sum does the rest. Here are three images with three classes.
    const Value Z = step.input("logits", matrix_of({{1, 2, 0}, {2, 2, 0}, {3, 2, 5}}));
    const Value E = step.record("E", exp(Z));
    const Value S = step.record("S", sum_rows(E));
    const Value P = step.record("P", E / S);
    //=> E 3×3   (0,0) 2.718282   (1,0) 7.389056   (2,0) 20.085537
    //=> S 1×3   (0,0) 30.192875
    //=> P 3×3   (0,0) 0.090031   (1,0) 0.244728   (2,0) 0.665241   (0,1) 0.333333
    //: The largest logit gets the largest share, and equal logits get equal shares. In the first column each
    //: logit is one more than the logit above it, and each probability is $e$ times the probability above it.
    //: Differences of logits are ratios of probabilities.

    //: ## Only differences count
    //: Add the same number to all logits of an image, and look at what happens to its probabilities.
    const Value higher = step.record("higher", exp(Z + 10));
    step.record("shift", higher / sum_rows(higher) - P);
    //=> higher 3×3   (0,0) 59874.1417
    //=> shift 3×3   |max| 0.00000000000000
    //: Nothing, but for the rounding of the last digit. Each exponential grows by the same factor, the sum
    //: grows by that factor too, and the factor cancels:
    //: $$\frac{e^{z_k + c}}{\sum_j e^{z_j + c}} = \frac{e^{z_k}}{\sum_j e^{z_j}}$$

    //: ## When numbers run out
    //: In mathematics that is the end of it. In a machine, numbers have a largest one, and the exponential is
    //: soon beyond it. These logits are large, as they may be in a training that goes wrong:
    const Value big = step.input("big", matrix_of({{1000, -1000}, {999, 0}, {0, 1000}}));
    const Value broken = step.record("broken", exp(big));
    step.record("nonsense", broken / sum_rows(broken));
    //=> broken 3×2   (0,0) inf   (1,0) inf   (2,0) 1
    //=> nonsense 3×2   (0,0) nan   (1,0) nan   (2,0) 0
    //: Infinity divided by infinity is not a number (`nan`), and from there it would spread into every weight.
    //: But only differences count, so we may subtract what we like. Subtract the largest logit of each
    //: column. Then the largest exponent is zero, so no exponential is more than one, and nothing overflows.
    //: One of them is exactly one, so the sum is at least one, and nothing is divided by zero.
    const Value highest = step.record("highest", max_rows(big));
    const Value safe = step.record("safe", exp(big - highest));
    const Value sound = step.record("sound", safe / sum_rows(safe));
    //=> highest 1×2   (0,0) 1000   (0,1) 1000
    //=> safe 3×2   max 1   (1,0) 0.367879
    //=> sound 3×2   (0,0) 0.731059   (1,0) 0.268941   (2,0) 0
    //: These lines are used so often that they have a name. It computes the same, to the last digit.
    step.record("in-one", softmax(big) - sound);
    //=> in-one 3×2   zeros 100%
}

//: ## How wrong?
//: The label says which class it is. Only the probability of that class counts: the more, the better. The
//: loss is minus its logarithm. It is zero for a certain and right answer, and it grows without end as the
//: probability of the truth goes to zero: being sure and wrong is the worst. Why a logarithm? The probability
//: of getting all labels of a batch right is a product, and the logarithm makes a sum of it: each image adds
//: its own cost.
//: $$L = -\log a_y$$
void loss(Recorder& step) {
    const Value Z = step.input("z", matrix_of({{2, 0, -1000}, {0, 0, 1000}}));
    const Value Y = step.input("y", matrix_of({{1, 1, 1}, {0, 0, 0}}));
    const Value A = step.record("a", softmax(Z));
    //: All three images are of the first class. The network is fairly sure of the first, undecided about
    //: the second, and certainly wrong about the third. Multiplying by the one-hot label keeps the label's
    //: logarithm and makes zeros of the others:
    step.record("naive", -sum_rows(hadamard(Y, log(A))));
    //=> a 2×3   (0,0) 0.880797   (0,1) 0.500000   (0,2) 0
    //=> naive 1×3   (0,0) 0.126928   (0,1) 0.693147   (0,2) inf
    //: The third loss is infinite. That is not even true: its probability is not zero, only too small for the
    //: machine. So do not compute that probability at all. The logarithm of a softmax can be written with the
    //: logits alone:
    //: $$-\log a_y = -\log \frac{e^{z_y}}{\sum_k e^{z_k}} = \log \sum_k e^{z_k} - z_y$$
    //: That is how *cross-entropy* is computed here (again with the largest logit subtracted first).
    step.record("L", cross_entropy(Z, Y));
    //=> L 1×3   (0,0) 0.126928   (0,1) 0.693147   (0,2) 2000
    //: Where the naive way has an answer, the two agree. Where it has none, the loss is large, but it is a
    //: number.
}

//: ## At the start
//: A network that knows nothing should say so. With all weights zero, the ten logits of each image are
//: equal. *Predict first:* what is the loss then?
void at_the_start(Recorder& step, const Knobs& knobs, const Dataset& digits) {
    const int images = knobs.integer("batch_size");
    const auto seed = static_cast<std::uint64_t>(knobs.integer("seed"));
    const std::vector<int> picked = batch_indices(digits.count, images, seed, 0, 0);
    const Scalar m{"m", static_cast<double>(images)};
    const Value X = step.input("X", scaled_pixel_columns(digits, picked));
    const Value Y = step.input("Y", one_hot(picked_labels(digits, picked)));
    const Value zeros = step.input("W.zeros", Matrix(Y.rows(), X.rows()));
    //: The loss of the batch is called $J$. It is the mean over the images, not the sum, so that it means the
    //: same for any batch size $m$.
    const Value equal = step.record("Z.zeros", zeros * X);
    const Value J0 = step.record("J.zeros", sum_columns(cross_entropy(equal, Y)) / m);
    //=> J.zeros 1×1   = 2.302585
    //: Each class gets a tenth, and minus the logarithm of a tenth is the logarithm of ten, whatever the
    //: images are.
    const Value ten = step.input("ten", matrix_of({{10}}));
    step.record("J.zeros−log(ten)", J0 - log(ten));
    //=> ten 1×1   = 10
    //=> J.zeros−log(ten) 1×1   = 0.00000000000000
    //: Remember this number. A new network whose loss is far above it does not just know nothing. It is
    //: confidently wrong, and its weights began too large. Here they begin at random:
    const Value W = step.input("W", he(Y.rows(), X.rows(), seed, 1));
    const Value Z10 = step.record("Z", W * X);
    const Value A10 = step.record("A", softmax(Z10));
    //=> A 10×32   sum 32.000000
    step.begin(Phase::loss);
    const Value each = step.record("losses", cross_entropy(Z10, Y));
    step.record("J", sum_columns(each) / m);
    //=> losses 1×32   min 1.302   max 2.949
    //=> J 1×1   = 2.2735
    //: Near the logarithm of ten; luck decides whether above or below. This is what each label got:
    step.record("share", hadamard(Y, A10));
    //=> share 10×32   max 0.272   zeros 90%
}

void run(Recorder& step, const Knobs& knobs, const Dataset& digits) {
    probabilities(step);
    loss(step);
    at_the_start(step, knobs, digits);
}

}  // namespace

//: ## What to look at
//: - Look at `A` as a picture: each column is what the network believes about one image. Random weights
//:   believe much the same of every image.
//: - `share` keeps only what the labels got. Find its smallest number that is not zero, and the same image
//:   in `losses`: its loss is the largest.
//: - Ask for a cell of `losses` in the last part. Which logit would you change to make it smaller?
//:
//: *A question to take along:* a loss could also count wrong answers. Why can a network not learn from that
//: number?
Lesson probabilities_and_loss() {
    return {4,
            "04_probabilities_and_loss",
            "Probabilities and loss",
            "Softmax turns any numbers into probabilities; the loss is minus the logarithm of the right digit's.",
            {integer_knob("batch_size", 32, 1, 1000, "m: how many images are looked at together"),
             integer_knob("seed", 1, 0, 1000000, "which images, and which random weights")},
            run};
}

}  // namespace backstep
