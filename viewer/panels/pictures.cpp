#include "viewer/panels/pictures.h"

#include <algorithm>

namespace backstep {

void save_picture_of(PanelContext& context, const PanelPlace& panel) {
    context.state.wishes.push_back(
        {.what = Wish::What::picture, .of = panel.name, .place = panel.place, .window = context.ui.size});
    context.ui.animating = true;
}

void save_picture_of_window(PanelContext& context) { save_picture_of(context, {"window", {{0, 0}, context.ui.size}}); }

void save_picture_under_mouse(PanelContext& context) {
    const auto& all = context.state.places;
    const auto under = std::find_if(
        all.begin(), all.end(), [](const PanelPlace& panel) { return panel.place.contains(ImGui::GetIO().MousePos); });
    if (under == all.end())
        context.state.notice = mistake("The mouse is over no panel; put it over the one to be saved");
    else
        save_picture_of(context, *under);
}

}  // namespace backstep
