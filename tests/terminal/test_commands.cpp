#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <cstring>

#include "lessons/catalogue.h"
#include "sample.h"
#include "viewer/model/number.h"
#include "viewer/model/walk.h"
#include "viewer/terminal/commands.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(commands)

BOOST_AUTO_TEST_CASE(step_and_back_move_by_events_and_say_the_equation) {
    Sample s;
    BOOST_TEST(has(s.after("step"), "X is given"));
    BOOST_TEST(has(s.after("step 3"), "Z[1] = W[1]·X + b[1]"));
    BOOST_TEST(has(s.after("where"), "(5×3)·(3×7) + (5×1) → 5×7"));
    BOOST_TEST(has(s.after("back"), "b[1] is given"));
    BOOST_TEST(has(s.after("back 99"), "before the first of 7 events"));
    BOOST_TEST(has(s.after("back"), "nothing has happened yet"));
    BOOST_TEST(has(s.after("step 99"), "The lesson ends here."));
    BOOST_TEST(has(s.after("step"), "The lesson ends here."));
    BOOST_TEST(s.session.position == 7);
}

BOOST_AUTO_TEST_CASE(next_and_previous_move_by_phases) {
    Sample s;
    s.after("next 2");
    BOOST_TEST(s.session.current()->name.text() == "dW[1]");
    s.after("previous");
    BOOST_TEST(s.session.current()->name.text() == "X");
}

BOOST_AUTO_TEST_CASE(goto_takes_names_versions_and_indices) {
    Sample s;
    s.after("goto dW[1]");
    BOOST_TEST(s.session.position == 5);
    s.after("goto W[1]@1");
    BOOST_TEST(s.session.position == 6);
    s.after("goto 0");
    BOOST_TEST(s.session.position == 1);
    s.after("set optimizer adam");
    s.after("goto mhatW[1]");
    BOOST_TEST(s.session.current()->name.text() == "m̂W[1]");
}

BOOST_AUTO_TEST_CASE(a_printed_cell_reads_back_to_the_recorded_bits) {
    Sample s;
    const Matrix& dW = s.session.trace->matrix(4);
    s.after("goto dW[1]");
    for (int row = 0; row < 5; ++row)
        for (int col = 0; col < 3; ++col) {
            const std::string text = s.after("print dW[1] " + std::to_string(row) + " " + std::to_string(col));
            const double number = std::strtod(text.c_str() + text.find('=') + 1, nullptr);
            BOOST_TEST(std::memcmp(&number, &dW.values[dW.index(row, col)], sizeof number) == 0, text);
        }
    const std::string expected = s.after("print dW[1] 4 2");
    BOOST_TEST(s.after("print dW[1](4,2)") == expected);
    BOOST_TEST(s.after("p dW[1] (4, 2)") == expected);
}

BOOST_AUTO_TEST_CASE(a_printed_matrix_has_its_shape_and_is_clipped_to_the_width) {
    Sample s;
    s.after("goto Z[1]");
    s.terminal.style.width = 40;
    const std::string text = s.after("print Z[1]");
    BOOST_TEST(has(text, "Z[1]  5×7"));
    BOOST_TEST(has(text, "4 more columns"));
    BOOST_TEST(has(text, "│"));
    s.terminal.style.width = 120;
    BOOST_TEST(!has(s.after("print Z[1]"), "more"));
}

BOOST_AUTO_TEST_CASE(a_value_that_comes_later_is_printed_and_says_so) {
    Sample s;
    BOOST_TEST(has(s.after("print J"), "it comes later: 7 of 7"));
    s.after("goto J");
    BOOST_TEST(!has(s.after("print J"), "later"));
}

BOOST_AUTO_TEST_CASE(shape_says_the_shapes_of_the_operands_too) {
    Sample s;
    const std::string text = s.after("shape dW[1]");
    BOOST_TEST(has(text, "dW[1] is 5×3"));
    BOOST_TEST(has(text, "(5×7)·"));
}

BOOST_AUTO_TEST_CASE(explain_gives_the_terms_their_sum_and_commands_that_go_deeper) {
    Sample s;
    s.after("goto J");
    const std::string text = s.after("explain dW[1] 3 2");
    BOOST_TEST(has(text, "dW[1](3,2) = 1/7 · Σ over 7 examples Z[1](3,i) · X(2,i)"));
    BOOST_TEST(has(text, "Σ of 7 terms"));
    BOOST_TEST(has(text, "÷ m = 7"));
    BOOST_TEST((s.session.selected == CellRef{4, 3, 2}));
    const std::size_t link = text.find("explain Z[1] 3 ");
    BOOST_REQUIRE(link != std::string::npos);
    const std::string deeper = s.after(text.substr(link, text.find('\n', link) - link));
    BOOST_TEST(has(deeper, "explain W[1]@0 3 "));  // a newer W[1] has come, so the version is part of the link
    BOOST_TEST(has(s.after("explain W[1]@0 3 1"), "an initial weight"));
}

