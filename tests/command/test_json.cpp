#include <boost/test/unit_test.hpp>
#include <limits>
#include <nlohmann/json.hpp>

#include "program.h"
#include "viewer/command/json.h"

using namespace backstep;
using nlohmann::json;

BOOST_AUTO_TEST_SUITE(as_json)

BOOST_AUTO_TEST_CASE(lessons_have_their_knobs_with_ranges) {
    const json lessons = json::parse(ran({"lessons", "--json"}).out);
    bool found = false;
    for (const json& lesson : lessons) {
        if (lesson["number"] != 5) continue;
        found = true;
        BOOST_TEST((lesson["slug"] == "05_backpropagation"));
        for (const json& knob : lesson["knobs"]) {
            if (knob["name"] == "optimizer") BOOST_TEST((knob["choices"].size() == 4));
            if (knob["name"] == "batch_size") BOOST_TEST(knob["start"].dump() == "32");
        }
    }
    BOOST_TEST(found);
}

BOOST_AUTO_TEST_CASE(a_run_has_its_events_in_order_with_their_figures) {
    const json run = json::parse(ran({"run", "5", "--json", "--set", "learning_rate=0.25"}).out);
    BOOST_TEST((run["knobs"]["learning_rate"] == 0.25));
    BOOST_TEST((run["knobs"]["optimizer"] == "sgd"));
    int index = 0;
    for (const json& event : run["events"]) {
        BOOST_TEST((event["index"] == index++));
        if (event["name"] != "dZ[2]") continue;
        BOOST_TEST((event["rows"] == 10 && event["cols"] == 32));
        BOOST_TEST((event["equation"] == "dZ[2] = A[2] − Y"));
        BOOST_TEST((event["phase"] == "backward"));
        BOOST_TEST((event["file"] == "05_backpropagation.cpp"));
        BOOST_TEST(event["max_abs"].get<double>() < 1);
        BOOST_TEST(event["max_abs"].get<double>() == -event["min"].get<double>());
    }
    BOOST_TEST(index > 20);
}

BOOST_AUTO_TEST_CASE(what_is_not_finite_is_null_wherever_it_stands) {
    Pool pool(1);
    Compute compute{*available_kernels().front(), pool};
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Lesson lesson{1, "01_x", "X", "", {}, nullptr};
    for (int place = 0; place < 3; ++place) {
        Recorder step(compute, Recording::on);
        Matrix x = matrix_of({{1, 2, 3}});
        x(0, place) = nan;
        step.input("X", x);
        Session session;
        session.lesson = &lesson;
        session.digits = std::make_shared<const Dataset>();
        session.trace = std::make_shared<const Trace>(step.take_trace());
        const json event = json::parse(run_json(session))["events"][0];
        for (const char* figure : {"max_abs", "min", "max", "mean"}) BOOST_TEST(event[figure].is_null(), figure);
    }
}

BOOST_AUTO_TEST_SUITE_END()
