#pragma once
// When a text field or an open list has the keyboard, and when no more.

namespace backstep {

// No field has the keyboard from now on: the next key is for the window, even one that comes before the next frame.
void stop_typing();

// A list of choice() (controls.h) was open when the last frame ended: keys are for it.
bool list_is_open();

}  // namespace backstep
