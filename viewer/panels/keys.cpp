// Keys act everywhere: they come from the table of commands.

#include "viewer/panels/commands.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/typing.h"

namespace backstep {

void close_last_opened(PanelContext& context) {
    if (context.state.cell_menu.open)
        context.state.cell_menu.open = false;
    else if (context.state.help)
        context.state.help = false;
    else if (context.state.bookmarks)
        context.state.bookmarks = false;
    else if (context.state.stage.alone)
        context.state.stage.alone.reset();
    else if (context.session.walk)
        context.actions.push_back(EndWalk{});
    else if (context.session.selected)
        context.actions.push_back(ClearSelection{});
    else if (context.session.aside)
        context.actions.push_back(BackToTraining{});
}

void handle_keys(PanelContext& context) {
    // What is typed into the palette, a form or an open list is for it alone, and so with the tour.
    const PanelState& state = context.state;
    const bool taken = state.palette.open || state.own.open || state.tour.card > 0 || list_is_open();
    if (context.ui.keys.empty() || taken) return;
    const std::vector<Command> commands = commands_with_keys(context.session);
    for (const KeyPress& press : context.ui.keys)
        for (const Command& command : commands)
            if (is_pressed(command, press) && makes_sense(command, context.session)) command.run(context);
}

}  // namespace backstep
