#pragma once
// The images of the batch, with what they show and what the network says, as far as it has come.

#include <vector>

#include "viewer/model/session.h"

namespace backstep {

struct BatchDigit {
    int column = 0;          // of X
    int label = -1;          // the row of the 1 in Y; −1: not known
    int prediction = -1;     // the row of the largest probability; −1: none yet
    double probability = 0;  // of the prediction
    bool right() const { return prediction == label; }
};

struct BatchView {
    int event = -1;                  // of X; −1: the lesson has no batch of images
    int prediction_event = -1;       // of the probabilities; −1: none yet
    int rows = 0, cols = 0;          // of one image
    double ink = 1;                  // the number of a pixel that is all ink: 1, or 255
    std::vector<BatchDigit> digits;  // one a column; column c of X has its pixels, row by row
    int right = 0;                   // how many predictions are right
};

// The event of X, as in BatchView.
int batch_event(const Session& session);

// Images are the columns of the value X (engine/record/trace.h: image_size); labels come from Y; probabilities from the
// newest A[l] at or before the session's position whose columns are probabilities over the classes of Y, or over any if
// there is no Y. Empty when the lesson has no such X.
BatchView batch_view(const Session& session);

}  // namespace backstep