BOOST_AUTO_TEST_CASE(walk_adds_the_terms_in_the_order_of_the_kernel_up_to_the_recorded_number) {
    Sample s;
    s.after("goto J");
    const std::string text = s.after("walk dW[1] 3 2");
    std::istringstream lines(text);
    int terms = 0, last = -1;
    for (std::string line; std::getline(lines, line);)
        if (const std::size_t place = line.find('#'); place != std::string::npos) {
            const int term = std::stoi(line.substr(place + 1));
            BOOST_TEST(term > last);
            last = term;
            ++terms;
        }
    BOOST_TEST(terms == 7);
    BOOST_TEST(has(text, "Z[1](3,0) · X(2,0) = "));
    BOOST_TEST(has(text, "÷ m = 7"));
    const double number = std::strtod(text.c_str() + text.rfind('=') + 1, nullptr);
    const Matrix& dW = s.session.trace->matrix(4);
    BOOST_TEST(std::memcmp(&number, &dW.values[dW.index(3, 2)], sizeof number) == 0);
    BOOST_TEST(s.session.current()->name.text() == "J");
}

BOOST_AUTO_TEST_CASE(as_many_digits_are_shown_as_are_chosen) {
    Sample s;
    s.after("goto J");
    const Trace& trace = *s.session.trace;
    const double number = trace.matrix(4)(3, 2), first = trace.matrix(*find_event(trace, "Z[1]", 7))(0, 0);
    for (const int digits : {3, 9, 17}) {
        BOOST_TEST(has(s.after("digits " + std::to_string(digits)), "with " + std::to_string(digits) + " digits"));
        BOOST_TEST(has(s.after("print Z[1]"), " " + short_number(first, digits)));
        BOOST_TEST(has(s.after("explain dW[1] 3 2"), "→  " + short_number(number, digits) + "\n"));
        const std::string walk = s.after("walk dW[1] 3 2");
        BOOST_TEST(has(walk, "→  " + short_number(number, digits) + "\n"));
        const WalkView view = walk_view(sum_walk(s.session.trace, {4, 3, 2}), digits);
        BOOST_TEST(has(walk, view.numbers + "  sum so far " + view.sum + "\n"));
    }
    BOOST_TEST(has(s.after("digits"), "with 17 digits"));
    BOOST_TEST(has(s.refusal("digits 2"), "from 3 to 17"));
    BOOST_TEST(has(s.refusal("digits 18"), "from 3 to 17"));
    BOOST_TEST(has(s.after("digits"), "with 17 digits"));
}

BOOST_AUTO_TEST_CASE(links_lead_to_the_largest_terms_first) {
    Sample s;
    s.after("goto J");
    const std::string text = s.after("explain dW[1] 3 2");
    std::vector<std::string> terms, links;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t term = line.find("Z[1](3,"), link = line.find("explain Z[1] 3 ");
        if (line.find('#') != std::string::npos) terms.push_back(line.substr(term + 7, 1));
        if (link != std::string::npos) links.push_back(line.substr(link + 15));
    }
    BOOST_REQUIRE((links.size() == 3u && terms.size() >= 3u));
    BOOST_TEST((links == std::vector<std::string>(terms.begin(), terms.begin() + 3)));
}

BOOST_AUTO_TEST_CASE(list_reads_the_prose_before_the_line_with_its_formulas_in_plain_letters) {
    Sample s;
    apply(s.session, ShowLessons{});
    s.session.lessons = catalogue();
    s.after("open 2");
    s.after("goto dZ[2]");
    const std::string text = s.after("list");
    BOOST_TEST(has(text, "### Backward"));
    BOOST_TEST(has(text, "//:     ∂E/∂z = (a − t) · a (1 − a)"));
    BOOST_TEST(!has(text, "$"));
    BOOST_TEST(has(text, "const Value dZ2 = step.record(\"dZ[2]\""));
}

BOOST_AUTO_TEST_CASE(set_runs_again_and_stays_at_the_same_value) {
    Sample s;
    s.after("goto dW[1]");
    const std::string text = s.after("set optimizer adam");
    BOOST_TEST(has(text, "optimizer is adam"));
    BOOST_TEST(has(text, "dW[1] ="));
    BOOST_TEST(s.session.count() == 8);
}

BOOST_AUTO_TEST_CASE(info_lists_knobs_events_and_the_values_so_far) {
    Sample s;
    BOOST_TEST(has(s.after("info knobs"), "sgd | adam"));
    BOOST_TEST(has(s.after("info values"), "no values yet"));
    s.after("goto Z[1]");
    const std::string values = s.after("info values");
    BOOST_TEST(has(values, "Z[1]"));
    BOOST_TEST(!has(values, "dW[1]"));
    const std::string events = s.after("info events");
    BOOST_TEST(has(events, "→   3  forward   Z[1]"));
    BOOST_TEST(has(events, "W[1]@1"));
}

