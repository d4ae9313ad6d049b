#include "program.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "viewer/command/command_line.h"

namespace backstep {
namespace {

class Redirected {
public:
    Redirected(std::ostream& stream, std::ostream& to) : stream_(stream), before_(stream.rdbuf(to.rdbuf())) {}
    ~Redirected() { stream_.rdbuf(before_); }
    Redirected(const Redirected&) = delete;
    Redirected& operator=(const Redirected&) = delete;

private:
    std::ostream& stream_;
    std::streambuf* before_;
};

}  // namespace

Ran ran(std::vector<std::string> arguments, const std::string& input) {
    // Nothing of the machine's own decides: neither its data nor its display.
    for (const char* variable : {"BACKSTEP_DATA", "DISPLAY", "WAYLAND_DISPLAY"}) unsetenv(variable);
    const TemporaryFolder folder;
    std::ofstream(folder.file("input")) << input;
    if (!std::freopen(folder.file("input").c_str(), "r", stdin)) std::abort();
    std::cin.clear();
    arguments.insert(arguments.begin(), "backstep");
    std::vector<const char*> argv;
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    std::ostringstream out, errors;
    const Redirected redirected_out(std::cout, out), redirected_errors(std::cerr, errors);
    Ran result;
    result.status = run_command_line(static_cast<int>(argv.size()), argv.data());
    result.out = out.str();
    result.errors = errors.str();
    return result;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "backstep-XXXXXX").string();
    if (!mkdtemp(pattern.data())) std::abort();
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string content_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    return content.str();
}

}  // namespace backstep
