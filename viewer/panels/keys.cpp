// Keys act everywhere: they come from the table of commands.

#include "viewer/panels/commands.h"
#include "viewer/panels/panels.h"
#include "viewer/panels/reach.h"
#include "viewer/widgets/typing.h"

namespace backstep {

void close_last_opened(PanelContext& context) {
    if (context.state.cell_menu.open)
        context.state.cell_menu.open = false;
    else if (stop_reaching(context))
        context.ui.animating = true;
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
    // What is typed into the palette or an open list is for it alone, and so with the tour. A form can be gone through.
    const PanelState& state = context.state;
    const bool taken = state.palette.open || state.tour.card > 0 || list_is_open();
    if (context.ui.keys.empty() || taken || take_letters(context)) return;
    const std::vector<Command> commands = commands_with_keys(context.session);
    for (const KeyPress& press : context.ui.keys)
        for (const Command& command : commands)
            if (is_pressed(command, press) && makes_sense(command, context.session) &&
                (command.in_forms || !state.own.open))
                command.run(context);
}

}  // namespace backstep
