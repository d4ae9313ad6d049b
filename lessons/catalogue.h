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
Lesson trust_no_gradient();
Lesson five_hundred_steps();
Lesson stuck_at_30_percent();
Lesson ten_epochs();
Lesson momentum();
Lesson adam();
Lesson when_to_stop();
Lesson deeper();

}  // namespace backstep
