#pragma once
// The panels. None knows another; each reads the session and says what the user did.

#include "viewer/panels/panel_state.h"

namespace backstep {

void draw_header(PanelContext& context);
void draw_lessons(PanelContext& context);  // in place of all others while no lesson is open
void draw_page(PanelContext& context);
void draw_map(PanelContext& context);  // above the stage
void draw_stage(PanelContext& context);
void draw_explanation(PanelContext& context);
void draw_weights(PanelContext& context);  // in the place of the stage, as are health and comparison
void draw_race(PanelContext& context);
void draw_health(PanelContext& context);
void draw_compare(PanelContext& context);
void draw_results(PanelContext& context);
void draw_drawing(PanelContext& context);
void draw_batch(PanelContext& context);
void draw_breakpoints(PanelContext& context);
void draw_timelines(PanelContext& context);
void draw_knobs(PanelContext& context);
void draw_timeline(PanelContext& context);
void draw_strip(PanelContext& context);
void draw_help(PanelContext& context);       // over all others while state.help is set
void draw_bookmarks(PanelContext& context);  // below the header while state.bookmarks is set
void draw_cell_menu(PanelContext& context);  // where the mouse was, while it is open
void draw_palette(PanelContext& context);    // over all others while it is open
void draw_own(PanelContext& context);        // the same

// How high the panel of the knobs is when nothing in it scrolls; 0 without knobs.
float knobs_height(const Ui& ui, const Session& session);

// How high the map of the network is; 0 if the recording is no network's.
float map_height(const Ui& ui, const Session& session);

// What turning a knob does: it starts the lesson anew, or a fork of its training, as the reader has chosen.
Action turned_knob(const Session& session, const PanelState& state, const std::string& knob, const std::string& value);

// All optimizers that the knob has: "SGD, Momentum, Adam".
std::string optimizer_labels(const Knob& knob);

// How large letters can be in this window, as a PanelState::zoom.
float largest_zoom(const Ui& ui, const PanelState& state);

// Takes the picture in that file in place of what is drawn; state.error says why not.
void open_picture(DrawState& state, const std::string& path);

// Takes what was dropped on the window in this frame, or says what can be dropped.
void take_dropped(PanelContext& context);

// Does what the keys of commands.h do.
void handle_keys(PanelContext& context);

}  // namespace backstep
