#include "viewer/command/closing.h"

#include <utility>

namespace backstep {
namespace {

// Not meant for the program: it wakes the listener when that is to end.
constexpr int wake_up = SIGUSR1;

void end_as_usual(int signal) {
    std::signal(signal, SIG_DFL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, signal);
    pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
    std::raise(signal);
}

}  // namespace

Closing::Closing() {
    sigemptyset(&signals_);
    for (const int signal : {SIGTERM, SIGHUP, SIGINT, wake_up}) sigaddset(&signals_, signal);
    pthread_sigmask(SIG_BLOCK, &signals_, &before_);
}

Closing::~Closing() {
    if (listener_.joinable()) {
        pthread_kill(listener_.native_handle(), wake_up);
        listener_.join();
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Closing::listen(std::function<void()> asked) {
    listener_ = std::thread([signals = signals_, asked = std::move(asked)] {
        bool was_asked = false;
        for (int signal = 0; sigwait(&signals, &signal) == 0 && signal != wake_up; was_asked = true) {
            if (was_asked) end_as_usual(signal);
            asked();
        }
    });
}

}  // namespace backstep
