#pragma once
// What the panels remember between frames that is nothing of the session's: where a text is scrolled to, what has been
// laid out already, whether the help is open. Each panel has a part of its own and reads no other's.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viewer/model/explanation.h"
#include "viewer/model/page.h"
#include "viewer/widgets/code_lexer.h"
#include "viewer/widgets/markdown_view.h"

namespace backstep {

// What a view model was made from: made anew only when this changes.
struct MadeFor {
    std::shared_ptr<const Trace> trace;  // held, so that no other can take its address
    int position = -1;
    friend bool operator==(const MadeFor&, const MadeFor&) = default;
};

struct PageState {
    MadeFor made_for;
    const Lesson* lesson = nullptr;
    LessonPage page;
    std::string parsed_file;                  // whose prose and code these are
    std::vector<MarkdownView> prose;          // one a block; empty for code
    std::vector<std::vector<CodeLine>> code;  // one a block; empty for prose
    bool follow = false;                      // the current line has moved: bring it into view
};

struct StageState {
    std::optional<int> alone;  // an event whose value is shown alone, large
    MadeFor made_for;
};

struct ExplanationState {
    std::shared_ptr<const Trace> trace;  // held, so that no other can take its address
    std::optional<CellRef> cell;
    ExplanationView view;
};

struct KnobsState {
    std::vector<std::string> texts;  // what stands in the fields
};

struct LessonsState {
    const Dataset* sampled = nullptr;  // whose images these are; a session keeps its digits
    Matrix images;
};

struct PanelState {
    LessonsState lessons;
    PageState page;
    StageState stage;
    ExplanationState explanation;
    KnobsState knobs;
    bool help = false;
    bool dark = true;
    std::string notice;  // the last mistake, shown in the header until the next action
};

using Actions = std::vector<Action>;

// What a panel is drawn with. Panels only read the session; what the user does goes into `actions`.
struct PanelContext {
    Ui& ui;
    Rect place;
    const Session& session;
    PanelState& state;
    Actions& actions;
};

// The colour of a phase, the same everywhere.
inline Color phase_color(const Theme& theme, Phase phase) {
    switch (phase) {
        case Phase::forward:
            return theme.forward;
        case Phase::loss:
            return theme.loss;
        case Phase::backward:
            return theme.backward;
        case Phase::update:
            return theme.update;
    }
    return theme.text;
}

}  // namespace backstep
