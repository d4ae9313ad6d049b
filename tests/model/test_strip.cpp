#include <boost/test/unit_test.hpp>

#include "sample.h"
#include "viewer/model/strip.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(strip)

BOOST_AUTO_TEST_CASE(events_are_grouped_by_step_and_phase_in_their_order) {
    Sample sample;
    const StripView view = strip_view(sample.session);
    BOOST_TEST(view.steps == 2);
    BOOST_REQUIRE(view.groups.size() == 8u);
    const char* titles[] = {"forward", "loss", "backward", "update"};
    int event = 0;
    for (std::size_t i = 0; i < view.groups.size(); ++i) {
        BOOST_TEST(view.groups[i].title == titles[i % 4]);
        BOOST_TEST(view.groups[i].step == 1 + static_cast<int>(i / 4));
        for (const StripEvent& one : view.groups[i].events) BOOST_TEST(one.event == event++);
    }
    BOOST_TEST(event == 25);
    BOOST_TEST(view.groups[2].events[1].name == "dZ[1]");
}

BOOST_AUTO_TEST_CASE(what_has_happened_is_done_and_the_last_of_it_is_current) {
    Sample sample;
    for (int position = 0; position <= 25; ++position) {
        apply(sample.session, GoToPosition{position});
        const StripView view = strip_view(sample.session);
        for (const StripGroup& group : view.groups)
            for (const StripEvent& one : group.events) {
                const Moment expected = one.event < position - 1 ? Moment::done
                                        : one.event < position   ? Moment::current
                                                                 : Moment::future;
                BOOST_TEST((one.moment == expected));
            }
    }
}

BOOST_AUTO_TEST_CASE(a_group_is_current_while_the_current_event_is_in_it) {
    Sample sample;
    apply(sample.session, GoToValue{"J"});
    StripView view = strip_view(sample.session);
    BOOST_TEST((view.groups[0].moment == Moment::done));
    BOOST_TEST((view.groups[1].moment == Moment::current));
    BOOST_TEST((view.groups[2].moment == Moment::future));
}

BOOST_AUTO_TEST_CASE(the_transport_knows_both_ends) {
    Sample sample;
    TransportView view = transport_view(sample.session);
    BOOST_TEST(!view.can_go_back);
    BOOST_TEST(view.can_go_forward);
    BOOST_TEST(view.where == "before the first of 25 events");
    apply(sample.session, GoToValue{"J"});
    view = transport_view(sample.session);
    BOOST_TEST(view.where == "event 10 of 25: J, loss, step 1 of 2");
    apply(sample.session, Step{100});
    view = transport_view(sample.session);
    BOOST_TEST(view.can_go_back);
    BOOST_TEST(!view.can_go_forward);
}

BOOST_AUTO_TEST_CASE(without_a_lesson_there_is_nothing) {
    Sample sample;
    apply(sample.session, ShowLessons{});
    BOOST_TEST(strip_view(sample.session).groups.empty());
    BOOST_TEST(!transport_view(sample.session).can_go_forward);
}

BOOST_AUTO_TEST_SUITE_END()
