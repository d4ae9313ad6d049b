#pragma once
// A minute through the window, for whoever sees it for the first time: a few cards that each point at a place, with the
// rest dimmed.

#include "viewer/panels/layout.h"
#include "viewer/panels/panel_state.h"

namespace backstep {

// Closes what is open over the panels. Without a lesson the tour opens one, which is where it shows everything.
void begin_tour(PanelState& state, int card = 1);

// Over all others, while state.tour.card is one. `layout` is where the panels stand in this frame; cards of places that
// there are not are passed over.
void draw_tour(PanelContext& context, const Layout& layout);

}  // namespace backstep
