#include "viewer/terminal/commands.h"

#include <fmt/ostream.h>

#include <ostream>

#include "engine/math/error.h"
#include "viewer/terminal/words.h"

namespace backstep {

const std::vector<TypedCommand>& commands() {
    // clang-format off
    static const std::vector<TypedCommand> table = {
        {"step", "s", "[n]", "run the next line that records a value, or the next n", do_step, true},
        {"back", "b", "[n]", "take the last one back, or the last n", do_back, true},
        {"next", "n", "[n]", "go on to the next phase: forward, loss, backward, update", do_next, true},
        {"previous", "", "[n]", "go back to the beginning of this phase, then of the one before", do_previous, true},
        {"goto", "g", "NAME|INDEX", "go to where a value is made: goto dW[2], goto W[1]@1, goto 17", do_goto, false},
        {"train", "t", "[&]", "train to the end or a breakpoint; Ctrl-C pauses it; with & it goes on by itself", do_train, false},
        {"pause", "", "", "stop a training that goes on by itself; train goes on with it", do_pause, false},
        {"batch", "", "[n]", "go to the same place of the next batch, or n batches on; -n goes back", do_batch, true},
        {"epoch", "", "[n]", "go to the same place of the next epoch, or n epochs on; -n goes back", do_epoch, true},
        {"break", "br", "CONDITION", "stop where this becomes true: break zeros(A[1]) > 0.5", do_break, false},
        {"delete", "", "N", "forget a breakpoint; info breakpoints lists them", do_delete, false},
        {"enable", "", "N", "switch a breakpoint on", do_enable, false},
        {"disable", "", "N", "switch a breakpoint off", do_disable, false},
        {"watch", "", "[EXPRESSION]", "show its value at every stop: watch norm(dW[1]); alone it lists them", do_watch, false},
        {"unwatch", "", "N", "watch it no more", do_unwatch, false},
        {"continue", "c", "[&]", "go on to the next breakpoint, training if need be", do_continue, true},
        {"reverse-continue", "rc", "", "go back to the last breakpoint before", do_reverse_continue, true},
        {"fork", "", "[KNOB=VALUE…]", "another timeline from this step on: fork optimizer=adam", do_fork, false},
        {"timelines", "", "", "list the timelines", do_timelines, false},
        {"timeline", "tl", "N", "show another timeline at this step", do_timeline, false},
        {"compare", "", "[N]", "compare with another timeline: their courses, and what is different in this step", do_compare, false},
        {"health", "", "", "how well this step goes, layer by layer, and what is wrong", do_health, false},
        {"list", "l", "[LINE]", "read the lesson: what it says about the current line, or about another", do_list, false},
        {"where", "w", "", "say where in the lesson this is", do_where, false},
        {"print", "p", "NAME [ROW COL]", "show a value, or one number to the last bit: print dW[2] 3 7", do_print, false},
        {"shape", "", "NAME", "say how many rows and columns a value has", do_shape, false},
        {"explain", "e", "NAME ROW COL", "show the arithmetic that made a number", do_explain, false},
        {"prove", "", "NAME ROW COL", "measure a gradient: nudge the number it is the slope for, compare the losses", do_prove, false},
        {"walk", "", "NAME ROW COL", "add up the sum of a number term by term, in the kernel's order", do_walk, false},
        {"digits", "", "[N]", "how many digits numbers are shown with, 3 to 17: digits 8", do_digits, false},
        {"digit", "d", "COLUMN", "draw an image of the batch, with its label and the prediction", do_digit, false},
        {"set", "", "KNOB VALUE | CELL NUMBER", "turn a knob and begin again: set optimizer adam; or set a cell: set W[1] 3 407 0.5", do_set, false},
        {"info", "i", "TOPIC", "list the knobs, events, values so far, breakpoints or epochs: info knobs", do_info, false},
        {"lessons", "", "", "list the lessons", do_lessons, false},
        {"open", "o", "LESSON", "open another lesson, by its number or name", do_open, false},
        {"help", "h", "[COMMAND]", "say what the commands do", do_help, false},
        {"quit", "q", "", "leave", do_quit, false},
    };
    // clang-format on
    return table;
}

const TypedCommand& command_named(const std::string& word) {
    std::vector<const TypedCommand*> found;
    for (const TypedCommand& command : commands()) {
        const std::string name = command.name;
        if (name == word || command.letter == word) return command;
        if (name.rfind(word, 0) == 0) found.push_back(&command);
    }
    if (found.size() == 1) return *found[0];
    if (found.empty()) throw InputError("'" + word + "'", "there is no such command", "help lists them");
    std::string names;
    for (const TypedCommand* command : found) names += (names.empty() ? "" : ", ") + std::string(command->name);
    throw InputError("'" + word + "'", "it could be " + names, "type more of it");
}

void do_help(Terminal& terminal, const Words& words) {
    check_count(words, 0, 1, "help [COMMAND]");
    if (!words.empty()) {
        const TypedCommand& command = command_named(words[0]);
        const std::string letter = command.letter;
        fmt::print(terminal.out, "{} {}{}\n    {}\n", command.name, command.arguments,
                   letter.empty() ? "" : "   (for short: " + letter + ")", command.help);
        if (command.repeats) fmt::print(terminal.out, "    An empty line does it again.\n");
        return;
    }
    for (const TypedCommand& command : commands()) {
        const std::string usage = std::string(command.name) + " " + command.arguments;
        fmt::print(terminal.out, "  {} {}\n", padded(usage, 30), command.help);
    }
    fmt::print(
        terminal.out,
        "\nAny beginning of a command that no other has will do; s b n g t br c rc tl l w p e d i o h q are enough for "
        "these.\n"
        "An empty line repeats the last step, back, next, previous, batch, epoch, continue or reverse-continue.\n"
        "In a training, goto takes moments too: goto epoch 6 batch 386 dW[1], goto step 2731.\n"
        "Names with hats and Greek letters can be typed in ASCII: mhatW[1], vhatW[1], deltaW[1].\n");
}

void do_quit(Terminal& terminal, const Words& words) {
    check_count(words, 0, 0, "quit");
    terminal.ended = true;
}

}  // namespace backstep