BOOST_AUTO_TEST_CASE(lessons_open_and_digit_show_what_there_is) {
    Sample s;
    BOOST_TEST(has(s.after("lessons"), "→ 1. A layer"));
    s.after("open 2");
    BOOST_TEST(s.session.lesson->number == 2);
    const std::string text = s.after("digit 1");
    BOOST_TEST(has(text, "  ██"));
    BOOST_TEST(has(text, "image 1 shows a 3"));
}

BOOST_AUTO_TEST_CASE(help_lists_every_command_and_explains_each) {
    Sample s;
    const std::string all = s.after("help");
    for (const TypedCommand& command : backstep::commands()) {
        BOOST_TEST(has(all, command.help), command.name);
        BOOST_TEST(has(s.after(std::string("help ") + command.name), command.help));
    }
}

BOOST_AUTO_TEST_CASE(beginnings_and_letters_are_enough_where_they_are_clear) {
    for (const auto& [word, name] : std::vector<std::pair<std::string, std::string>>{{"s", "step"},
                                                                                     {"b", "back"},
                                                                                     {"n", "next"},
                                                                                     {"p", "print"},
                                                                                     {"l", "list"},
                                                                                     {"w", "where"},
                                                                                     {"i", "info"},
                                                                                     {"e", "explain"},
                                                                                     {"g", "goto"},
                                                                                     {"q", "quit"},
                                                                                     {"h", "help"},
                                                                                     {"sh", "shape"},
                                                                                     {"se", "set"},
                                                                                     {"pre", "previous"},
                                                                                     {"le", "lessons"},
                                                                                     {"step", "step"}})
        BOOST_TEST(command_named(word).name == name);
}

BOOST_AUTO_TEST_CASE(mistakes_say_what_to_type_and_change_nothing) {
    Sample s;
    s.after("goto Z[1]");
    const std::vector<std::pair<std::string, std::string>> mistakes{{"bogus", "no such command"},
                                                                    {"pr", "previous, print"},
                                                                    {"step x", "no whole number"},
                                                                    {"step -1", "no whole number"},
                                                                    {"step 1 2", "type step [n]"},
                                                                    {"back 1.5", "no whole number"},
                                                                    {"goto", "something is missing"},
                                                                    {"goto dW[7]", "the values are"},
                                                                    {"goto 7", "from 0 to 6"},
                                                                    {"print", "type print"},
                                                                    {"print Q", "no value"},
                                                                    {"print Z[1] 1", "something is missing"},
                                                                    {"print Z[1] 5 0", "rows go from 0 to 4"},
                                                                    {"print Z[1](0,7)", "columns from 0 to 6"},
                                                                    {"print Z[1] a b", "no whole number"},
                                                                    {"shape", "type shape NAME"},
                                                                    {"explain Z[1]", "type explain"},
                                                                    {"walk Z[1]", "type walk"},
                                                                    {"walk b[1] 0 0", "not made by a sum"},
                                                                    {"explain Z[1] 0 99", "no cell"},
                                                                    {"set", "type set KNOB VALUE"},
                                                                    {"set colour red", "no knob"},
                                                                    {"set seed 100", "outside the range"},
                                                                    {"set optimizer sgdd", "no choice"},
                                                                    {"info", "type info"},
                                                                    {"info weather", "no information"},
                                                                    {"list 0", "there is no line"},
                                                                    {"open 9", "the lessons are"},
                                                                    {"help bogus", "no such command"},
                                                                    {"where now", "a word too many"},
                                                                    {"digit 0", "no batch of images"},
                                                                    {"quit now", "a word too many"},
                                                                    {"lessons all", "a word too many"},
                                                                    {"next x", "no whole number"}};
    for (const auto& [line, part] : mistakes) {
        BOOST_TEST(has(s.refusal(line), part), line << " → " << s.refusal(line));
        BOOST_TEST(s.session.position == 4);
        BOOST_TEST(!s.terminal.ended);
    }
    s.after("open 2");
    BOOST_TEST(has(s.refusal("digit 2"), "from 0 to 1"));
}

BOOST_AUTO_TEST_CASE(a_knob_that_the_lesson_cannot_run_with_is_a_mistake_that_can_be_undone) {
    Sample s;
    BOOST_TEST(has(s.refusal("set seed 13"), "thirteen is no good seed"));
    BOOST_TEST(has(s.refusal("step"), "could not run"));
    BOOST_TEST(has(s.refusal("print X"), "could not run"));
    s.after("set seed 12");
    BOOST_TEST(has(s.after("step"), "X is given"));
}

BOOST_AUTO_TEST_CASE(without_a_lesson_commands_say_how_to_open_one) {
    Sample s;
    apply(s.session, ShowLessons{});
    for (const char* line : {"step", "where", "list", "print X", "goto X", "info values", "info knobs", "set seed 1"})
        BOOST_TEST(has(s.refusal(line), "open 5"), line);
}

BOOST_AUTO_TEST_SUITE_END()
