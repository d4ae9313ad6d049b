#include "tests/bench/typist.h"

#include <X11/Xlib.h>

#include <initializer_list>

namespace backstep {

Typist::Typist() : display_(XOpenDisplay(nullptr)) {}

Typist::~Typist() {
    if (display_) XCloseDisplay(display_);
}

void Typist::tap(unsigned long window, const char* key) {
    XEvent event{};
    event.xkey.window = window;
    event.xkey.root = DefaultRootWindow(display_);
    event.xkey.same_screen = True;
    event.xkey.keycode = XKeysymToKeycode(display_, XStringToKeysym(key));
    for (const int type : {KeyPress, KeyRelease}) {
        event.type = type;
        event.xkey.time = ++time_;  // a press at the time of the one before would be taken for the same
        XSendEvent(display_, window, True, type == KeyPress ? KeyPressMask : KeyReleaseMask, &event);
    }
    XSync(display_, False);
}

}  // namespace backstep
