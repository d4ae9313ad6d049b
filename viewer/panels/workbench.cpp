#include "viewer/panels/workbench.h"

#include <exception>

#include "viewer/model/batch.h"
#include "viewer/panels/layout.h"
#include "viewer/panels/panels.h"

namespace backstep {
namespace {

struct Panel {
    Rect Layout::*place;
    void (*draw)(PanelContext&);
};

constexpr Panel without_lesson[] = {
    {&Layout::header, draw_header},
    {&Layout::lessons, draw_lessons},
};

constexpr Panel with_lesson[] = {
    {&Layout::header, draw_header}, {&Layout::page, draw_page},
    {&Layout::stage, draw_stage},   {&Layout::explanation, draw_explanation},
    {&Layout::batch, draw_batch},   {&Layout::knobs, draw_knobs},
    {&Layout::strip, draw_strip},
};

}  // namespace

Actions draw_workbench(Ui& ui, const Session& session, PanelState& state) {
    Actions actions;
    const RightColumn right{session.trace && batch_view(session).event >= 0, knobs_height(ui, session)};
    const Layout layout = layout_for(ui.size, ui.theme.scale, right);
    const auto draw = [&](const Panel& panel) {
        if ((layout.*panel.place).empty()) return;
        PanelContext context{ui, layout.*panel.place, session, state, actions};
        panel.draw(context);
    };
    if (session.lesson)
        for (const Panel& panel : with_lesson) draw(panel);
    else
        for (const Panel& panel : without_lesson) draw(panel);
    PanelContext everywhere{ui, {{0, 0}, ui.size}, session, state, actions};
    handle_keys(everywhere);
    if (state.help) draw_help(everywhere);
    return actions;
}

void run_frame(Ui& ui, Session& session, PanelState& state, double seconds) {
    Actions actions = draw_workbench(ui, session, state);
    if (!actions.empty()) state.notice.clear();
    if (session.playing) actions.push_back(Advance{seconds});
    for (const Action& action : actions) {
        try {
            apply(session, action);
        } catch (const std::exception& error) {
            state.notice = error.what();
        }
    }
    ui.animating = ui.animating || session.playing || !actions.empty();
}

}  // namespace backstep
