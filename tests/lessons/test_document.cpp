#include <boost/test/unit_test.hpp>
#include <limits>

#include "engine/math/error.h"
#include "lessons/document.h"

using namespace backstep;

namespace {

constexpr const char* source =
    "//: # 9. A title\n"
    "//: Prose with $x$.\n"
    "//:\n"
    "//: More.\n"
    "#include \"a.h\"\n"
    "\n"
    "void run() {\n"
    "    //: Indented prose.\n"
    "\n"
    "    const int a = 1;\n"
    "    //=> Z[1] 2×3   |max| 4.5   (1,2) −0.25\n"
    "    const int b = 2;  //: not prose\n"
    "\n"
    "}\n";

Trace trace_of(const std::vector<Matrix>& values) {
    Trace trace;
    for (const Matrix& value : values) {
        Event event;
        event.index = event.version = static_cast<int>(trace.events.size());
        event.name = "Z[1]";
        trace.events.push_back(event);
        trace.values.push_back(value);
    }
    return trace;
}

Expectation expectation(const std::string& text) { return read_document("//=> " + text, "test").expectations.at(0); }

// The first figure of the expectation as the trace has it.
std::string first_measured(const Matrix& value, const std::string& text) {
    const Expectation expected = expectation(text);
    return measured(trace_of({value}), expected, expected.figures.at(0));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(document)

BOOST_AUTO_TEST_CASE(prose_code_and_results_are_told_apart_with_their_lines) {
    const Document document = read_document(source, "test");
    BOOST_TEST(document.title == "9. A title");
    BOOST_TEST(document.lines.size() == 14u);
    BOOST_REQUIRE(document.blocks.size() == 5u);
    const auto check = [&](std::size_t i, Block::Kind kind, int first, int last, const std::string& text) {
        BOOST_TEST((document.blocks[i].kind == kind));
        BOOST_TEST(document.blocks[i].first_line == first);
        BOOST_TEST(document.blocks[i].last_line == last);
        BOOST_TEST(document.blocks[i].text == text);
    };
    check(0, Block::Kind::prose, 1, 4, "# 9. A title\nProse with $x$.\n\nMore.");
    check(1, Block::Kind::code, 5, 7, "#include \"a.h\"\n\nvoid run() {");
    check(2, Block::Kind::prose, 8, 8, "Indented prose.");
    check(3, Block::Kind::code, 10, 10, "    const int a = 1;");
    check(4, Block::Kind::code, 12, 14, "    const int b = 2;  //: not prose\n\n}");
    BOOST_REQUIRE(document.expectations.size() == 1u);
    BOOST_TEST(document.expectations[0].line == 11);
}

BOOST_AUTO_TEST_CASE(line_i_of_a_code_block_is_line_first_plus_i_of_the_file) {
    const Document document = read_document(source, "test");
    for (const Block& block : document.blocks) {
        if (block.kind != Block::Kind::code) continue;
        std::string lines;
        for (int line = block.first_line; line <= block.last_line; ++line)
            lines += (line == block.first_line ? "" : "\n") + document.lines[static_cast<std::size_t>(line) - 1];
        BOOST_TEST(lines == block.text);
    }
}

BOOST_AUTO_TEST_CASE(nothing_and_windows_line_ends_are_documents_too) {
    BOOST_TEST(read_document("", "test").blocks.empty());
    BOOST_TEST(read_document("\n\n", "test").blocks.empty());
    const Document document = read_document("//: # A\r\nint a;\r\n", "test");
    BOOST_TEST(document.title == "A");
    BOOST_TEST(document.blocks[1].text == "int a;");
}

BOOST_AUTO_TEST_CASE(a_result_is_a_name_a_shape_and_figures) {
    const Expectation read = expectation("m̂W[1]@2 10×784   (3,407) −0.0123   zeros 0%");
    BOOST_TEST(read.value == "m̂W[1]@2");
    BOOST_TEST(read.rows == 10);
    BOOST_TEST(read.cols == 784);
    BOOST_REQUIRE(read.figures.size() == 2u);
    BOOST_TEST(read.figures[0].what == "(3,407)");
    BOOST_TEST(read.figures[0].number == "−0.0123");
    BOOST_TEST(read.figures[1].number == "0%");
}

BOOST_AUTO_TEST_CASE(a_result_that_cannot_be_read_names_the_file_and_line) {
    for (const char* bad : {"", "Z", "Z 2", "Z 2x3", "Z 2×", "Z 2×3 max", "Z 2×3 median 1", "Z 2×3 max one",
                            "Z 2×3 (1) 2", "Z 2×3 (1,b) 2", "Z 2×3 max 1.2.3", "Z −2×3"}) {
        try {
            read_document("int a;\n//=> " + std::string(bad), "file.cpp");
            BOOST_ERROR("accepted: " << bad);
        } catch (const InputError& error) {
            BOOST_TEST(std::string(error.what()).find("file.cpp line 2: ") == 0u, error.what());
        }
    }
}

BOOST_AUTO_TEST_CASE(figures_are_measured_with_the_digits_that_were_written) {
    const Matrix value = matrix_of({{1, -2, 0}, {0.125, 4, 0}});
    BOOST_TEST(first_measured(value, "Z[1] 2×3 |max| 0.00") == "4.00");
    BOOST_TEST(first_measured(value, "Z[1] 2×3 max 0") == "4");
    BOOST_TEST(first_measured(value, "Z[1] 2×3 min 0.0") == "−2.0");
    BOOST_TEST(first_measured(value, "Z[1] 2×3 mean 0.0000") == "0.5208");
    BOOST_TEST(first_measured(value, "Z[1] 2×3 sum 0.000") == "3.125");
    BOOST_TEST(first_measured(value, "Z[1] 2×3 norm 0.00000") == "4.58428");
    BOOST_TEST(first_measured(value, "Z[1] 2×3 zeros 0.0%") == "33.3%");
    BOOST_TEST(first_measured(value, "Z[1] 2×3 (1,0) 0.000") == "0.125");
    BOOST_TEST(first_measured(value, "Z[1] 2×3 (1,0) 0.0e1") == "1.2e-01");
    BOOST_TEST(first_measured(matrix_of({{7}}), "Z[1] 1×1 = 0.0") == "7.0");
    BOOST_TEST(first_measured(matrix_of({{-1e-9}}), "Z[1] 1×1 = 0.000") == "0.000");
}

BOOST_AUTO_TEST_CASE(infinity_and_nan_are_figures_too) {
    const double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
    const Matrix value = matrix_of({{inf, -nan, -inf, 1}});
    BOOST_TEST(
        contradictions(trace_of({value}), expectation("Z[1] 1×4 (0,0) inf (0,1) nan (0,2) −inf |max| nan")).empty());
    BOOST_TEST(first_measured(matrix_of({{1, -inf}}), "Z[1] 1×2 |max| 0") == "inf");
    BOOST_TEST(summary(matrix_of({{-nan}})) == "1×1   = nan");
}

BOOST_AUTO_TEST_CASE(what_does_not_hold_is_said_in_a_sentence) {
    const Trace trace = trace_of({matrix_of({{1, 2}}), matrix_of({{3, 4}})});
    using Sentences = std::vector<std::string>;
    BOOST_TEST((contradictions(trace, expectation("Z[1] 1×2 max 4 (0,0) 3")) == Sentences{}));
    BOOST_TEST((contradictions(trace, expectation("Z[1]@0 1×2 max 2")) == Sentences{}));
    BOOST_TEST((contradictions(trace, expectation("Z[1] 2×1 max 5")) ==
                Sentences{"line 1: Z[1] is 1×2, expected 2×1", "line 1: Z[1] max is 4, expected 5"}));
    BOOST_TEST((contradictions(trace, expectation("Z[2] 2×1")) == Sentences{"line 1: Z[2] has not been recorded"}));
    BOOST_TEST(contradictions(trace, expectation("Z[1] 1×2 = 3")).size() == 1u);
    BOOST_TEST(contradictions(trace, expectation("Z[1] 1×2 (1,0) 3")).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_value_fits_in_one_line) {
    BOOST_TEST(summary(matrix_of({{2.302585}})) == "1×1   = 2.3026");
    BOOST_TEST(summary(matrix_of({{1}, {-0.5}})) == "2×1   (0,0) 1   (1,0) −0.5");
    BOOST_TEST(summary(matrix_of({{1, 2, 3}, {-4, 5, -6}})) == "2×3   |max| 6   mean 0.16667");
    BOOST_TEST(summary(Matrix(0, 3)) == "0×3");
}

BOOST_AUTO_TEST_SUITE_END()
