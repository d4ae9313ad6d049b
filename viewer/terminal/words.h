#pragma once
// What commands are made of: words, numbers, cells, and how text is painted.

#include <string>
#include <vector>

#include "viewer/terminal/terminal.h"

namespace backstep {

std::vector<std::string> words_in(const std::string& line);

// Throws InputError, which says how the command is typed, if there are too few or too many arguments.
void check_count(const std::vector<std::string>& words, std::size_t least, std::size_t most, const char* usage);

// A whole number, 0 or more. Throws InputError, `what` saying what it stands for.
int whole_number(const std::string& word, const char* what);
// Any number: "-0.5", "1e-3", "nan". Throws InputError as above.
double real_number(const std::string& word, const char* what);

// The recording of the open lesson. Throws InputError if there is none.
const Trace& open_trace(const Terminal& terminal);

// The timelines of the open lesson. Throws InputError if it is not about a training.
const Timelines& open_timelines(const Terminal& terminal);

// The event that a name means here: the newest at or before the position. Throws InputError.
int event_of(const Terminal& terminal, const std::string& name);

// "dW[2] 3 7", "dW[2](3,7)" and "dW[2](3, 7)" are cells. Throws InputError; checks that the value has the cell.
CellRef cell_of(const Terminal& terminal, const std::vector<std::string>& words, const char* usage);
// Words that end like a cell: "dW[2](3,7)".
bool names_a_cell(const std::vector<std::string>& words);

// How a value is typed so that it means this very event here: "W[1]", or "W[1]@0" when a newer one has come.
std::string typed_name(const Terminal& terminal, int event);

enum class Paint { plain, strong, quiet, current, error };
std::string painted(const Terminal& terminal, Paint paint, const std::string& text);

// "(5: 12/46) ": the lesson and how far it has run; in a training "(10: epoch 6 batch 386: 12/46) ".
std::string prompt_text(const Terminal& terminal);

// The lines of the source file an event stands in.
std::vector<std::string> lines_of(const char* file);

// Where the session is, in three lines: the event, its shapes, its line of code; and what is watched, a line each.
void say_where(Terminal& terminal);
void say_watches(Terminal& terminal);

// How many columns of a terminal a text takes: marks over a letter take none.
int width_of(const std::string& text);
std::string padded(const std::string& text, int width);         // with spaces after it
std::string right_aligned(const std::string& text, int width);  // with spaces before it

}  // namespace backstep
