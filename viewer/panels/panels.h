#pragma once
// The panels. None knows another; each reads the session and says what the user did.

#include "viewer/panels/panel_state.h"

namespace backstep {

void draw_header(PanelContext& context);
void draw_lessons(PanelContext& context);  // in place of all others while no lesson is open
void draw_page(PanelContext& context);
void draw_stage(PanelContext& context);
void draw_explanation(PanelContext& context);
void draw_batch(PanelContext& context);
void draw_knobs(PanelContext& context);
void draw_strip(PanelContext& context);
void draw_help(PanelContext& context);  // over all others while state.help is set

// How high the panel of the knobs is when nothing in it scrolls; 0 without knobs.
float knobs_height(const Ui& ui, const Session& session);

// Keys that act everywhere: → ← step, ↑ ↓ phase, Home End, space plays, 1 2 3 4 choose the optimizer, ? helps.
void handle_keys(PanelContext& context);

}  // namespace backstep
