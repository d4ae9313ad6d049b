#include "engine/timeline/background.h"

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace backstep {

// On Linux a niceness is a thread's own, and passed on to the threads that it starts. At 10, a thread with the usual
// priority has nine tenths of a core that both want, and has it as soon as it wakes.
void give_way() {
#ifdef __linux__
    constexpr int niceness = 10;
    const auto self = static_cast<id_t>(gettid());
    if (getpriority(PRIO_PROCESS, self) < niceness) setpriority(PRIO_PROCESS, self, niceness);
#endif
}

}  // namespace backstep
