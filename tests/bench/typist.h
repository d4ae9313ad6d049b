#pragma once
// Taps keys in an X window as a person does: through the server, from another connection than the window's.

struct _XDisplay;

namespace backstep {

class Typist {
public:
    Typist();
    ~Typist();
    Typist(const Typist&) = delete;
    Typist& operator=(const Typist&) = delete;

    bool ready() const { return display_; }  // there is an X server
    // Presses and releases it, called as X calls it: "Right". From one thread at a time.
    void tap(unsigned long window, const char* key);

private:
    _XDisplay* display_;
    unsigned long time_ = 1;
};

}  // namespace backstep
