#pragma once
// Ctrl-C as a question instead of an end.

#include <csignal>

namespace backstep {

// While it lives, SIGINT waits to be asked for, in this thread and in those that it starts.
class Interrupts {
public:
    Interrupts();
    ~Interrupts();
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;

    bool arrived();  // has one come since the last time? Does not wait.

private:
    sigset_t interrupt_, before_;
};

}  // namespace backstep
