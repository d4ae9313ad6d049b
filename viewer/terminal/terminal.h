#pragma once
// The debugger in the terminal: a session driven by typed commands, as in gdb.

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "viewer/model/number.h"
#include "viewer/model/session.h"
#include "viewer/model/watches.h"

namespace backstep {

struct TerminalStyle {
    bool color = false;
    int width = 100;            // columns of text
    int digits = usual_digits;  // of numbers to look at
};

struct Terminal {
    Session& session;
    std::ostream& out;
    TerminalStyle style;
    WatchViews watches = {};
    std::string repeated = "";  // the last stepping command: an empty line does it again
    bool ended = false;         // quit has been typed
    std::function<bool()> interrupted =
        {};  // has Ctrl-C been typed since it was last asked? Empty: it ends the program
};

// Does one line: a command and its arguments, an empty line, or a comment that begins with #.
// Throws InputError if it makes no sense; nothing has changed then.
void do_line(Terminal& terminal, const std::string& line);

// Commands from a file or a pipe, until quit or its end. Gives the exit status: 2 after the first mistake, which is
// written to `errors` with the number of its line: "line 3: …".
int run_script(Terminal& terminal, std::istream& in, std::ostream& errors);

// The next line that somebody types, or nothing at the end.
using ReadLine = std::function<std::optional<std::string>(const std::string& prompt)>;

// A conversation: says where the session is, and goes on after mistakes. Gives the exit status 0.
int run_conversation(Terminal& terminal, const ReadLine& read_line);

}  // namespace backstep
