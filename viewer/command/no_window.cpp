// For a program that is built without the window.

#include "engine/math/error.h"
#include "viewer/command/window_command.h"

namespace backstep {

int open_window(const WindowRequest&, Session& session) {
    const std::string lesson = session.lesson ? std::to_string(session.lesson->number) : "5";
    throw InputError(
        "backstep", "this program was built without the window",
        "type 'backstep step " + lesson + "' for the debugger in the terminal, or build it with BACKSTEP_WINDOW=ON");
}

}  // namespace backstep
