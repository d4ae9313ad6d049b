// What is written on the screen can be read: in every lesson, under every tab, over all else, in both themes.

#include <map>

#include "tests/panels/drawn_texts.h"
#include "tests/panels/lesson_window.h"
#include "tests/panels/training_window.h"
#include "viewer/widgets/text.h"

using namespace backstep;

namespace {

// A stroke may cross a line of a plot; most of a text has to stand on a ground that it can be read on.
bool is_faint(const DrawnText& text) { return text.enabled && text.faint * 10 > text.pixels; }

// Looks at windows, and says at its end which texts were faint, each once, with where it was seen first.
class Reader {
public:
    ~Reader() {
        BOOST_TEST(letters_ > 10000);
        for (const auto& [text, where] : faint_) BOOST_ERROR(text << ": " << where);
    }
    // At all that is drawn, or at one panel, for what lies under it is not to be read.
    template <class SomeWindow>
    void look(SomeWindow& window, const std::string& where, const std::string& panel = "") {
        window.ui.frames(2);
        const bool dark = window.state.dark;
        for (const DrawnText& text : drawn_texts(window.ui, (dark ? dark_theme() : light_theme()).background)) {
            if (!panel.empty() && text.panel != panel) continue;
            letters_ += text.pixels;
            if (is_faint(text))
                faint_.emplace(text.panel + ": '" + text.text + "'",
                               fmt::format("{}, {}: at least {:.2f}:1, {} of {} pixels below 4.5:1",
                                           dark ? "dark" : "light", where, text.least, text.faint, text.pixels));
        }
    }

private:
    std::map<std::string, std::string> faint_;
    long letters_ = 0;  // pixels of them
};

void read_lessons(Reader& reader, Window& window) {
    reader.look(window, "the list of lessons");
    for (const Lesson& lesson : window.session.lessons) {
        apply(window.session, OpenLesson{std::to_string(lesson.number)});
        for (int position = 0; position <= window.session.count(); position += 1 + window.session.count() / 5) {
            apply(window.session, GoToPosition{position});
            if (position > 0) apply(window.session, SelectCell{{position - 1, 0, 0}});
            reader.look(window, fmt::format("lesson {}, position {}", lesson.number, position));
        }
    }
}

void read_tabs(Reader& reader, TrainingWindow& window, const std::string& when) {
    for (const char* tab : {"Step", "Weights", "Race", "Health", "Compare", "Results", "Draw"}) {
        window.state.stage_tab = tab;
        window.ui.frames(30);
        reader.look(window, when + ", " + tab);
    }
    for (const char* tab : {"Images", "Breakpoints", "Timelines", "Knobs"}) {
        window.state.side_tab = tab;
        reader.look(window, when + ", " + tab);
    }
}

void race(TrainingWindow& window) {
    apply(window.session, Race{usual_entries(window.session)});
    while (window.session.timelines.racing) window.wait();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(contrast)

BOOST_AUTO_TEST_CASE(every_lesson_can_be_read_in_both_themes) {
    Reader reader;
    Window window({1280, 800});
    for (const bool dark : {true, false}) {
        window.state.dark = dark;
        apply(window.session, ShowLessons{});
        read_lessons(reader, window);
    }
}

BOOST_AUTO_TEST_CASE(every_tab_of_a_training_can_be_read_in_both_themes) {
    Reader reader;
    for (const bool dark : {true, false}) {
        TrainingWindow window({1600, 1000});
        window.state.dark = dark;
        read_tabs(reader, window, "at the start");
        window.train_to_the_end();
        race(window);
        apply(window.session, AddBreakpoint{"loss > 0.5"});
        apply(window.session, AddBreakpoint{"phase == update and step == 3"});
        apply(window.session, SwitchBreakpoint{1, false});
        apply(window.session, AddWatch{"norm(dW[1])"});
        window.go("epoch 2 batch 1 dW[2]");
        apply(window.session, SelectCell{{window.session.position - 1, 3, 5}});
        read_tabs(reader, window, "trained");
        apply(window.session, Fork{{"optimizer=adam"}});
        read_tabs(reader, window, "forked");
    }
}

BOOST_AUTO_TEST_CASE(what_opens_above_all_else_can_be_read_in_both_themes) {
    Reader reader;
    for (const bool dark : {true, false}) {
        Window window({1280, 800});
        window.state.dark = dark;
        window.open_lesson_five();
        window.go_to("dW[2]");
        apply(window.session, SwitchBookmark{});
        window.ui.move("dW[2]");
        reader.look(window, "a tool tip", "tooltip");
        window.ui.click("dW[2]", 0.5F, 0.5F, 1);
        reader.look(window, "the menu of a cell", "cell menu");
        window.ui.key(Key::escape);
        window.ui.type("?");
        reader.look(window, "the help", "help");
        window.ui.key(Key::escape);
        window.state.bookmarks = true;
        reader.look(window, "the bookmarks", "bookmarks");
        window.state.bookmarks = false;
        window.ui.key({.character = U'p', .ctrl = true});
        window.ui.type("dw");
        reader.look(window, "the palette", "palette");
        window.ui.key(Key::down);
        reader.look(window, "the second row of the palette", "palette");
        window.ui.key(Key::escape);
        window.state.own.open = true;
        reader.look(window, "the form for a network of one's own", "own");
        window.state.own.options.layers = "784,many,10";
        reader.look(window, "what is wrong in it", "own");
    }
}

BOOST_AUTO_TEST_CASE(the_check_is_sharp_the_same_text_is_found_faint_on_a_ground_of_nearly_its_colour) {
    const Color ink = rgb(0x8A8F99), paper = dark_theme().background;
    for (const Color ground : {paper, rgb(0x6A6F79)}) {
        HeadlessUi ui({400, 300}, [&](Ui& frame, FrameRequest&) {
            begin_panel(frame, "page", {{0, 0}, {400, 300}});
            ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, {400, 150}, ground);
            text_at(frame, {20, 20}, "upper", {.color = ink});
            text_at(frame, {20, 220}, "lower", {.color = ink});
            end_panel(frame);
        });
        const std::vector<DrawnText> texts = drawn_texts(ui, paper);
        BOOST_REQUIRE(texts.size() == 2u);
        BOOST_TEST(texts[0].text == "upper");
        BOOST_TEST(is_faint(texts[0]) == (ground != paper));
        BOOST_TEST(!is_faint(texts[1]));
        BOOST_TEST(texts[0].least == contrast_ratio(ink, ground), boost::test_tools::tolerance(0.02));
    }
}

BOOST_AUTO_TEST_SUITE_END()
