#pragma once
// What the panels remember between frames that is nothing of the session's: where a text is scrolled to, what has been
// laid out already, whether the help is open. Each panel has a part of its own. What another one has to know (the hits
// on a curve, what the header offers the tour) is read, and never written, there.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/timeline/loss_slice.h"
#include "viewer/model/batch.h"
#include "viewer/model/compare_view.h"
#include "viewer/model/drawing.h"
#include "viewer/model/explanation.h"
#include "viewer/model/health.h"
#include "viewer/model/map.h"
#include "viewer/model/page.h"
#include "viewer/model/proof.h"
#include "viewer/model/race_weights.h"
#include "viewer/model/results.h"
#include "viewer/model/watches.h"
#include "viewer/model/weight_pictures.h"
#include "viewer/panels/curves.h"
#include "viewer/panels/notice.h"
#include "viewer/panels/overlay_state.h"
#include "viewer/widgets/code_lexer.h"
#include "viewer/widgets/markdown_view.h"

namespace backstep {

// What a view model was made from: made anew only when this changes.
struct MadeFor {
    std::shared_ptr<const Trace> trace;  // held, so that no other can take its address
    int position = -1;
    friend bool operator==(const MadeFor&, const MadeFor&) = default;
};

struct PageState {
    MadeFor made_for;
    const Lesson* lesson = nullptr;
    int digits = 0;
    LessonPage page;
    std::string parsed_file;                  // whose prose and code these are
    std::vector<MarkdownView> prose;          // one a block; empty for code
    std::vector<std::vector<CodeLine>> code;  // one a block; empty for prose
    bool follow = false;                      // the current line has moved: bring it into view
    float scale = 0;                          // of the letters
};

struct MapState {
    MadeFor made_for;
    NetworkMap map;
    // What differs from the timeline beside it: of this recording, once it has been shown for a moment.
    std::shared_ptr<const Trace> compared;
    std::shared_ptr<const Timeline> beside;
    long trained = -1;  // of that timeline, when it was compared; −1: not yet
    double since = 0;   // both are shown, in seconds
    CompareView differences;
};

struct StageState {
    std::optional<int> alone;  // an event whose value is shown alone, large
    MadeFor made_for;
    // Of the values that were drawn, by event: looking through millions of numbers takes time.
    struct Measure {
        double largest = 0;
        bool finite = true;
    };
    std::shared_ptr<const Trace> measured;
    std::map<int, Measure> measures;
};

struct WeightsState {
    MadeFor made_for;
    WeightPictures pictures;
    std::string chosen;      // of their names; empty: the newest
    bool own_scale = false;  // the colours of each picture reach to its own largest number
    std::shared_ptr<const Trace> measured;
    int measured_value = -1;      // of the pictures
    std::vector<double> largest;  // of each unit
};

struct BatchState {
    MadeFor made_for;
    BatchView view;
};

struct ExplanationState {
    std::shared_ptr<const Trace> trace;  // held, so that no other can take its address
    std::optional<CellRef> cell;
    int digits = 0;  // for which it was made
    ExplanationView view;
    bool walking = false;                // through its sum, when last drawn
    std::optional<GradientProof> proof;  // of this cell, if it was asked for
    bool prove = false;                  // asked for by a key
    std::string typed;                   // into the field for a number to be set by hand
};

struct KnobsState {
    std::vector<std::string> texts;  // what stands in the fields
    const Lesson* lesson = nullptr;
    std::vector<std::string> fixed;  // its knobs that a fork cannot turn
};

struct TimelineState {
    std::string typed, error;  // in its field, and why the last that was typed was refused
    bool focus = false;        // the field is to have the keyboard
    LossLine current, beside;
    PlotZoom zoom;
    BreakpointHits hits;
    std::optional<Position> before_press;  // where the session was before the last press on the curve moved it
};

struct BreakpointsState {
    std::string typed, error;
    std::string watch_typed, watch_error;
    WatchViews watches;
};

struct HealthState {
    HealthCurves curves;
    std::shared_ptr<const Timeline> timeline;  // what the rest was made for
    long steps = -1, measured = -1;
    std::size_t epochs = 0;
    int columns = 0;
    PlotZoom zoom;
    std::optional<PlotRange> shown;  // of the steps, when the lines were made
    LossLine loss;
    struct Lines {
        std::vector<double> smoothed;  // of all steps
        ThinLine raw, smooth;
    };
    std::vector<std::vector<Lines>> lines;  // of each kind of curve, one a layer
    std::vector<std::vector<double>> by_epoch;
    ThinLine held_out;
    std::string held_out_text;
    std::vector<HealthFinding> findings;
};

struct RaceState {
    std::shared_ptr<const Timeline> made_for;  // the first timeline of the lesson
    std::vector<RaceEntry> entries;
    std::vector<char> takes_part;  // one an entry
    std::vector<LossLine> lines;   // one a racer
    PlotZoom zoom;
    // While they race, moments of their ways and of the weight are looked at in turns: race_parts.h.
    enum class Look { way, weight };
    Look next_look = Look::way;
    double next_look_at = 0;             // seconds, as in Ui
    std::shared_ptr<TrainingWays> ways;  // while they race
    // The slice of what the racers have come to.
    std::shared_ptr<LossSlice> slice;
    std::vector<long> sliced;  // steps of each racer in it
    Matrix shades;             // of the losses: 0 the lowest, 1 the highest, by their logarithm
    double lowest = 0, highest = 0;
    std::string no_slice;  // why there is none
    // One weight in the shown step of each racer.
    struct Followed {
        std::shared_ptr<const Timeline> timeline;
        long step = 0;
        RacerWeight weight;
    };
    WeightPlace place;
    std::vector<Followed> followed;
    // The same over their steps.
    RaceWeights weights;
    int quantity = -1;  // of those in race_weight.cpp; −1: not chosen yet
    struct WeightLines {
        int known = -1, quantity = -1;  // what they were made for
        StepRange shown;
        std::vector<RaceWeights::Line> lines;  // one a racer
    } weight_lines;
};

struct CompareState {
    std::shared_ptr<const Trace> here, beside;  // the recordings that are compared
    std::shared_ptr<const Timeline> timeline;   // of which `beside` is a step
    long trained = 0;                           // of it, when it was recorded
    std::string why;                            // there is nothing beside
    CompareView view;
    int event = -1;  // whose difference this is
    Matrix difference;
    double largest[3] = {};  // magnitudes of the value here, of the one beside, and of the difference
    LossLine left, right;
    PlotZoom zoom;
};

struct ResultsState {
    std::shared_ptr<const TrainingData> data;  // whose images all this is about
    Results results;
    NetworkMoment seen;  // where the cursor was last, and since when, in seconds
    double since = 0;
    std::optional<LabelAndClass> cell;  // what is listed; none: all mistakes
    long listed_of = -1;                // Results::count() of the list
    std::vector<ReadImage> list;
    std::string title;  // of the list
    int set = 0;        // the image that is looked at closely: test, training or validation, and which of them
    int index = -1;     // −1: the first of the list
    std::vector<double> probabilities;
    std::optional<ReadImage> read;  // that image, as it was read
    long read_of = -1;              // Results::count()
};

struct DrawState {
    Drawing drawing;
    std::optional<PenSpot> pen;  // where it was in the last frame, if it was down
    int tool = 0;                // pen, eraser
    int label = -1;              // what the reader says it is; −1: nothing
    std::string path, error;     // of a picture to be opened
    // What the network says, as drawn and centred, and what it said that about.
    struct Reading {
        std::vector<std::uint8_t> pixels;
        Matrix picture;
        std::vector<double> probabilities;
    };
    Reading raw, centred;
    NetworkMoment moment;
    std::optional<Mlp> net;
    long version = -1;
};

struct LessonsState {
    const Dataset* sampled = nullptr;  // whose images these are; a session keeps its digits
    Matrix images;
};

struct PanelState {
    LessonsState lessons;
    PageState page;
    MapState map;
    StageState stage;
    WeightsState weights;
    BatchState batch;
    ExplanationState explanation;
    KnobsState knobs;
    TimelineState timeline;
    BreakpointsState breakpoints;
    HealthState health;
    RaceState race;
    CompareState compare;
    ResultsState results;
    DrawState draw;
    PaletteState palette;
    OwnState own;
    CellMenuState cell_menu;
    TourState tour;
    ReachState reach;
    std::vector<PanelPlace> places;        // of what is drawn
    std::vector<Wish> wishes;              // emptied by whoever runs the frames
    std::string stage_tab, side_tab;       // what stands there, of the tabs in workbench.cpp; else the first
    std::optional<Position> before_click;  // where the session was before the last click on a curve moved it
    bool fork_on_turn = true;              // in a training that has begun, turning a knob forks it
    bool curve_hint = true;                // how to zoom is said until it was done
    bool help = false;
    bool quit = false;       // the window is to close
    bool bookmarks = false;  // their list is open
    bool dark = true;
    int digits = usual_digits;  // of the numbers in pictures and explanations
    float zoom = 1;             // of letters and all, as chosen while it runs
    float zoomed = 1;           // the same in this frame: as far as there is room
    Notice notice;              // shown in the header until the next action
};

using Actions = std::vector<Action>;

// What a panel is drawn with. Panels only read the session; what the user does goes into `actions`.
struct PanelContext {
    Ui& ui;
    Rect place;
    const Session& session;
    PanelState& state;
    Actions& actions;
};

// The colour of a phase, the same everywhere.
inline Color phase_color(const Theme& theme, Phase phase) {
    switch (phase) {
        case Phase::forward:
            return theme.forward;
        case Phase::loss:
            return theme.loss;
        case Phase::backward:
            return theme.backward;
        case Phase::update:
            return theme.update;
    }
    return theme.text;
}

}  // namespace backstep
