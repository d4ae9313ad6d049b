#pragma once
// The lesson as a document to read: prose, and code with its line numbers, the current line, and the values of the
// lines that have run.

#include <optional>
#include <string>
#include <vector>

#include "viewer/model/session.h"

namespace backstep {

// A value that a line has made.
struct LineValue {
    int event = 0;
    std::string name;     // "dW[2]"
    std::string summary;  // "10×10   |max| 0.0713", as lessons/document.h writes it
};

struct PageLine {
    int number = 0;    // in the file, from 1
    std::string text;  // as it stands, without its line end
    bool current = false;
    std::vector<LineValue> values;  // of each name the newest value so far
};

struct PageBlock {
    Block::Kind kind = Block::Kind::code;
    int first_line = 1;
    std::string prose;            // prose: Markdown
    std::vector<PageLine> lines;  // code
};

struct LessonPage {
    std::string file;   // "05_backpropagation.cpp"
    std::string title;  // "5. Backpropagation"
    std::string crumb;  // the title; inside another file of the book "5. Backpropagation › optimizer.cpp"
    std::vector<PageBlock> blocks;
    int current_line = 0;  // 0: none
};

// The page of the file that the current event stands in: mostly the lesson's own. An empty page without a lesson.
// Reads the document anew: keep the result until the lesson, the knobs or the position change.
// The notes have so many digits, or by default as many as the chapters' own results.
LessonPage lesson_page(const Session& session, std::optional<int> digits = {});

}  // namespace backstep
