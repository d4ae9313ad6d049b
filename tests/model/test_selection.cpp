#include <boost/test/unit_test.hpp>

#include "sample.h"
#include "training_sample.h"
#include "viewer/model/selection.h"

using namespace backstep;

namespace {

CellRef cell_of(const Session& session, const char* name, int row, int col) {
    return {*find_event(*session.trace, name, 0), row, col};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(selection, TrainingSample)

BOOST_AUTO_TEST_CASE(before_the_first_event_there_is_nothing_to_explain) {
    BOOST_TEST(!cell_beside(session, 0, 1).has_value());
}

BOOST_AUTO_TEST_CASE(the_first_number_is_the_largest_in_magnitude_of_the_current_value) {
    apply(session, GoToValue{"dW[2]"});
    const std::optional<CellRef> first = cell_beside(session, 0, 1);
    BOOST_REQUIRE(first.has_value());
    BOOST_TEST(first->event == session.current()->index);
    const Numbers value = session.trace->value(first->event);
    for (int col = 0; col < value.cols; ++col)
        for (int row = 0; row < value.rows; ++row)
            BOOST_TEST(std::abs(value(row, col)) <= std::abs(value(first->row, first->col)));
}

BOOST_AUTO_TEST_CASE(from_there_it_goes_to_the_neighbours_and_stops_at_the_edges) {
    apply(session, GoToValue{"Z[2]"});
    apply(session, SelectCell{cell_of(session, "A[1]", 5, 11)});  // 7×13
    BOOST_TEST((cell_beside(session, 1, 0) == cell_of(session, "A[1]", 6, 11)));
    BOOST_TEST((cell_beside(session, -1, 0) == cell_of(session, "A[1]", 4, 11)));
    BOOST_TEST((cell_beside(session, 0, 1) == cell_of(session, "A[1]", 5, 12)));
    BOOST_TEST((cell_beside(session, 0, -1) == cell_of(session, "A[1]", 5, 10)));
    apply(session, SelectCell{cell_of(session, "A[1]", 6, 12)});
    BOOST_TEST((cell_beside(session, 1, 0) == session.selected));
    BOOST_TEST((cell_beside(session, 0, 1) == session.selected));
    apply(session, SelectCell{cell_of(session, "A[1]", 0, 0)});
    BOOST_TEST((cell_beside(session, -1, 0) == session.selected));
    BOOST_TEST((cell_beside(session, 0, -1) == session.selected));
}

BOOST_AUTO_TEST_CASE(in_a_transpose_it_goes_as_the_picture_lies) {
    apply(session, GoToValue{"dW[2]"});  // dZ[2]·A[1]ᵀ
    apply(session, SelectCell{cell_of(session, "A[1]", 5, 11)});
    BOOST_TEST((cell_beside(session, 1, 0) == cell_of(session, "A[1]", 5, 12)));
    BOOST_TEST((cell_beside(session, 0, -1) == cell_of(session, "A[1]", 4, 11)));
    apply(session, SelectCell{cell_of(session, "dZ[2]", 5, 11)});
    BOOST_TEST((cell_beside(session, 1, 0) == cell_of(session, "dZ[2]", 6, 11)));
}

BOOST_AUTO_TEST_CASE(a_number_is_named_by_its_value_and_its_cell) {
    for (const char* text : {"dW[2](3,6)", "dW[2] ( 3 , 6 )", "dW[2](3, 6)"})
        BOOST_TEST((cell_named(session, text) == cell_of(session, "dW[2]", 3, 6)), text);
    apply(session, SetKnob{"optimizer", "adam"});
    BOOST_TEST((cell_named(session, "mhatW[1](6,400)") == cell_of(session, "m̂W[1]", 6, 400)));
}

BOOST_AUTO_TEST_CASE(small_letters_do_for_large_ones) {
    for (const char* text : {"dw[2](3,6)", "DW[2](3,6)"})
        BOOST_TEST((cell_named(session, text) == cell_of(session, "dW[2]", 3, 6)), text);
}

BOOST_AUTO_TEST_CASE(what_is_no_number_here_names_none) {
    for (const char* text : {"", "(", ")", "(1,2)", "dW[2]", "dW[2](3)", "dW[2](3,6", "dW[2](3,7)", "dW[2](10,0)",
                             "dW[2](-1,0)", "dW[2](3,6,1)", "dW[2](a,b)", "dQ[2](3,6)", "dW[2](3 6)"})
        BOOST_TEST(!cell_named(session, text).has_value(), text);
    BOOST_TEST(!cell_named(Session(), "dW[2](3,6)").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
