#pragma once
// The parts of the race's panel. For its files only.

#include "viewer/panels/panels.h"

namespace backstep {

// Of the racer at this place among the racers.
Color racer_color(const Theme& theme, std::size_t racer);
// "Adam"
std::string name_of_racer(const Session& session, int timeline);

// A look at a moment of a training takes as long as a frame may. While they race, there are some seconds in which the
// time is theirs, and looks are rare: whether there may be one now, `last` being when the last one was.
bool may_look(const PanelContext& context, double& last);

// The slice of the loss with the way of each racer, about `size` large; it is worked out while it is drawn.
void draw_race_slice(PanelContext& context, ImVec2 size);

// One weight: over the steps of the race as curves, and what the shown step does to it, a column a racer.
void draw_race_weight(PanelContext& context);

}  // namespace backstep
