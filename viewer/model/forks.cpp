// Forks: what would have been if a knob or a number were another one.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/math/error.h"
#include "lessons/training.h"
#include "viewer/model/cursor.h"
#include "viewer/model/fingerprint.h"
#include "viewer/model/number.h"
#include "viewer/model/race.h"
#include "viewer/model/timeline_view.h"
#include "viewer/model/training.h"
#include "viewer/model/training_parts.h"

namespace backstep {
namespace {

// Of a fork in its first step: only there do the numbers of events say what was set.
std::vector<std::string> edited_in(const Timeline& fork, const Trace& first_step) {
    std::vector<std::string> cells;
    for (const Edit& edit : fork.edits())
        cells.push_back(fmt::format("{}({},{})", first_step.events[static_cast<std::size_t>(edit.event)].name.text(),
                                    edit.row, edit.col));
    return cells;
}

// The fork is shown, with the timeline that was shown until now beside it. The knobs are a copy: they may be those of a
// timeline, and where those are changes when another is added.
void add_fork(Session& session, std::shared_ptr<Timeline> fork, Knobs knobs) {
    Timelines& timelines = session.timelines;
    std::shared_ptr<const Trace> trace = fork->record(*session.compute, timelines.step);
    timelines.notice.clear();
    timelines.beside = timelines.current;
    timelines.current = static_cast<int>(timelines.all.size());
    std::vector<std::string> edited = edited_in(*fork, *trace);
    timelines.all.push_back({std::move(fork), knobs, std::move(edited)});
    session.knobs = std::move(knobs);
    show(session, std::move(trace));
}

// A knob that only a new training can turn is refused with those that a fork can.
void require_forks(const Session& session, const Knobs& knobs) {
    const Lesson& lesson = *session.lesson;
    for (const Knob& knob : knobs.all()) {
        if (knobs.text(knob.name) == session.knobs.text(knob.name) || can_fork(lesson, knob.name)) continue;
        std::string others;
        for (const Knob& other : knobs.all())
            if (can_fork(lesson, other.name)) others += (others.empty() ? "" : ", ") + other.name;
        throw InputError(
            "fork", fmt::format("{} stays as it was when the training began", knob.name),
            fmt::format("begin a new training (set {} {}), or fork with {}", knob.name, knobs.text(knob.name), others));
    }
}

std::shared_ptr<Timeline> fork_here(const Session& session, Change change) {
    return std::make_shared<Timeline>(session.timelines.timeline(), session.timelines.step, std::move(change));
}

// Of the timeline that the shown step belongs to: in its past a fork is still its parent.
const Knobs& knobs_here(const Session& session) {
    const Timelines& timelines = session.timelines;
    const Timeline& owner = owner_of(*timelines.timeline(), timelines.step);
    const auto line = std::find_if(timelines.all.begin(), timelines.all.end(),
                                   [&](const Line& one) { return one.timeline.get() == &owner; });
    return line == timelines.all.end() ? session.knobs : line->knobs;
}

void replace_current(Session& session, std::shared_ptr<Timeline> timeline) {
    Timelines& timelines = session.timelines;
    std::shared_ptr<const Trace> trace = timeline->record(*session.compute, timelines.step);
    Line& line = timelines.all[static_cast<std::size_t>(timelines.current)];
    line.edited = edited_in(*timeline, *trace);
    line.timeline = std::move(timeline);
    show(session, std::move(trace));
}

// A cell that is set again has the later number.
std::vector<Edit> with_edit(std::vector<Edit> edits, const Edit& edit) {
    const auto same = std::find_if(edits.begin(), edits.end(), [&](const Edit& old) {
        return old.event == edit.event && old.row == edit.row && old.col == edit.col;
    });
    if (same == edits.end())
        edits.push_back(edit);
    else
        *same = edit;
    return edits;
}

bool has_forks(const Timelines& timelines, const Timeline& parent) {
    return std::any_of(timelines.all.begin(), timelines.all.end(),
                       [&](const Line& line) { return line.timeline->parent().get() == &parent; });
}

// A fork of a timeline in the very step whose cells were set has them set too: the same values, which may come at other
// events, and those that do not come there are left out.
std::vector<Edit> kept_edits(const Session& session, const Change& change) {
    const Timeline& current = *session.timelines.timeline();
    if (current.edits().empty() || current.forked_at() != session.timelines.step) return {};
    const auto plain = fork_here(session, change)->record(*session.compute, session.timelines.step);
    std::vector<Edit> kept;
    for (Edit edit : current.edits()) {
        const Event& old = session.trace->events[static_cast<std::size_t>(edit.event)];
        const auto same = std::find_if(plain->events.begin(), plain->events.end(), [&](const Event& event) {
            return event.name == old.name && event.version == old.version;
        });
        if (same == plain->events.end()) continue;
        edit.event = same->index;
        kept.push_back(edit);
    }
    return kept;
}

}  // namespace

void do_training(Session& session, const Fork& action) {
    const Timelines& timelines = timelines_of(session);
    Knobs knobs = session.knobs;
    for (const std::string& assignment : action.knobs) assign(knobs, assignment);
    require_forks(session, knobs);
    rest(session);
    Change change;
    if (!action.knobs.empty()) change.plan = lesson_plan(*session.lesson, knobs, timelines.timeline()->plan().data);
    change.edits = kept_edits(session, change);
    add_fork(session, fork_here(session, std::move(change)), knobs);
    session.timelines.notice = rate_advice(session);
}

// Cells set in the same step add up. As long as the timeline has no steps of its own, it becomes one with both cells;
// what was trained stays, and then the timeline with both stands beside the one with the first.
void do_training(Session& session, const EditCell& action) {
    const Timelines& timelines = timelines_of(session);
    check(session, action.cell);
    rest(session);
    const std::shared_ptr<Timeline> current = timelines.timeline();
    const Edit edit{action.cell.event, action.cell.row, action.cell.col, action.value};
    if (current->edits().empty() || current->forked_at() != timelines.step)
        return add_fork(session, fork_here(session, {owner_of(*current, timelines.step).plan(), {edit}}),
                        knobs_here(session));
    Change change{current->plan(), with_edit(current->edits(), edit)};
    auto fork = std::make_shared<Timeline>(current->parent(), timelines.step, std::move(change));
    if (current->trained() >= timelines.step || has_forks(timelines, *current))
        add_fork(session, std::move(fork), session.knobs);
    else
        replace_current(session, std::move(fork));
}

std::uint64_t fork_fingerprint(const Timelines& timelines, int index) {
    const Line& line = timelines.all[static_cast<std::size_t>(index)];
    const Timeline& timeline = *line.timeline;
    if (!timeline.parent()) return 0;
    Fingerprint fingerprint;
    for (std::size_t parent = 0; parent < timelines.all.size(); ++parent)
        if (timelines.all[parent].timeline == timeline.parent())
            fingerprint.add(fork_fingerprint(timelines, static_cast<int>(parent)));
    fingerprint.add(static_cast<std::uint64_t>(timeline.forked_at()));
    fingerprint.add(difference(timeline.parent()->plan(), timeline.plan()));
    for (std::size_t i = 0; i < line.edited.size(); ++i)
        fingerprint.add(line.edited[i] + "=" + exact_number(timeline.edits()[i].value));
    return fingerprint.value;
}

std::string timeline_title(const Timelines& timelines, int index) {
    const Line& line = timelines.all[static_cast<std::size_t>(index)];
    const Timeline& timeline = *line.timeline;
    if (!timeline.parent()) return timelines.all.size() > 1 ? "the original" : "as the knobs say";
    std::string title = "from ";
    for (std::size_t parent = 1; parent < timelines.all.size(); ++parent)
        if (timelines.all[parent].timeline == timeline.parent()) title += fmt::format("timeline {}, ", parent + 1);
    title += step_text(timeline.forked_at(), timeline.plan().steps_per_epoch());
    const std::string settings = difference(timeline.parent()->plan(), timeline.plan());
    if (!settings.empty()) title += ": " + settings;
    const char* between = settings.empty() ? ": " : ", ";
    for (std::size_t i = 0; i < line.edited.size(); ++i)
        title += fmt::format("{}{} set to {}", std::exchange(between, ", "), line.edited[i],
                             exact_number(timeline.edits()[i].value));
    return title;
}

}  // namespace backstep
