#pragma once
// A line that somebody types, with editing, history and completion by libedit.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace backstep {

class LineEditor {
public:
    // `complete` gives what the last word of a half-typed line may be.
    explicit LineEditor(std::function<std::vector<std::string>(const std::string& line)> complete);
    ~LineEditor();
    LineEditor(const LineEditor&) = delete;
    LineEditor& operator=(const LineEditor&) = delete;

    // The line without its end; nothing at the end of the input (Ctrl+D). Ctrl+C gives an empty line up.
    std::optional<std::string> read(const std::string& prompt);

    struct State;

private:
    std::unique_ptr<State> state_;
};

}  // namespace backstep
