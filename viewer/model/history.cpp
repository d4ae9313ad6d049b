#include "viewer/model/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <type_traits>
#include <utility>

#include "engine/math/error.h"
#include "viewer/model/cursor.h"
#include "viewer/model/own_lesson.h"
#include "viewer/model/training_parts.h"

namespace backstep {
namespace {

constexpr std::size_t most_places = 200;

// With its version, if the recording has several.
std::string unique_name(const Trace& trace, const Event& event) {
    const std::string name = event.name.text();
    const bool several = std::any_of(trace.events.begin(), trace.events.end(), [&](const Event& other) {
        return other.index != event.index && other.name == event.name;
    });
    return several ? name + "@" + std::to_string(event.version) : name;
}

// What is not in this recording, as another optimizer made it, leaves the cursor where it is.
void go_to_value(Session& session, const std::string& value) {
    if (value.empty())
        session.position = 0;
    else if (session.trace)
        if (const std::optional<int> event = find_event(*session.trace, value, session.count()))
            session.position = *event + 1;
}

// Which timeline the place is in: a fork may have got another number since. Nothing if there is none like it.
std::optional<int> timeline_of(const Timelines& timelines, const Place& place) {
    const int count = static_cast<int>(timelines.all.size());
    const auto is_it = [&](int timeline) {
        return timeline < count && (place.fork == 0 || fork_fingerprint(timelines, timeline) == place.fork);
    };
    if (place.timeline == 0 || is_it(place.timeline))
        return place.timeline < count ? std::optional(place.timeline) : std::nullopt;
    for (int timeline = 1; timeline < count; ++timeline)
        if (place.fork != 0 && is_it(timeline)) return timeline;
    return std::nullopt;
}

// As it is numbered here.
Place numbered_here(const Session& session, Place place) {
    if (session.lesson && place.lesson == session.lesson->slug)
        place.timeline = timeline_of(training_of(session), place).value_or(place.timeline);
    return place;
}

// Those that the training began with; of a lesson without one, those that it ran with.
std::vector<std::string> first_knobs(const Timelines& timelines, const Knobs& knobs, const Lesson& lesson) {
    return turned(timelines.empty() ? knobs : timelines.all.front().knobs, lesson.knobs);
}

bool has_its_knobs(const Session& session, const Place& place) {
    return !place.knobs || first_knobs(training_of(session), session.knobs, *session.lesson) == place.knobs;
}

// With the training that the place is in, if that is kept; else with the knobs that it had, if they are known. In the
// lesson that is open knobs are turned only if that is wanted.
void open_lesson_of(Session& session, const Place& place, bool with_knobs) {
    const bool is_open = session.lesson && session.lesson->slug == place.lesson;
    if (is_open && !with_knobs) return;
    const Lesson& lesson = lesson_named(session.lessons, place.lesson);
    Knobs knobs(lesson.knobs);
    for (const std::string& assignment : place.knobs.value_or(std::vector<std::string>())) assign(knobs, assignment);
    prefer_parked(session, lesson.slug, [&](const Timelines& timelines) {
        return timeline_of(timelines, place) && (!place.knobs || first_knobs(timelines, knobs, lesson) == place.knobs);
    });
    if (!is_open) apply_unremembered(session, OpenLesson{place.lesson});
    if (has_its_knobs(session, place)) return;
    apply_unremembered(session, BackToTraining{});
    begin_with(session, std::move(knobs));
}

// Gives false, and says why, for an image that does not fit the network that is there now.
bool step_again(Session& session, const Place& place) {
    apply_unremembered(session, GoToPosition{place.after ? session.count() : 0});
    try {
        apply_unremembered(session, *place.image);
        return true;
    } catch (const InputError& error) {
        session.timelines.notice = error.what();
        return false;
    }
}

// A step that is not trained, as the lesson has been opened anew, gives way to the last that is.
void go_to(Session& session, const Place& place, bool with_knobs = false) {
    if (place.lesson.empty()) return apply_unremembered(session, ShowLessons{});
    open_lesson_of(session, place, with_knobs);
    if (place.step > 0) apply_unremembered(session, BackToTraining{});
    Timelines& timelines = session.timelines;
    if (!timelines.empty() && place.step > 0) {
        const std::optional<int> timeline = timeline_of(timelines, place);
        if (timeline) apply_unremembered(session, ShowTimeline{*timeline});
        const long last = last_step(session);
        apply_unremembered(session, GoToMoment{{std::min(place.step, last), session.position}});
        if (place.step > last)
            timelines.notice = step_text(session, place.step) + " is not trained yet: train, and go there again";
        else if (!timeline)
            timelines.notice = fmt::format("the fork that was timeline {} is gone: this is the step in timeline {}",
                                           place.timeline + 1, timelines.current + 1);
        // Of an image the values are others than those of the training.
        if (place.image && (place.step > last || !step_again(session, place))) return;
    }
    go_to_value(session, place.value);
}

// Of the training that is here; another lesson is opened first.
bool waits_for_training(const Session& session, const Place& place) {
    return !session.timelines.empty() && place.lesson == session.lesson->slug && place.step > last_step(session);
}

// From one stack to the other; places that are where the session already is are passed over. One that has to be trained
// first waits, unless it is the only one.
void travel(Session& session, std::vector<Place> Places::*from, std::vector<Place> Places::*to) {
    const Place here = current_place(session);
    std::vector<Place>& stack = session.places.*from;
    while (!stack.empty() && same_place(stack.back(), here)) stack.pop_back();
    if (stack.empty()) return;
    auto next = std::find_if(stack.rbegin(), stack.rend(), [&](const Place& place) {
        return !same_place(place, here) && !waits_for_training(session, place);
    });
    if (next == stack.rend()) next = stack.rbegin();
    const Place target = *next;
    stack.erase(std::next(next).base());
    (session.places.*to).push_back(here);
    go_to(session, target);
}

bool leads_elsewhere(const Session& session, const std::vector<Place>& stack) {
    if (stack.empty()) return false;
    const Place here = current_place(session);
    return std::any_of(stack.begin(), stack.end(), [&](const Place& place) { return !same_place(place, here); });
}

std::string image_title(const Place& place) {
    return place.image ? ", " + place.image->title + (place.after ? " after the step" : " before the step") : "";
}

std::string timeline_words(const Session& session, const Place& place, bool in_lesson) {
    if (place.timeline == 0) return "";
    const std::optional<int> timeline =
        in_lesson ? timeline_of(training_of(session), place) : std::optional(place.timeline);
    return timeline ? fmt::format("timeline {}, ", *timeline + 1) : "a fork that is gone, ";
}

// Of a place in the open lesson: ", with optimizer=adam" if its training began with other knobs than this one.
std::string knobs_of(const Session& session, const Place& place) {
    if (has_its_knobs(session, place)) return "";
    std::string words;
    for (const std::string& knob : *place.knobs) words += (words.empty() ? ", with " : ", ") + knob;
    return words.empty() ? ", with the lesson's own knobs" : words;
}

bool same_bookmark(const Place& one, const Place& other) {
    return same_place(one, other) && (!one.knobs || !other.knobs || one.knobs == other.knobs);
}

std::string title_of(const Session& session, const Place& place, bool in_lesson) {
    std::string title = place.value.empty() ? "the beginning" : place.value;
    if (place.step > 0)
        title = timeline_words(session, place, in_lesson) +
                (in_lesson && !training_of(session).empty() ? step_text(session, place.step)
                                                            : fmt::format("step {}", place.step)) +
                (place.value.empty() ? "" : " " + place.value) + image_title(place);
    if (in_lesson) return title + knobs_of(session, place);
    for (const Lesson& lesson : session.lessons)
        if (lesson.slug == place.lesson) return fmt::format("{}: {}", numbered_title(lesson), title);
    return (is_own(place.lesson) ? "a network of your own, not open now" : place.lesson) + ": " + title;
}

}  // namespace

Place current_place(const Session& session) {
    Place place;
    if (!session.lesson) return place;
    place.lesson = session.lesson->slug;
    place.knobs = first_knobs(training_of(session), session.knobs, *session.lesson);
    if (const Timelines& timelines = training_of(session); !timelines.empty()) {
        place.timeline = timelines.current;
        place.fork = fork_fingerprint(timelines, timelines.current);
        place.step = timelines.step;
    }
    if (session.aside) {
        place.image = session.aside->image;
        place.after = session.aside->after;
    }
    if (const Event* event = session.current()) place.value = unique_name(*session.trace, *event);
    return place;
}

bool is_jump(const Action& action) {
    return std::visit(
        [](const auto& one) {
            using What = std::decay_t<decltype(one)>;
            if constexpr (std::is_same_v<What, GoToPosition> || std::is_same_v<What, GoToMoment>) return !one.dragged;
            return std::is_same_v<What, OpenLesson> || std::is_same_v<What, OpenOwn> ||
                   std::is_same_v<What, ShowLessons> || std::is_same_v<What, GoToValue> ||
                   std::is_same_v<What, GoToTyped> || std::is_same_v<What, FindUpdate> ||
                   std::is_same_v<What, GoToPlace> || std::is_same_v<What, Train> || std::is_same_v<What, Continue> ||
                   std::is_same_v<What, ShowTimeline> || std::is_same_v<What, StepImage> ||
                   std::is_same_v<What, BackToTraining>;
        },
        action);
}

void remember_jump(Session& session, const Place& before) {
    std::vector<Place>& back = session.places.back;
    if (back.empty() || !same_place(back.back(), before)) back.push_back(before);
    if (back.size() > most_places) back.erase(back.begin());
    session.places.forward.clear();
    remember_waiting(session);
}

void remember_waiting(Session& session) {
    if (session.places.waiting) session.places.back.push_back(*std::exchange(session.places.waiting, {}));
}

void leave_lesson(Session& session) {
    if (!session.places.keep || !session.lesson || !session.trace) return;
    apply_unremembered(session, BackToTraining{});
    std::string& last = session.places.last[session.lesson->slug];
    // Whoever has not trained again since has not left that place.
    const Place before = place_from_text(session.lesson->slug, last);
    const bool waits = !session.timelines.empty() && session.timelines.timeline()->trained() == 0 && before.step > 1;
    if (!waits) last = place_text(without_knobs(current_place(session)));
}

void return_to_lesson(Session& session) {
    const auto last = session.places.last.find(session.lesson->slug);
    if (!session.places.keep || last == session.places.last.end()) return;
    const Place place = place_from_text(last->first, last->second);
    go_to(session, place);
    if (session.timelines.empty() || place.step <= last_step(session)) return;
    session.places.waiting = place;
    session.timelines.notice = "you left at " + step_text(session, place.step) + ": train, and Alt+← goes there";
}

bool can_go_back(const Session& session) { return leads_elsewhere(session, session.places.back); }
bool can_go_forward(const Session& session) { return leads_elsewhere(session, session.places.forward); }

void do_history(Session& session, const GoBack&) { travel(session, &Places::back, &Places::forward); }
void do_history(Session& session, const GoForward&) { travel(session, &Places::forward, &Places::back); }

void do_history(Session& session, const GoToPlace& action) {
    const auto known = [&](const Lesson& lesson) { return lesson.slug == action.place.lesson; };
    if (std::none_of(session.lessons.begin(), session.lessons.end(), known))
        throw InputError("bookmark",
                         is_own(action.place.lesson) ? "that network of your own is not open"
                                                     : "there is no lesson '" + action.place.lesson + "'",
                         is_own(action.place.lesson) ? "open it again with the settings and images that it had"
                                                     : "remove it with its ×");
    go_to(session, action.place, true);
}

void do_history(Session& session, const SwitchBookmark&) {
    if (!session.trace) throw InputError(place_of(session), "there is nothing to bookmark", "open a lesson first");
    const Place here = current_place(session);
    std::vector<Place>& all = session.places.bookmarks;
    const auto same = [&](const Place& place) { return same_bookmark(numbered_here(session, place), here); };
    if (std::erase_if(all, same) == 0) all.push_back(here);
}

void do_history(Session& session, const RemoveBookmark& action) {
    std::erase_if(session.places.bookmarks, [&](const Place& place) { return same_bookmark(place, action.place); });
}

std::vector<BookmarkView> bookmark_views(const Session& session) {
    std::vector<BookmarkView> views;
    if (session.places.bookmarks.empty()) return views;
    const Place here = current_place(session);
    for (const Place& place : session.places.bookmarks) {
        BookmarkView view;
        view.place = place;
        view.in_lesson = session.lesson && place.lesson == here.lesson;
        view.title = title_of(session, place, view.in_lesson);
        view.in_training = view.in_lesson && knobs_of(session, place).empty();
        view.here = same_bookmark(numbered_here(session, place), here);
        if (view.in_training && session.trace && place.step == here.step && same_image(place, here)) {
            const std::optional<int> event = find_event(*session.trace, place.value, session.count());
            if (place.value.empty()) view.position = 0;
            if (event) view.position = *event + 1;
        }
        views.push_back(std::move(view));
    }
    std::stable_partition(views.begin(), views.end(), [](const BookmarkView& view) { return view.in_lesson; });
    return views;
}

}  // namespace backstep
