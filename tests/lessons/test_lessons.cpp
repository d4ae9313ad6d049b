// Laws that every lesson keeps, whatever its knobs.

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <map>
#include <sstream>

#include "engine/math/error.h"
#include "engine/record/explain.h"
#include "tests/lessons/run.h"

using namespace backstep;

namespace {

// The knobs at their start; of a training only the first epochs.
Knobs start_of(const Lesson& lesson) {
    Knobs knobs(lesson.knobs);
    if (lesson.training.plan) knobs.set("epochs", "2");
    return knobs;
}

// The lesson with its knobs at their start, and then with each choice of each knob, and both ends of each range. The
// largest sizes go one at a time, so each is seen with the others at their start. Many epochs are no other case.
std::vector<Knobs> settings_of(const Lesson& lesson) {
    std::vector<Knobs> settings{start_of(lesson)};
    const auto add = [&](const std::string& name, const std::string& value) {
        Knobs knobs = start_of(lesson);
        knobs.set(name, value);
        settings.push_back(knobs);
    };
    for (const Knob& knob : lesson.knobs) {
        for (const std::string& choice : knob.choices) add(knob.name, choice);
        if (knob.kind == Knob::Kind::choice || knob.name == "epochs") continue;
        for (const double end : {knob.lowest, knob.highest}) {
            std::ostringstream text;
            text.precision(17);
            text << end;
            add(knob.name, text.str());
        }
    }
    return settings;
}

std::string described(const Lesson& lesson, const Knobs& knobs) {
    std::string text = lesson.slug;
    for (const Knob& knob : knobs.all()) text += " --set " + knob.name + "=" + knobs.text(knob.name);
    return text;
}

// A line belongs to the event if it contains its name in quotes, or the prefix that the name was given, or, in a loop
// over layers, its symbol: Name("dW", l).
bool names(const std::string& line, const Event& event) {
    const auto has = [&](std::string_view text) {
        return line.find('"' + std::string(text) + '"') != std::string::npos;
    };
    if (!event.name.prefix.empty()) return has(event.name.prefix);
    const bool in_a_loop = line.find("Name(\"") != std::string::npos;
    return has(event.name.text()) || (in_a_loop && has(event.name.symbol));
}

// The line of the book on which the event happened. Files are taken apart once.
const std::string& line_of(const Event& event) {
    static std::map<std::string, Document> documents;
    static const std::string none;
    const auto found = documents.try_emplace(event.source.file).first;
    if (found->second.lines.empty()) found->second = read_document(source_text(event.source.file), event.source.file);
    const auto line = static_cast<std::size_t>(event.source.line) - 1;
    return line < found->second.lines.size() ? found->second.lines[line] : none;
}

const Matrix& last(const Trace& trace, const char* name) {
    return trace.matrix(find_event(trace, name, static_cast<int>(trace.events.size())).value());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lessons)

BOOST_AUTO_TEST_CASE(every_expected_result_holds) {
    for (const Lesson& lesson : catalogue()) {
        const Trace& trace = usual_run(lesson);
        const Document document = document_of(lesson);
        BOOST_TEST(document.expectations.size() >= 5u, lesson.slug);
        for (const Expectation& expectation : document.expectations)
            for (const std::string& sentence : contradictions(trace, expectation))
                BOOST_ERROR(file_of(lesson) << " " << sentence << "   (see: backstep run " << lesson.number << ")");
    }
}

BOOST_AUTO_TEST_CASE(every_setting_of_every_knob_runs_and_every_event_is_on_the_line_that_names_it) {
    for (const Lesson& lesson : catalogue())
        for (const Knobs& knobs : settings_of(lesson)) {
            BOOST_TEST_CONTEXT(described(lesson, knobs)) {
                const Trace trace = quick_run(lesson, knobs);
                BOOST_TEST(!trace.events.empty());
                for (const Event& event : trace.events)
                    if (!names(line_of(event), event))
                        BOOST_ERROR(event.name.text() << " is not on " << event.source.file << ":" << event.source.line
                                                      << ": " << line_of(event));
            }
        }
}

BOOST_AUTO_TEST_CASE(the_largest_network_of_lesson_5_runs) {
    const std::vector<Lesson> lessons = catalogue();
    Knobs knobs(lesson_named(lessons, "5").knobs);
    for (const char* assignment : {"hidden_units=1000", "batch_size=1000", "optimizer=adam"}) assign(knobs, assignment);
    BOOST_TEST(last(run_with(lesson_named(lessons, "5"), knobs), "dZ[1]").cols == 1000);
}

BOOST_AUTO_TEST_CASE(lessons_are_short_and_have_a_title_a_question_and_what_to_look_at) {
    for (const Lesson& lesson : catalogue()) {
        const Document document = document_of(lesson);
        BOOST_TEST(document.lines.size() <= 250u, lesson.slug);
        BOOST_TEST(document.title == std::to_string(lesson.number) + ". " + lesson.title);
        BOOST_TEST(std::string(lesson.idea).size() > 20u);
        std::string prose;
        for (const Block& block : document.blocks)
            if (block.kind == Block::Kind::prose) prose += block.text + "\n";
        BOOST_TEST(prose.find("## What to look at") != std::string::npos, lesson.slug);
        BOOST_TEST(prose.find("*Predict first:*") != std::string::npos, lesson.slug);
    }
}

BOOST_AUTO_TEST_CASE(a_lesson_is_a_pure_function_of_its_knobs) {
    for (const Lesson& lesson : catalogue()) {
        const Trace one = quick_run(lesson, start_of(lesson)), two = quick_run(lesson, start_of(lesson));
        BOOST_REQUIRE(one.events.size() == two.events.size());
        for (std::size_t i = 0; i < one.values.size(); ++i) {
            const Matrix a = Numbers(one.values[i]).dense(), b = Numbers(two.values[i]).dense();
            BOOST_TEST(std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end(),
                                  [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); }),
                       lesson.slug << " " << one.events[i].name.text());
        }
    }
}

