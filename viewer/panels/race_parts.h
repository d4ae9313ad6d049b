#pragma once
// The parts of the race's panel. For its files only.

#include <functional>

#include "viewer/panels/panels.h"

namespace backstep {

// Of the racer at this place among the racers.
Color racer_color(const Theme& theme, std::size_t racer);
// "Adam"
std::string name_of_racer(const Session& session, int timeline);

// Looks at a moment of a training, which takes as long as a frame may. While they race, most of the time is theirs, so
// it may not be its turn; and who trains waits for it. Gives what `look` gives: whether there was one to look at.
bool take_look(PanelContext& context, RaceState::Look kind, const std::function<bool()>& look);

// The slice of the loss with the way of each racer, about `size` large; it is worked out while it is drawn.
void draw_race_slice(PanelContext& context, ImVec2 size);

// One weight: over the steps of the race as curves, and what the shown step does to it, a column a racer.
void draw_race_weight(PanelContext& context);

}  // namespace backstep
