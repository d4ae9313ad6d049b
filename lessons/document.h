#pragma once
// A literate source file taken apart: prose, code and expected results, in their order.

#include <string>
#include <string_view>
#include <vector>

#include "engine/record/trace.h"

namespace backstep {

struct Block {
    enum class Kind { prose, code };
    Kind kind = Kind::code;
    int first_line = 1, last_line = 1;  // lines of the file, from 1
    // Prose: Markdown without its `//:`. Code: the lines as they are; a `//=>` line ends the block, so that line i of
    // the text is line first_line + i of the file. No block begins or ends with an empty line.
    std::string text;
};

// One `//=>` line: what is expected of a value, and where it says so.
//     //=> dZ[2] 10×32   |max| 0.9731
//     //=> J 1×1   = 2.302585
//     //=> W[1]@0 10×784   (3,407) −0.0123   zeros 0%
struct Expectation {
    int line = 0;
    std::string value;  // "dZ[2]", "W[1]@0"
    int rows = 0, cols = 0;
    struct Figure {
        std::string what;    // "|max|", "max", "min", "mean", "sum", "norm", "zeros", "=", "(3,407)"
        std::string number;  // as it is written: its digits say how closely it is meant
    };
    std::vector<Figure> figures;
};

struct Document {
    std::string title;  // of the first heading
    std::vector<Block> blocks;
    std::vector<Expectation> expectations;
    std::vector<std::string> lines;  // the whole file, line n at lines[n − 1]
};

// Throws InputError for a `//=>` line that cannot be read; `file` names the place.
Document read_document(std::string_view source, std::string_view file);

// The figure as the trace has it, written with as many digits as the expectation: "0.9731".
// Throws InputError, naming the value, if the trace has no such value or cell.
std::string measured(const Trace& trace, const Expectation& expectation, const Expectation::Figure& figure);

// Everything an expectation says that the trace does not bear out, one sentence each, empty if all holds.
std::vector<std::string> contradictions(const Trace& trace, const Expectation& expectation);

// "10×32   |max| 0.9731   mean −0.0012": a value in one line, as results are printed.
// The chapters' own results have five digits.
std::string summary(const Numbers& value, int digits = 5);

}  // namespace backstep
