#include <boost/test/unit_test.hpp>
#include <set>

#include "sample.h"
#include "viewer/model/page.h"

using namespace backstep;

namespace {

// Lesson 5 of the book, on the built-in digits.
struct Book {
    Sample sample;
    Session session;
    Book() {
        session.compute = &sample.compute;
        session.lessons = catalogue();
        session.digits = std::make_shared<const Dataset>(lesson_digits(std::nullopt));
        apply(session, OpenLesson{"5"});
        BOOST_REQUIRE_MESSAGE(session.trace, session.error);
    }
};

std::vector<PageLine> lines_of(const LessonPage& page) {
    std::vector<PageLine> lines;
    for (const PageBlock& block : page.blocks) lines.insert(lines.end(), block.lines.begin(), block.lines.end());
    return lines;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(page)

BOOST_AUTO_TEST_CASE(before_the_first_event_the_lesson_has_no_current_line_and_no_values) {
    Book book;
    const LessonPage page = lesson_page(book.session);
    BOOST_TEST(page.title == "5. Backpropagation");
    BOOST_TEST(page.crumb == page.title);
    BOOST_TEST(page.file == "05_backpropagation.cpp");
    BOOST_TEST(page.current_line == 0);
    BOOST_TEST(page.blocks.size() > 10u);
    for (const PageLine& line : lines_of(page)) {
        BOOST_TEST(!line.current);
        BOOST_TEST(line.values.empty());
    }
}

BOOST_AUTO_TEST_CASE(the_current_line_holds_the_name_of_the_current_value_in_quotes) {
    Book book;
    apply(book.session, GoToValue{"dZ[2]"});
    const LessonPage page = lesson_page(book.session);
    int current = 0;
    std::set<std::string> finished;
    for (const PageLine& line : lines_of(page)) {
        if (line.current) {
            ++current;
            BOOST_TEST(line.text.find("\"dZ[2]\"") != std::string::npos);
            BOOST_TEST(line.number == page.current_line);
            BOOST_TEST(line.values.at(0).name == "dZ[2]");
            BOOST_TEST(line.values.at(0).summary.rfind("10×32", 0) == 0u);
        }
        for (const LineValue& value : line.values) finished.insert(value.name);
    }
    BOOST_TEST(current == 1);
    BOOST_TEST(finished.count("X") == 1u);
    BOOST_TEST(finished.count("J") == 1u);
    BOOST_TEST(finished.count("dW[2]") == 0u);
}

BOOST_AUTO_TEST_CASE(expected_results_are_no_part_of_the_code) {
    Book book;
    for (const PageLine& line : lines_of(lesson_page(book.session)))
        BOOST_TEST(line.text.find("//=>") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(inside_the_optimizer_its_own_page_is_shown_with_a_crumb) {
    Book book;
    apply(book.session, SetKnob{"optimizer", "adam"});
    apply(book.session, GoToValue{"m̂W[1]"});
    const LessonPage page = lesson_page(book.session);
    BOOST_TEST(page.file == "optimizer.cpp");
    BOOST_TEST(page.crumb == "5. Backpropagation › optimizer.cpp");
    int current = 0;
    for (const PageLine& line : lines_of(page))
        if (line.current) {
            ++current;
            BOOST_TEST(line.text.find("\"m̂\"") != std::string::npos);
            BOOST_TEST(line.values.size() >= 2u);  // of several parameters, by now
        }
    BOOST_TEST(current == 1);
}

BOOST_AUTO_TEST_CASE(without_a_lesson_the_page_is_empty) {
    Session session;
    BOOST_TEST(lesson_page(session).blocks.empty());
}

BOOST_AUTO_TEST_SUITE_END()
