#pragma once
// What is remembered of all that opens over the panels, and of what the reader asks for there.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/record/trace.h"
#include "viewer/model/action.h"
#include "viewer/widgets/ui.h"

namespace backstep {

// Where a panel stands in this frame.
struct PanelPlace {
    const char* name = "";
    Rect place;
};

// The menu of the right mouse button on a number.
struct CellMenuState {
    bool open = false;
    std::shared_ptr<const Trace> trace;  // it is for a cell of this recording
    std::optional<CellRef> cell;
    double number = 0;  // without a cell
    ImVec2 at{0, 0};
    PanelPlace panel = {};  // where it stands
};

// A file that the reader wishes to have: of the value of an event, of all, or of what a part of the window shows.
struct Wish {
    enum class What { csv, npz, picture, slides };
    What what = What::csv;
    int event = 0;
    std::string of = {};  // the panel's name, or "window"
    Rect place = {};
    ImVec2 window = {};  // how large it is
};

// The tour through the window.
struct TourState {
    int card = 0;         // 0: there is none now, else the card, from 1
    bool seen = false;    // it began once
    bool opened = false;  // it has opened its lesson, as none was
    bool moved = false;   // and gone to a number in it, as nothing had run
    Rect search;          // where the header has it
};

// What keys reach of all that can be clicked: reach.h.
struct ReachState {
    bool on = false;  // Tab has come to something:
    std::string panel = {}, name = {};
    int same = 0;                // so many of that name stand before it
    std::size_t place = 0;       // in all that could be reached then
    bool letters = false;        // all that can be clicked shows its letters,
    std::string typed = {};      // of which these were typed
    int moves = 0, button = -1;  // asked for by keys in this frame: to go on, to click,
    int coming = 0;              // so many frames until what Tab has come to has been scrolled into sight
    float scrolls = 0;           // to scroll by so many lines
    Rect page = {};              // that is scrolled if Tab has come to nothing
    Registry own = {};           // where nobody else notes what is drawn
};

// A network and images of the reader's own, as they have been typed so far.
struct OwnState {
    bool open = false;
    TrainOptions options = {};
    std::string folder = {}, rate = {};  // no rate: the usual one of the optimizer
    std::string error = {};              // why the images were refused
};

// The list of everything, to be searched.
struct PaletteState {
    bool open = false;
    std::string typed = {};
    int chosen = 0, first = 0;  // of the list: the row that Enter runs, the first in sight
    std::vector<std::string> stage_tabs = {}, side_tabs = {};  // what stands in workbench.cpp
};

}  // namespace backstep
