#pragma once
// All commands in one table: a new command is one row and its function.

#include <string>
#include <vector>

#include "viewer/terminal/terminal.h"

namespace backstep {

using Words = std::vector<std::string>;

struct TypedCommand {
    const char* name;
    const char* letter;     // what it may be called for short although other commands begin so too; "" for none
    const char* arguments;  // "[n]"
    const char* help;       // one line
    void (*run)(Terminal& terminal, const Words& words);
    bool repeats;  // an empty line does it again
};

const std::vector<TypedCommand>& commands();

// By its name, its letter, or a beginning that no other command has. Throws InputError otherwise.
const TypedCommand& command_named(const std::string& word);

// step_commands.cpp
void do_step(Terminal&, const Words&);
void do_back(Terminal&, const Words&);
void do_next(Terminal&, const Words&);
void do_previous(Terminal&, const Words&);
void do_goto(Terminal&, const Words&);
void do_set(Terminal&, const Words&);
void do_open(Terminal&, const Words&);
// train_commands.cpp
void do_train(Terminal&, const Words&);
void do_pause(Terminal&, const Words&);
void do_continue(Terminal&, const Words&);
void do_reverse_continue(Terminal&, const Words&);
void do_batch(Terminal&, const Words&);
void do_epoch(Terminal&, const Words&);
void info_epochs(Terminal&);
void say_news(Terminal&);  // what a training in the background has come to, if it has ended
// break_commands.cpp
void do_break(Terminal&, const Words&);
void do_delete(Terminal&, const Words&);
void do_enable(Terminal&, const Words&);
void do_disable(Terminal&, const Words&);
void info_breakpoints(Terminal&);
// watch_commands.cpp
void do_watch(Terminal&, const Words&);
void do_unwatch(Terminal&, const Words&);
// timeline_commands.cpp, compare_command.cpp, health_command.cpp
void do_fork(Terminal&, const Words&);
void do_timelines(Terminal&, const Words&);
void do_timeline(Terminal&, const Words&);
void say_fork(Terminal&);  // what the timeline is that has just come to be
void do_compare(Terminal&, const Words&);
void do_health(Terminal&, const Words&);
// show_commands.cpp
void do_list(Terminal&, const Words&);
void do_where(Terminal&, const Words&);
void do_shape(Terminal&, const Words&);
void do_digit(Terminal&, const Words&);
void do_lessons(Terminal&, const Words&);
// print_command.cpp, explain_command.cpp, walk_command.cpp, info_command.cpp
void do_print(Terminal&, const Words&);
void do_explain(Terminal&, const Words&);
void do_prove(Terminal&, const Words&);
void do_walk(Terminal&, const Words&);
void do_digits(Terminal&, const Words&);
void do_info(Terminal&, const Words&);
// commands.cpp
void do_help(Terminal&, const Words&);
void do_quit(Terminal&, const Words&);

}  // namespace backstep
