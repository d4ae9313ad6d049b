// Files that are dropped on the window: a picture of a digit is read, as if it had been opened under Draw.

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "viewer/panels/panels.h"

namespace backstep {
namespace {

bool is_png(const std::string& file) {
    std::string end = file.substr(file.size() < 4 ? 0 : file.size() - 4);
    std::transform(end.begin(), end.end(), end.begin(), [](unsigned char c) { return std::tolower(c); });
    return end == ".png";
}

}  // namespace

void take_dropped(PanelContext& context) {
    PanelState& state = context.state;
    const auto& files = context.ui.dropped;
    const auto picture = std::find_if(files.begin(), files.end(), is_png);
    const std::string name = files.front().substr(files.front().find_last_of('/') + 1);
    if (picture == files.end()) {
        state.notice = mistake(fmt::format("'{}' cannot be dropped here: a PNG picture of a digit can", name));
    } else if (context.session.timelines.empty() && !context.session.aside) {
        state.notice =
            mistake("A picture is read by a network that trains: open lesson 8 or a later one, and drop it there");
    } else {
        if (context.session.aside) context.actions.push_back(BackToTraining{});
        state.stage_tab = "Draw";
        open_picture(state.draw, *picture);
        if (!state.draw.error.empty()) state.notice = mistake(state.draw.error);
    }
    context.ui.animating = true;
}

}  // namespace backstep
