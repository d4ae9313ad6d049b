#pragma once
// When a text field has the keyboard, and when no more.

namespace backstep {

// No field has the keyboard from now on: the next key is for the window, even one that comes before the next frame.
void stop_typing();

}  // namespace backstep
