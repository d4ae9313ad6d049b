#pragma once
// Being asked from outside to end.

#include <csignal>
#include <functional>
#include <thread>

namespace backstep {

// While it lives, SIGTERM, SIGHUP (the terminal is closed) and SIGINT (Ctrl-C there) are no end, in this thread and in
// those that it starts, but a question to whoever listens: made before other threads, it is asked whichever of them a
// signal finds.
class Closing {
public:
    Closing();
    ~Closing();
    Closing(const Closing&) = delete;
    Closing& operator=(const Closing&) = delete;

    // Calls it from a thread of its own at the first of them. The second ends the program, as if nobody listened.
    void listen(std::function<void()> asked);

private:
    sigset_t signals_, before_;
    std::thread listener_;
};

}  // namespace backstep
