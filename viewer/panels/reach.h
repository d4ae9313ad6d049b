#pragma once
// Whatever can be clicked, without a mouse: Tab goes from one thing to the next and Enter clicks it, or each gets
// letters of its own, and whoever types them has clicked it. The registry of items knows them all, so no panel need
// know of this.

#include <span>
#include <string>
#include <vector>

#include "viewer/panels/panel_state.h"

namespace backstep {

// What can be clicked now, in the order in which it was drawn. Where something lies over all else, only what is in it.
std::vector<Item> reachable(const Registry& registry);
// With what can be scrolled into sight, but for the lesson's page, which has keys of its own.
std::vector<Item> within_reach(const Registry& registry);

// The letters of the first, second … of so many things: one for each, or two for each if there are too many.
std::vector<std::string> letters_for(std::size_t count);

// To the next thing, or back. What is out of sight is scrolled to.
void reach_next(PanelContext& context, int by);
// Clicks what Tab has come to, or opens its menu.
void reach_click(PanelContext& context, int button);
void reach_by_letters(PanelContext& context);
// Scrolls what Tab has come to, or else the lesson's page.
void reach_scroll(PanelContext& context, float lines);

// True if the keys of this frame are letters that were asked for.
bool take_letters(PanelContext& context);
// Forgets what Tab has come to; false if that was nowhere.
bool stop_reaching(PanelContext& context);

// Around the drawing of all panels: the first has their items noted, if that is needed, the second does what keys have
// asked for, and shows where they are.
void begin_reach(Ui& ui, ReachState& state);
void end_reach(Ui& ui, ReachState& state);

}  // namespace backstep