BOOST_AUTO_TEST_CASE(the_first_and_last_cell_of_every_value_is_explained_to_the_bit) {
    for (const Lesson& lesson : catalogue()) {
        const Trace& trace = usual_run(lesson);
        for (const Event& event : trace.events) {
            const Numbers value = trace.value(event);
            for (const auto& [row, col] : {std::pair(0, 0), std::pair(value.rows - 1, value.cols - 1)}) {
                const Explanation found = explain(trace, event.index, row, col);
                const double again = evaluate(found.arithmetic);
                BOOST_TEST((again == value(row, col) || (std::isnan(again) && std::isnan(value(row, col)))),
                           lesson.slug << " " << found.equation << ": " << again << " is not " << value(row, col));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(lessons_5_and_6_name_their_values_as_the_notation_does) {
    const std::vector<Lesson> lessons = catalogue();
    const Trace five = run_with(lesson_named(lessons, "5"), Knobs(lesson_named(lessons, "5").knobs));
    for (const char* name : {"X", "Y", "W[1]", "b[1]", "Z[1]", "A[1]", "W[2]", "b[2]", "Z[2]", "A[2]", "J", "dZ[2]",
                             "dW[2]", "db[2]", "dZ[1]", "dW[1]", "db[1]"})
        BOOST_TEST(find_event(five, name, 1000).has_value(), name);
    const Trace six = run_with(lesson_named(lessons, "6"), Knobs(lesson_named(lessons, "6").knobs));
    for (const char* name :
         {"X", "Y", "W[1]", "b[1]", "Z[1]", "A[1]", "W[2]", "b[2]", "Z[2]", "A[2]", "J", "dZ[2]", "dW[2]"})
        BOOST_TEST(find_event(six, name, 1000).has_value(), name);
}

// The lesson's own formulas against plain loops.
BOOST_AUTO_TEST_CASE(the_gradients_of_lesson_5_are_what_plain_loops_give) {
    const std::vector<Lesson> lessons = catalogue();
    const Trace trace = run_with(lesson_named(lessons, "5"), Knobs(lesson_named(lessons, "5").knobs));
    const Matrix &X = last(trace, "X"), &Y = last(trace, "Y"), &A1 = last(trace, "A[1]"), &A2 = last(trace, "A[2]");
    const Matrix& W2 = trace.matrix(find_event(trace, "W[2]@0", 0).value());
    const int m = X.cols;
    const auto error = [&](int unit, int i) {
        double sum = 0;
        for (int j = 0; j < W2.rows; ++j) sum += W2(j, unit) * (A2(j, i) - Y(j, i));
        return A1(unit, i) > 0 ? sum : 0.0;
    };
    for (int unit = 0; unit < W2.cols; ++unit) {
        for (int j = 0; j < W2.rows; ++j) {
            double sum = 0;
            for (int i = 0; i < m; ++i) sum += (A2(j, i) - Y(j, i)) * A1(unit, i);
            BOOST_TEST(std::abs(last(trace, "dW[2]")(j, unit) - sum / m) < 1e-14);
        }
        for (const int pixel : {0, 200, 406, 783}) {
            double sum = 0;
            for (int i = 0; i < m; ++i) sum += error(unit, i) * X(pixel, i);
            BOOST_TEST(std::abs(last(trace, "dW[1]")(unit, pixel) - sum / m) < 1e-14);
        }
        double bias = 0;
        for (int i = 0; i < m; ++i) bias += error(unit, i);
        BOOST_TEST(std::abs(last(trace, "db[1]")(unit, 0) - bias / m) < 1e-14);
    }
}

BOOST_AUTO_TEST_CASE(a_batch_larger_than_the_data_is_refused) {
    const std::vector<Lesson> lessons = catalogue();
    const Lesson& lesson = lesson_named(lessons, "5");
    Knobs knobs(lesson.knobs);
    assign(knobs, "batch_size=1000");
    Dataset few = test_dataset();
    few.count = 20;
    Pool pool(1);
    Compute compute{*available_kernels().back(), pool};
    BOOST_CHECK_THROW(run_lesson(lesson, knobs, few, compute), InputError);
}

BOOST_AUTO_TEST_SUITE_END()
