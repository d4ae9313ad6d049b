#include <boost/test/unit_test.hpp>

#include "sample.h"
#include "viewer/terminal/terminal.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(terminal)

BOOST_AUTO_TEST_CASE(a_script_runs_to_its_end_or_to_quit) {
    Sample s;
    std::istringstream in("step 2\n# a comment\nb\nquit\nbogus\n");
    std::ostringstream errors;
    BOOST_TEST(run_script(s.terminal, in, errors) == 0);
    BOOST_TEST(s.session.position == 1);
    BOOST_TEST(errors.str() == "");
}

BOOST_AUTO_TEST_CASE(a_mistake_ends_a_script_with_status_2_and_names_its_line) {
    Sample s;
    std::istringstream in("step\n\nprint Q\nstep\n");
    std::ostringstream errors;
    BOOST_TEST(run_script(s.terminal, in, errors) == 2);
    BOOST_TEST(has(errors.str(), "line 3: "));
    BOOST_TEST(has(errors.str(), "'Q' is no value"));
    BOOST_TEST(s.session.position == 2);
}

BOOST_AUTO_TEST_CASE(an_empty_line_repeats_the_last_stepping_command_only) {
    Sample s;
    s.after("");
    BOOST_TEST(s.session.position == 0);
    s.after("step 2");
    s.after("print X");
    s.after("");
    BOOST_TEST(s.session.position == 4);
    s.after("b");
    s.after("   ");
    BOOST_TEST(s.session.position == 2);
}

BOOST_AUTO_TEST_CASE(a_conversation_goes_on_after_a_mistake_and_ends_at_the_end_of_the_input) {
    Sample s;
    std::vector<std::string> lines{"bogus", "step", "", "back"}, prompts;
    std::size_t next = 0;
    const int status = run_conversation(s.terminal, [&](const std::string& prompt) -> std::optional<std::string> {
        prompts.push_back(prompt);
        if (next == lines.size()) return std::nullopt;
        return lines[next++];
    });
    BOOST_TEST(status == 0);
    BOOST_TEST(s.session.position == 1);
    BOOST_TEST(has(s.out.str(), "no such command"));
    const std::vector<std::string> expected{"(1: 0/7) ", "(1: 0/7) ", "(1: 1/7) ", "(1: 2/7) ", "(1: 1/7) "};
    BOOST_TEST(prompts == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(colour_appears_only_when_it_is_asked_for) {
    Sample s;
    BOOST_TEST(!has(s.after("step 4"), "\033["));
    s.terminal.style.color = true;
    BOOST_TEST(has(s.after("where"), "\033[1m"));
    BOOST_TEST(has(s.after("where"), "\033[0m"));
}

BOOST_AUTO_TEST_SUITE_END()
