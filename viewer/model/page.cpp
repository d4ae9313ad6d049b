#include "viewer/model/page.h"

#include <map>
#include <utility>

namespace backstep {
namespace {

std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// For each line of the file, by the first event of each name, the newest value that has happened.
std::map<int, std::vector<LineValue>> finished_values(const Session& session, const std::string& file,
                                                      std::optional<int> digits) {
    std::map<std::pair<int, std::string>, int> newest;
    for (int i = 0; i < session.position; ++i) {
        const Event& event = session.trace->events[static_cast<std::size_t>(i)];
        if (file_name(event.source.file) == file) newest[{event.source.line, event.name.text()}] = i;
    }
    std::map<int, std::map<int, std::string>> by_line;  // line → event → name
    for (const auto& [where, event] : newest) by_line[where.first][event] = where.second;
    std::map<int, std::vector<LineValue>> values;
    for (const auto& [line, events] : by_line)
        for (const auto& [event, name] : events) {
            const Numbers value = session.trace->value(event);
            values[line].push_back({event, name, digits ? summary(value, *digits) : summary(value)});
        }
    return values;
}

PageBlock page_block(const Block& block, const Document& document, int current_line,
                     const std::map<int, std::vector<LineValue>>& values) {
    PageBlock result;
    result.kind = block.kind;
    result.first_line = block.first_line;
    if (block.kind == Block::Kind::prose) {
        result.prose = block.text;
        return result;
    }
    std::map<int, bool> is_expectation;
    for (const Expectation& expectation : document.expectations) is_expectation[expectation.line] = true;
    for (int number = block.first_line; number <= block.last_line; ++number) {
        if (is_expectation.count(number)) continue;
        PageLine line;
        line.number = number;
        line.text = document.lines[static_cast<std::size_t>(number - 1)];
        line.current = number == current_line;
        if (const auto found = values.find(number); found != values.end()) line.values = found->second;
        result.lines.push_back(std::move(line));
    }
    return result;
}

}  // namespace

LessonPage lesson_page(const Session& session, std::optional<int> digits) {
    LessonPage page;
    if (!session.lesson) return page;
    const std::string own = std::string(session.lesson->slug) + ".cpp";
    const Event* current = session.current();
    std::string path = "lessons/" + own;
    if (current && !source_text(current->source.file).empty()) {
        path = current->source.file;
        page.current_line = current->source.line;
    }
    // A network of one's own has no chapter; it begins with the step that it trains with, or that an image goes through.
    if (source_text(path).empty() && session.trace)
        for (const Event& event : session.trace->events)
            if (source_text(path).empty()) path = event.source.file;
    page.file = file_name(path);
    page.title = numbered_title(*session.lesson);
    page.crumb = page.file == own ? page.title : page.title + " › " + page.file;
    const Document document = read_document(source_text(path), page.file);
    const auto values = finished_values(session, page.file, digits);
    for (const Block& block : document.blocks)
        page.blocks.push_back(page_block(block, document, page.current_line, values));
    return page;
}

}  // namespace backstep
