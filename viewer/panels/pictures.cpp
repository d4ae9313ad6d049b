#include "viewer/panels/pictures.h"

#include <string_view>

namespace backstep {

void save_picture_of(PanelContext& context, const PanelPlace& panel) {
    context.state.wishes.push_back(
        {.what = Wish::What::picture, .of = panel.name, .place = panel.place, .window = context.ui.size});
    context.ui.animating = true;
}

void save_picture_of_window(PanelContext& context) { save_picture_of(context, {"window", {{0, 0}, context.ui.size}}); }

PanelPlace panel_at(const PanelContext& context, ImVec2 place) {
    for (const PanelPlace& panel : context.state.places)
        if (panel.place.contains(place)) return panel;
    return {"window", {{0, 0}, context.ui.size}};
}

void save_picture_under_mouse(PanelContext& context) {
    const PanelPlace under = panel_at(context, ImGui::GetIO().MousePos);
    if (under.name == std::string_view("window"))
        context.state.notice = mistake("The mouse is over no panel; put it over the one to be saved");
    else
        save_picture_of(context, under);
}

}  // namespace backstep
