// Every command of the table, by a click in the palette and by its key, and whatever else can be seen and clicked:
// each does something, or says why not.

#include <map>
#include <set>

#include "tests/panels/lesson_window.h"
#include "tests/panels/training_window.h"
#include "viewer/panels/commands.h"

using namespace backstep;

namespace {

constexpr KeyPress ctrl_p{.character = U'p', .ctrl = true};

// All that a command can change, as text: of the session, and of what the panels remember.
std::string of_session(const Session& session) {
    const Timelines& timelines = session.timelines;
    std::string text =
        fmt::format("lesson {} position {} trace {} playing {} trail {} back {} forward {} bookmarks {}",
                    session.lesson ? session.lesson->number : 0, session.position,
                    static_cast<const void*>(session.trace.get()), session.playing, session.trail.size(),
                    session.places.back.size(), session.places.forward.size(), session.places.bookmarks.size());
    if (session.selected)
        text += fmt::format(" cell {} {} {}", session.selected->event, session.selected->row, session.selected->col);
    if (session.walk) text += fmt::format(" walk {} {}", session.walk->stop, session.walk->running);
    for (const Knob& knob : session.knobs.all()) text += " " + session.knobs.text(knob.name);
    return text + fmt::format(" timeline {} of {} step {} training {} {}", timelines.current, timelines.all.size(),
                              timelines.step, timelines.training, timelines.notice);
}

std::string of_state(const PanelState& state) {
    const std::optional<PlotRange>& zoom = state.timeline.zoom.x;
    return fmt::format(
        "curve {} {} tabs {} {} help {} bookmarks {} dark {} digits {} zoom {} palette {} own {} wishes {} alone {} "
        "tour {} {} reach {} {} {} {} proof {} quit {}",
        zoom ? zoom->low : 0, zoom ? zoom->high : 0, state.stage_tab, state.side_tab, state.help, state.bookmarks,
        state.dark, state.digits, state.zoom, state.palette.open, state.own.open, state.wishes.size(),
        state.stage.alone.has_value(), state.tour.card, state.notice.text, state.reach.on, state.reach.letters,
        state.reach.place, state.reach.typed, state.explanation.proof.has_value(), state.quit);
}

// A window that can be put back to where it was as often as is wanted.
template <class SomeWindow>
class Again {
public:
    SomeWindow window;

