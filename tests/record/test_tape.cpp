#include "engine/record/tape.h"
#include "tests/record/helpers.h"

namespace backstep::test {

BOOST_AUTO_TEST_SUITE(tape)

BOOST_AUTO_TEST_CASE(nodes_are_numbered_in_the_order_in_which_they_are_appended) {
    Tape tape;
    Node node;
    node.rows = 3;
    BOOST_TEST(tape.append(node) == 0);
    node.rows = 5;
    BOOST_TEST(tape.append(node) == 1);
    BOOST_TEST(tape.nodes[0].rows == 3);
    BOOST_TEST(tape.nodes[1].rows == 5);
}

BOOST_AUTO_TEST_CASE(a_new_node_has_no_name_and_no_event) {
    Tape tape;
    tape.append({});
    BOOST_TEST(tape.names.at(0).text() == "");
    BOOST_TEST(tape.events.at(0) == -1);
}

BOOST_AUTO_TEST_CASE(scalars_lie_beside_the_nodes_in_order) {
    Tape tape;
    BOOST_TEST(tape.append_scalar(0.5) == 0);
    BOOST_TEST(tape.append_scalar({"α", 0.1}) == 1);
    BOOST_TEST(tape.scalars[0].symbol == nullptr);
    BOOST_TEST(tape.scalars[1].symbol == "α");
    BOOST_TEST(tape.scalars[1].value == 0.1);
}

BOOST_AUTO_TEST_CASE(a_cleared_tape_is_empty_and_keeps_its_memory) {
    Tape tape;
    for (int i = 0; i < 9; ++i) tape.append({}), tape.append_scalar(i);
    const std::size_t room = tape.nodes.capacity();
    tape.clear();
    BOOST_TEST(tape.nodes.empty());
    BOOST_TEST(tape.names.empty());
    BOOST_TEST(tape.events.empty());
    BOOST_TEST(tape.scalars.empty());
    BOOST_TEST(tape.nodes.capacity() == room);
}

BOOST_AUTO_TEST_CASE(nodes_have_no_gaps_so_that_comparing_their_memory_compares_them) {
    BOOST_TEST(sizeof(Node) == 10 * sizeof(int));
}

BOOST_AUTO_TEST_CASE(only_inputs_states_and_images_are_given) {
    BOOST_TEST(is_given(Op::input));
    BOOST_TEST(is_given(Op::state));
    BOOST_TEST(is_given(Op::pixels));
    for (int op = 3; op <= static_cast<int>(Op::flatten); ++op) BOOST_TEST(!is_given(static_cast<Op>(op)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
