#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "engine/data/digits.h"
#include "lessons/catalogue.h"
#include "sample.h"
#include "training_sample.h"
#include "viewer/model/map.h"

using namespace backstep;

namespace {

const MapBox& box(const NetworkMap& map, const std::string& name) {
    for (const MapBox& one : map.boxes)
        if (one.name == name) return one;
    throw std::out_of_range("no box " + name);
}

bool has_box(const NetworkMap& map, const std::string& name) {
    return std::any_of(map.boxes.begin(), map.boxes.end(), [&](const MapBox& one) { return one.name == name; });
}

std::string flow_text(const NetworkMap& map, const MapFlow& flow) {
    return map.boxes[static_cast<std::size_t>(flow.from)].name + " → " +
           map.boxes[static_cast<std::size_t>(flow.to)].name;
}

std::vector<std::string> done_flows(const NetworkMap& map) {
    std::vector<std::string> texts;
    for (const MapFlow& flow : map.flows)
        if (flow.done) texts.push_back(flow_text(map, flow));
    return texts;
}

int after(const Trace& trace, const char* name) { return find_event(trace, name, 0).value() + 1; }

NetworkMap map_at(const Session& session, const char* name) {
    return network_map(*session.trace, after(*session.trace, name));
}

std::string current_box(const NetworkMap& map) {
    std::string names;
    for (const MapBox& one : map.boxes)
        if (one.moment == Moment::current) names += one.name;
    return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(map)

BOOST_AUTO_TEST_CASE(has_a_box_for_each_value_of_each_layer_that_the_recording_has) {
    Sample sample;
    const NetworkMap map = network_map(*sample.session.trace, 0);
    BOOST_TEST(map.layers == 2);
    for (const char* name :
         {"X", "Y", "J", "W[1]", "b[1]", "Z[1]", "A[1]", "W[2]", "Z[2]", "A[2]", "dZ[2]", "dZ[1]", "dW[1]"})
        BOOST_TEST(has_box(map, name), name);
    BOOST_TEST(map.boxes.size() == 13u);  // the sample has no b[2], dW[2], db[1] and db[2]
    BOOST_TEST(box(map, "dZ[1]").shape == "5×7");
    BOOST_TEST(box(map, "dZ[1]").symbol == "dZ");
    for (const MapBox& one : map.boxes) BOOST_TEST((one.moment == Moment::future), one.name);
}

BOOST_AUTO_TEST_CASE(is_for_networks_only) {
    Sample sample;
    BOOST_TEST(has_map(*sample.session.trace));
    BOOST_TEST(has_backward_map(*sample.session.trace));
    apply(sample.session, OpenLesson{"2"});
    BOOST_TEST(!has_map(*sample.session.trace));
    BOOST_TEST(!has_backward_map(*sample.session.trace));
    BOOST_TEST(network_map(*sample.session.trace, 1).empty());
}

BOOST_AUTO_TEST_CASE(what_has_happened_is_done_and_the_current_event_is_one_box) {
    Sample sample;
    const NetworkMap map = map_at(sample.session, "A[1]");
    BOOST_TEST(current_box(map) == "A[1]");
    for (const char* name : {"X", "Y", "W[1]", "b[1]", "Z[1]", "W[2]"})
        BOOST_TEST((box(map, name).moment == Moment::done), name);
    for (const char* name : {"Z[2]", "A[2]", "J", "dZ[2]", "dZ[1]", "dW[1]"})
        BOOST_TEST((box(map, name).moment == Moment::future), name);
}

BOOST_AUTO_TEST_CASE(values_flow_forward_from_layer_to_layer_and_gradients_back) {
    Sample sample;
    const std::vector<std::string> forward{"X → Z[1]", "W[1] → Z[1]", "b[1] → Z[1]", "Z[1] → A[1]"};
    BOOST_TEST(done_flows(map_at(sample.session, "A[1]")) == forward, boost::test_tools::per_element());
    const NetworkMap map = map_at(sample.session, "dW[1]");
    std::vector<std::string> backward;
    for (const MapFlow& flow : map.flows)
        if (flow.done && flow.phase == Phase::backward) backward.push_back(flow_text(map, flow));
    const std::vector<std::string> wanted{"dZ[2] → dZ[1]", "dZ[1] → dW[1]", "Y → dZ[2]"};
    BOOST_TEST(backward == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_goes_into_the_current_event_leads_to_it) {
    Sample sample;
    const NetworkMap map = map_at(sample.session, "dZ[1]");
    std::vector<std::string> flows;
    for (const MapFlow& flow : map.current) flows.push_back(flow_text(map, flow));
    const std::vector<std::string> wanted{"W[2] → dZ[1]", "dZ[2] → dZ[1]", "Z[1] → dZ[1]"};
    BOOST_TEST(flows == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_weight_is_shown_as_it_is_at_the_cursor_and_marked_when_it_is_updated) {
    Sample sample;
    const Trace& trace = *sample.session.trace;
    const int old = after(trace, "W[1]@0") - 1, updated = after(trace, "W[1]@1") - 1;
    const MapBox before = box(network_map(trace, updated), "W[1]");
    BOOST_TEST(before.shown == old);
    BOOST_TEST(!before.updated);
    BOOST_TEST((before.phase == Phase::forward));
    BOOST_TEST(before.nearest == updated);  // one event away; the first version is much farther
    const MapBox now = box(network_map(trace, updated + 1), "W[1]");
    BOOST_TEST(now.shown == updated);
    BOOST_TEST(now.updated);
    BOOST_TEST((now.phase == Phase::update));
    BOOST_TEST((now.moment == Moment::current));
}

BOOST_AUTO_TEST_CASE(a_new_step_begins_with_what_lives_on) {
    Sample sample;
    const Trace& trace = *sample.session.trace;
    const NetworkMap map = map_at(sample.session, "Z[1]@1");
    BOOST_TEST(current_box(map) == "Z[1]");
    BOOST_TEST(box(map, "W[1]").shown == after(trace, "W[1]@1") - 1);
    BOOST_TEST(!box(map, "W[1]").updated);
    BOOST_TEST((box(map, "W[1]").moment == Moment::done));
    BOOST_TEST((box(map, "A[1]").moment == Moment::future));
    BOOST_TEST(box(map, "A[1]").shown == after(trace, "A[1]@1") - 1);
}

BOOST_AUTO_TEST_CASE(what_an_optimizer_computes_belongs_to_the_parameter_it_changes) {
    Sample sample;
    apply(sample.session, SetKnob{"optimizer", "momentum"});
    for (const char* name : {"vW[1]@0", "vW[1]@1", "v̂W[1]", "W[1]@1"}) {
        const NetworkMap map = map_at(sample.session, name);
        BOOST_TEST(current_box(map) == "W[1]", name);
        BOOST_TEST((box(map, "W[1]").phase == Phase::update), name);
        BOOST_TEST(box(map, "W[1]").updated == (std::string(name) == "W[1]@1"), name);
    }
}

BOOST_AUTO_TEST_CASE(names_without_a_layer_belong_to_the_parameter_that_they_are_computed_from) {
    Sample sample;
    apply(sample.session, ShowLessons{});
    sample.session.lessons = catalogue();
    sample.session.digits = std::make_shared<const Dataset>(built_in_digits(60, 1));
    apply(sample.session, OpenLesson{"6"});
    for (const char* name : {"W.sgd", "m̂.adam", "Z.momentum", "moved.adam"})
        BOOST_TEST(current_box(map_at(sample.session, name)) == "W[2]", name);
    BOOST_TEST(current_box(map_at(sample.session, "t")) == "");
    for (const char* name : {"J.sgd", "J.momentum", "J.adam"})
        BOOST_TEST(current_box(map_at(sample.session, name)) == "J", name);
}

BOOST_AUTO_TEST_CASE(in_a_training_every_event_has_its_place) {
    TrainingSample sample;
    apply(sample.session, SetKnob{"optimizer", "adam"});
    for (int position = 1; position <= sample.session.count(); ++position) {
        const NetworkMap map = network_map(*sample.session.trace, position);
        BOOST_TEST(current_box(map) != "",
                   sample.session.trace->events[static_cast<std::size_t>(position - 1)].name.text());
    }
    BOOST_TEST(current_box(map_at(sample.session, "losses")) == "J");
    BOOST_TEST(current_box(map_at(sample.session, "m̂b[2]")) == "b[2]");
}

BOOST_AUTO_TEST_SUITE_END()