    explicit Again(const std::function<void(SomeWindow&)>& prepare) : window({1280, 800}) {
        prepare(window);
        prepared_.push_back(window.session);
        if (!window.session.selected) return;
        apply(window.session, WalkTerms{3});
        prepared_.push_back(window.session);
    }
    std::size_t sessions() const { return prepared_.size(); }
    void reset(const std::function<void(PanelState&)>& look, std::size_t session = 0) {
        window.ui.key(Key::escape);
        window.session = prepared_[session];
        window.state = PanelState();
        look(window.state);
        window.ui.move({-1, -1});
        window.ui.settle(60);
    }
    std::string seen() const {
        // How far the page is scrolled, and whether a field has the keyboard.
        const std::vector<TextItem>& texts = window.ui.registry().texts;
        const auto page = std::find_if(texts.begin(), texts.end(), [](const TextItem& text) {
            return text.panel == "page" || text.panel == "lessons";
        });
        return of_session(window.session) + "\n" + of_state(window.state) +
               fmt::format(" page {} typing {}", page == texts.end() ? 0 : page->whole.min.y,
                           ImGui::GetIO().WantTextInput);
    }
    std::vector<Command> commands() {
        window.ui.key(ctrl_p);  // which tells the palette what tabs there are
        std::vector<Command> all = all_commands(window.session, window.state);
        window.ui.key(Key::escape);
        window.ui.frames(2);
        return all;
    }

private:
    std::vector<Session> prepared_;  // the second walks through a sum
};

void stay_on_list(Window& window) {
    apply(window.session, OpenLesson{"2"});
    apply(window.session, ShowLessons{});
    apply(window.session, OpenLesson{"5"});
    apply(window.session, GoBack{});
}

// In the middle of everything: places before and behind, a trail, a bookmark elsewhere.
void stand_in_the_middle(Session& session) {
    const auto cell = [&](const char* name) { return CellRef{*find_event(*session.trace, name, 0), 2, 0}; };
    apply(session, GoToValue{"A[1]"});
    apply(session, SwitchBookmark{});
    for (const char* name : {"dW[2]", "db[2]", "A[2]"}) apply(session, GoToValue{name});
    apply(session, GoBack{});
    apply(session, SelectCell{cell("A[2]")});
    apply(session, FollowCell{cell("Z[1]")});
}

void prepare_lesson(Window& window) {
    apply(window.session, OpenLesson{"5"});
    apply(window.session, SetKnob{"learning_rate", "0.25"});
    stand_in_the_middle(window.session);
}

void prepare_training(TrainingWindow& window) {
    Session& session = window.session;
    apply(session, SetKnob{"learning_rate", "0.25"});
    window.train_to_the_end();
    apply(session, AddBreakpoint{"loss > 0"});
    apply(session, AddWatch{"loss"});
    apply(session, GoToTyped{"epoch 2 batch 2"});
    stand_in_the_middle(session);
}

void prepare_fork(TrainingWindow& window) {
    prepare_training(window);
    apply(window.session, Fork{{"optimizer=adam"}});
}

void as_at_first(PanelState&) {}
// What is so already cannot be made so: everything is another way here.
void otherwise(PanelState& state) {
    state.dark = false;
    state.digits = 9;
    state.zoom = 1.1F;
    state.stage_tab = "Weights";
    state.side_tab = "Breakpoints";
    state.timeline.zoom.x = PlotRange{3, 7};
}

void with_help(PanelState& state) { state.help = true; }

// Does `act` change anything, in one look or another?
template <class SomeWindow>
bool does_something(Again<SomeWindow>& again, const std::function<void()>& act) {
    for (std::size_t session = 0; session < again.sessions(); ++session)
        for (const auto look : {as_at_first, otherwise, with_help}) {
            again.reset(look, session);
            const std::string before = again.seen();
            act();
            again.window.ui.settle(30);
            if (again.seen() != before) return true;
        }
    return false;
}

template <class SomeWindow>
void click_every_command(Again<SomeWindow>& again, std::size_t least) {
    again.reset(as_at_first);
    const std::vector<Command> all = again.commands();
    BOOST_TEST(all.size() >= least);
    HeadlessUi& ui = again.window.ui;
    for (const Command& command : all) {
        const auto click = [&] {
            ui.key(ctrl_p);
            ui.frames(2);
            ui.type(command.name);
            ui.click("palette/" + command.name);
        };
        BOOST_TEST(does_something(again, click), command.name);
    }
}

template <class SomeWindow>
void press_every_key(Again<SomeWindow>& again) {
    again.reset(as_at_first);
    for (const Command& command : commands_with_keys(again.window.session))
        for (const KeyPress& key : command.keys) {
            again.reset(as_at_first);
            if (!makes_sense(command, again.window.session)) continue;
            BOOST_TEST(does_something(again, [&] { again.window.ui.key(key); }), command.name << ": " << key_text(key));
        }
}

// "digit 17" and "digit 3" are of a kind.
std::string kind_of(const Item& item) {
    std::string kind = item.panel + "/" + item.name;
    kind.erase(std::remove_if(kind.begin(), kind.end(), [](unsigned char c) { return std::isdigit(c) || c == '@'; }),
               kind.end());
    return kind;
}

// What only tells something while the mouse is over it, and what is chosen already.
bool is_to_be_clicked(const Item& item) {
    static const std::set<std::string> not_clicked{"chosen image", "probabilities", "raw",       "centred",
                                                   "Step",         "Images",        "SGD",       "Adam",
                                                   "one scale",    "pen",           "forks here"};
    const auto begins = [&](const char* with) { return item.name.rfind(with, 0) == 0; };
    return item.visible && item.enabled && !not_clicked.contains(item.name) && !begins("about ") &&
           !begins("sample ") && !begins("watch ") && !begins("y axis of ");
}

using Kinds = std::map<std::string, bool>;  // has one of them answered?

// Clicks things of each kind until one answers: looks at the session, and at every pixel without the mouse over any.
template <class SomeWindow>
void click_every_kind(Again<SomeWindow>& again, const std::function<void(PanelState&)>& look, Kinds& kinds) {
    HeadlessUi& ui = again.window.ui;
    again.reset(look);
    const std::string before = again.seen();
    const Image picture = ui.image();
    for (const Item& item : std::vector<Item>(ui.registry().items)) {
        const std::string kind = kind_of(item);
        if (!is_to_be_clicked(item) || kinds[kind]) continue;
        again.reset(look);
        ui.click(item.rect.center());
        ui.move({-1, -1});
        ui.frames(3);
        kinds[kind] = again.seen() != before || ui.image().pixels != picture.pixels;
    }
}

void check(const Kinds& kinds, std::size_t least) {
    BOOST_TEST(kinds.size() >= least);
    for (const auto& [kind, answered] : kinds) BOOST_TEST(answered, kind);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(every_command)

BOOST_AUTO_TEST_CASE(of_a_lesson_does_something_when_it_is_clicked_in_the_palette) {
    Again<Window> again(prepare_lesson);
    click_every_command(again, 80);
}

BOOST_AUTO_TEST_CASE(of_the_list_does_something_when_it_is_clicked_in_the_palette) {
    Again<Window> again(stay_on_list);
    click_every_command(again, 15);
}

BOOST_AUTO_TEST_CASE(of_a_training_does_something_when_it_is_clicked_in_the_palette) {
    Again<TrainingWindow> again(prepare_training);
    click_every_command(again, 80);
}

BOOST_AUTO_TEST_CASE(with_a_key_does_something_when_the_key_is_pressed) {
    press_every_key(*std::make_unique<Again<Window>>(stay_on_list));
    press_every_key(*std::make_unique<Again<Window>>(prepare_lesson));
    press_every_key(*std::make_unique<Again<TrainingWindow>>(prepare_training));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(every_panel)

BOOST_AUTO_TEST_CASE(of_the_list_answers_wherever_it_is_clicked) {
    Kinds kinds;
    Again<Window> list(stay_on_list);
    click_every_kind(list, as_at_first, kinds);
    check(kinds, 6);
}

BOOST_AUTO_TEST_CASE(of_a_lesson_answers_wherever_it_is_clicked) {
    Kinds kinds;
    Again<Window> lesson(prepare_lesson);
    for (const char* tab : {"Step", "Weights"})
        click_every_kind(
            lesson, [&](PanelState& state) { state.stage_tab = tab; }, kinds);
    click_every_kind(
        lesson, [](PanelState& state) { state.bookmarks = true; }, kinds);
    check(kinds, 45);
}

BOOST_AUTO_TEST_CASE(of_a_training_answers_wherever_it_is_clicked) {
    Kinds kinds;
    Again<TrainingWindow> training(prepare_fork);
    for (const char* tab : {"Step", "Weights", "Race", "Health", "Compare", "Results", "Draw"})
        click_every_kind(
            training, [&](PanelState& state) { state.stage_tab = tab; }, kinds);
    for (const char* tab : {"Images", "Breakpoints", "Timelines", "Knobs"})
        click_every_kind(
            training, [&](PanelState& state) { state.side_tab = tab; }, kinds);
    check(kinds, 90);
}

BOOST_AUTO_TEST_SUITE_END()
