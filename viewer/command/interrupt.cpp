#include "viewer/command/interrupt.h"

namespace backstep {

Interrupts::Interrupts() {
    sigemptyset(&interrupt_);
    sigaddset(&interrupt_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &interrupt_, &before_);
}

Interrupts::~Interrupts() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

bool Interrupts::arrived() {
    const timespec now = {};
    return sigtimedwait(&interrupt_, nullptr, &now) > 0;
}

}  // namespace backstep
