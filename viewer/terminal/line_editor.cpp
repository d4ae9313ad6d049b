#include "viewer/terminal/line_editor.h"

#include <histedit.h>
#include <langinfo.h>

#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstring>

namespace backstep {

struct LineEditor::State {
    std::function<std::vector<std::string>(const std::string& line)> complete;
    std::string prompt;
    EditLine* editor = nullptr;
    History* history = nullptr;
    struct sigaction interrupt_before = {};
};

namespace {

LineEditor::State& state_of(EditLine* editor) {
    LineEditor::State* state = nullptr;
    el_get(editor, EL_CLIENTDATA, &state);
    return *state;
}

char* prompt_of(EditLine* editor) { return state_of(editor).prompt.data(); }

std::string common_beginning(const std::vector<std::string>& words) {
    std::string common = words.front();
    for (const std::string& word : words)
        while (word.rfind(common, 0) != 0) common.pop_back();
    return common;
}

// Tab: adds what all completions share, and shows them when there is nothing to add.
unsigned char complete(EditLine* editor, int) {
    const LineInfo* info = el_line(editor);
    const std::string line(info->buffer, info->cursor);
    const std::vector<std::string> found = state_of(editor).complete(line);
    if (found.empty()) return CC_REFRESH_BEEP;
    const std::string last = line.substr(line.find_last_of(' ') + 1);
    std::string added = common_beginning(found).substr(last.size());
    if (found.size() == 1) added += " ";
    if (!added.empty()) {
        el_insertstr(editor, added.c_str());
        return CC_REFRESH;
    }
    std::putchar('\n');
    for (const std::string& word : found) std::printf("%s  ", word.c_str());
    std::putchar('\n');
    return CC_REDISPLAY;
}

void ignore_interrupt(int) {}

// Characters of more than one byte need a locale that knows them; numbers keep their notation.
void use_utf8() {
    std::setlocale(LC_CTYPE, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0) std::setlocale(LC_CTYPE, "C.UTF-8");
}

}  // namespace

LineEditor::LineEditor(std::function<std::vector<std::string>(const std::string& line)> complete_line)
    : state_(std::make_unique<State>()) {
    use_utf8();
    state_->complete = std::move(complete_line);
    state_->editor = el_init("backstep", stdin, stdout, stderr);
    state_->history = history_init();
    HistEvent event;
    history(state_->history, &event, H_SETSIZE, 1000);
    history(state_->history, &event, H_SETUNIQUE, 1);
    EditLine* editor = state_->editor;
    el_set(editor, EL_CLIENTDATA, state_.get());
    el_set(editor, EL_PROMPT, prompt_of);
    el_set(editor, EL_EDITOR, "emacs");
    el_set(editor, EL_HIST, history, state_->history);
    el_set(editor, EL_ADDFN, "complete-word", "complete a word", complete);
    el_set(editor, EL_BIND, "^I", "complete-word", nullptr);
    el_set(editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
    // Ctrl+C ends the line, not the program: the signal only interrupts the reading.
    struct sigaction ignore = {};
    ignore.sa_handler = ignore_interrupt;
    sigaction(SIGINT, &ignore, &state_->interrupt_before);
}

LineEditor::~LineEditor() {
    sigaction(SIGINT, &state_->interrupt_before, nullptr);
    history_end(state_->history);
    el_end(state_->editor);
}

std::optional<std::string> LineEditor::read(const std::string& prompt) {
    state_->prompt = prompt;
    int count = 0;
    // The signal may be blocked for whatever the program does between two lines.
    sigset_t interrupt, before;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    pthread_sigmask(SIG_UNBLOCK, &interrupt, &before);
    const char* text = el_gets(state_->editor, &count);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    if (!text && count < 0) {
        el_reset(state_->editor);
        std::putchar('\n');
        return "#";  // a comment: an empty line would repeat a command
    }
    if (!text || count <= 0) return std::nullopt;
    std::string line(text, static_cast<std::size_t>(count));
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    HistEvent event;
    if (!line.empty()) history(state_->history, &event, H_ENTER, line.c_str());
    return line;
}

}  // namespace backstep
