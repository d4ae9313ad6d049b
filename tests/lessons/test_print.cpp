#include <boost/test/unit_test.hpp>
#include <sstream>

#include "lessons/plain_text.h"
#include "lessons/print.h"
#include "tests/lessons/run.h"

using namespace backstep;

namespace {

std::string printed_with(const char* name, const char* assignment) {
    const std::vector<Lesson> lessons = catalogue();
    const Lesson& lesson = lesson_named(lessons, name);
    Knobs knobs(lesson.knobs);
    if (assignment) assign(knobs, assignment);
    return printed(lesson, document_of(lesson), run_with(lesson, knobs));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(print)

BOOST_AUTO_TEST_CASE(each_value_stands_after_the_line_that_made_it) {
    const std::string text = printed_with("2", nullptr);
    BOOST_TEST(text.find("    step.record(\"z\", wx + b);\n      → z 1×1   = 1\n") != std::string::npos);
    BOOST_TEST(text.find("→ E@0 1×1   = 0.298371109\n") != std::string::npos);
    BOOST_TEST(text.find("→ E@1 1×1   = 0.291027773694\n") != std::string::npos);
    BOOST_TEST(text.find("//:") == std::string::npos);
    BOOST_TEST(text.find("//=>") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_value_is_told_in_the_figures_of_its_lesson_measured_in_this_run) {
    BOOST_TEST(printed_with("4", nullptr).find("→ J.zeros 1×1   = 2.302585\n") != std::string::npos);
    BOOST_TEST(printed_with("5", nullptr).find("   sum 0.000000   (5,5) −") != std::string::npos);
    const std::string nine = printed_with("5", "batch_size=9"), three = printed_with("5", "batch_size=3");
    BOOST_TEST(nine.find("→ Y 10×9   sum 9   (5,5) ") != std::string::npos);
    BOOST_TEST(three.find("→ dZ[2] 10×3   |max| ") != std::string::npos);
    BOOST_TEST(three.find("(5,5)") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(figures_do_not_hide_a_small_number_or_a_cell) {
    const std::string four = printed_with("4", nullptr), two = printed_with("2", nullptr);
    BOOST_TEST(four.find("→ J.zeros−log(ten) 1×1   = −4.4409e-16\n") != std::string::npos);
    BOOST_TEST(two.find("→ dZ[2] 2×1   (0,0) 0.1385   (1,0) −0.038098\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_result_away_from_its_line_is_said_where_the_lesson_speaks_of_it) {
    const std::string text = printed_with("6", nullptr);
    const std::size_t section = text.find("The first step"), after = text.find("After all rounds");
    const std::size_t change = text.find("= Δ.adam@0 10×10", section), last = text.find("= J.adam@3 1×1", after);
    BOOST_TEST((section < change && change < after));
    BOOST_TEST((after < last && last != std::string::npos));
    BOOST_TEST(printed_with("6", "steps=2").find("= J.adam@1 1×1   = ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_an_optimizer_does_stands_before_its_update) {
    const std::string text = printed_with("5", "optimizer=adam");
    const std::size_t line = text.find("descend(step, settings, 1, \"W[2]\"");
    const std::size_t mean = text.find("→ m̂W[2] 10×10"), update = text.find("→ W[2]@1 10×10");
    BOOST_REQUIRE(update != std::string::npos);
    BOOST_TEST(line < mean);
    BOOST_TEST(mean < update);
}

BOOST_AUTO_TEST_CASE(every_event_of_every_lesson_is_printed_and_prose_fits_in_80_columns) {
    for (const Lesson& lesson : catalogue()) {
        const Trace& trace = usual_run(lesson);
        const Document document = document_of(lesson);
        std::istringstream lines(printed(lesson, document, trace));
        std::size_t arrows = 0;
        for (std::string line; std::getline(lines, line);) arrows += line.find("  → ") != std::string::npos ? 1 : 0;
        BOOST_TEST(arrows == trace.events.size(), lesson.slug);
        for (const Block& block : document.blocks) {
            if (block.kind == Block::Kind::code) continue;
            std::istringstream prose(plain_prose(block.text));
            for (std::string line; std::getline(prose, line);) BOOST_TEST(columns_of(line) <= 80, line);
        }
    }
}

BOOST_AUTO_TEST_CASE(prose_has_no_tex_left_when_printed) {
    for (const Lesson& lesson : catalogue())
        for (const Block& block : document_of(lesson).blocks) {
            if (block.kind == Block::Kind::code) continue;
            const std::string text = plain_prose(block.text);
            BOOST_TEST(text.find_first_of("\\${}") == std::string::npos, lesson.slug << ": " << text);
        }
}

BOOST_AUTO_TEST_CASE(knobs_are_listed_with_range_and_meaning) {
    const std::string text =
        printed(Knobs({real_knob("rate", 0.1, 0, 10, "how far"), choice_knob("who", {"a", "b"}, "it")}));
    BOOST_TEST(text.find("how far") != std::string::npos);
    BOOST_TEST(text.find("rate = 0.1 (0 … 10)") != std::string::npos);
    BOOST_TEST(text.find("who = a (a, b)") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
