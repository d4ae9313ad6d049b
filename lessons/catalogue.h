#pragma once
// The lessons, each defined at the end of its own file. catalogue() lists them.

#include "lessons/lesson.h"

namespace backstep {

Lesson pixels();
Lesson one_neuron();
Lesson a_layer();
Lesson probabilities_and_loss();
Lesson backpropagation();
Lesson the_update();

}  // namespace backstep
