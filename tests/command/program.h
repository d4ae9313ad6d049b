#pragma once
// The program as a function: what it prints, and its exit status.

#include <string>
#include <vector>

namespace backstep {

struct Ran {
    int status = 0;
    std::string out, errors;
};

// Runs the command line without the name of the program, and with `input` as its standard input.
Ran ran(std::vector<std::string> arguments, const std::string& input = "");

bool has(const std::string& text, const std::string& part);

// A folder that is removed in the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    std::string file(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

std::string content_of(const std::string& file);

}  // namespace backstep
