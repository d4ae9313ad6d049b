// The lesson as a document: prose, code, the current line, and the values of the lines that have run.

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "viewer/panels/panels.h"
#include "viewer/widgets/code.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

// The code of a block, moved to the left as far as all its lines can: a column of text is narrow.
std::string without_common_indent(const PageBlock& block) {
    std::size_t indent = std::string::npos;
    for (const PageLine& line : block.lines) indent = std::min(indent, line.text.find_first_not_of(' '));
    std::string source;
    for (const PageLine& line : block.lines)
        source += (line.text.size() > indent ? line.text.substr(indent) : std::string()) + "\n";
    return source;
}

// Code that only closes what was opened pages before: a lone bracket.
bool says_nothing(const PageBlock& block) {
    if (block.kind == Block::Kind::prose) return false;
    return std::all_of(block.lines.begin(), block.lines.end(),
                       [](const PageLine& line) { return line.text.find_first_not_of(" {};") == std::string::npos; });
}

// Makes the page anew when the recording or the position has changed, and parses only what was not parsed before.
void refresh(PageState& state, const Session& session, int digits) {
    const MadeFor now{session.trace, session.position};
    if (state.made_for == now && state.lesson == session.lesson && state.digits == digits) return;
    const std::string file = state.page.file;
    const int line = state.page.current_line;
    state.follow = state.made_for.position != now.position || state.lesson != session.lesson;
    state.made_for = now;
    state.lesson = session.lesson;
    state.digits = digits;
    // Until somebody chooses, the notes are as the chapter prints them.
    state.page = lesson_page(session, digits == usual_digits ? std::nullopt : std::optional(digits));
    state.follow = state.follow || state.page.file != file || state.page.current_line != line;
    if (state.parsed_file == state.page.file) return;
    state.parsed_file = state.page.file;
    state.prose.clear();
    state.code.clear();
    for (const PageBlock& block : state.page.blocks) {
        state.prose.emplace_back(block.prose);
        state.code.push_back(lex_cpp(without_common_indent(block)));
    }
}

// The events that a line makes; a click goes to the one nearest to where the reader is, forward first.
std::optional<int> event_of_line(const Session& session, const std::string& file, int line) {
    if (!session.trace) return std::nullopt;
    std::optional<int> nearest;
    for (const Event& event : session.trace->events) {
        const std::string_view path = event.source.file;
        const bool same_file = path.size() >= file.size() && path.substr(path.size() - file.size()) == file;
        if (!same_file || event.source.line != line) continue;
        const auto distance = [&](int index) { return std::abs(index + 1 - session.position); };
        if (!nearest || distance(event.index) < distance(*nearest)) nearest = event.index;
    }
    return nearest;
}

std::vector<LineNote> notes_of(const PageBlock& block) {
    std::vector<LineNote> notes;
    for (const PageLine& line : block.lines) {
        if (line.values.empty()) continue;
        const LineValue& last = line.values.back();
        std::string note = last.name + " " + last.summary;
        if (line.values.size() > 1) note = std::to_string(line.values.size()) + " values, last " + note;
        notes.push_back({line.number, note, 0});  // its parts are three spaces apart
    }
    return notes;
}

void follow_current_line(PageState& state, const Rect& line, const Rect& place) {
    const float third = place.height() / 4;
    const bool in_sight = line.min.y > place.min.y + third / 2 && line.max.y < place.max.y - third;
    if (!in_sight) ImGui::SetScrollFromPosY(line.center().y - ImGui::GetWindowPos().y, 0.4F);
    state.follow = false;
}

void draw_code_block(PanelContext& context, std::size_t index) {
    PageState& state = context.state.page;
    const PageBlock& block = state.page.blocks[index];
    const std::vector<LineNote> notes = notes_of(block);
    const Event* current = context.session.current();
    CodeStyle style;
    style.first_line = block.first_line;
    style.notes = notes;
    for (const PageLine& line : block.lines)
        if (line.current) style.current = line.number;
    if (current) style.current_color = phase_color(context.ui.theme, current->phase);
    const CodeResult result = draw_code(context.ui, "code", state.code[index], style);
    if (result.current && state.follow) {
        follow_current_line(state, *result.current, context.place);
        context.ui.animating = true;  // it is seen in the next frame
    }
    if (result.clicked)
        if (const std::optional<int> event = event_of_line(context.session, state.page.file, *result.clicked))
            context.actions.push_back(GoToPosition{*event + 1});
}

}  // namespace

void draw_page(PanelContext& context) {
    Ui& ui = context.ui;
    PageState& state = context.state.page;
    refresh(state, context.session, context.state.digits);
    // With letters of another size the current line would be elsewhere.
    if (std::exchange(state.scale, ui.theme.scale) != ui.theme.scale && context.session.position > 0)
        state.follow = true;
    begin_panel(ui, "page", context.place);
    if (!context.session.error.empty()) {
        text(ui, "This lesson could not run", {.font = ui.fonts.heading, .color = ui.theme.warning});
        wrapped_text(ui, context.session.error);
    }
    if (state.page.crumb != state.page.title) dim_text(ui, state.page.crumb);
    if (state.follow && context.session.position == 0) {
        ImGui::SetScrollY(0);
        state.follow = false;
    }
    for (std::size_t i = 0; i < state.page.blocks.size(); ++i) {
        if (says_nothing(state.page.blocks[i])) continue;
        if (state.page.blocks[i].kind == Block::Kind::prose)
            draw_markdown(ui, state.prose[i]);
        else
            draw_code_block(context, i);
        ImGui::Dummy({0, ui.theme.gap / 2});
    }
    end_panel(ui);
}

}  // namespace backstep
