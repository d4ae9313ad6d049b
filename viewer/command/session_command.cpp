#include "viewer/command/session_command.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "engine/data/load.h"
#include "viewer/command/machine.h"
#include "viewer/model/cursor.h"
#include "viewer/model/value_name.h"

namespace backstep {
namespace {

void open_lesson(Session& session, const RunOptions& options) {
    apply(session, OpenLesson{options.lesson});
    for (const std::string& assignment : options.knobs) {
        const std::size_t equals = assignment.find('=');
        apply(session, SetKnob{assignment.substr(0, equals), assignment.substr(equals + 1)});
    }
    if (!session.error.empty()) throw std::runtime_error(session.error);
}

}  // namespace

int with_session(const RunOptions& options, const std::function<int(Session&)>& use) {
    const Kernels& kernels = kernels_of(options);
    Pool pool(threads_of(options));
    Compute compute{kernels, pool};
    Session session;
    session.compute = &compute;
    session.lessons = catalogue();
    session.memory = static_cast<std::size_t>(options.memory) * megabyte;
    // What is typed is checked before anything is loaded.
    if (!options.lesson.empty()) {
        Knobs knobs(lesson_named(session.lessons, options.lesson).knobs);
        for (const std::string& assignment : options.knobs) assign(knobs, assignment);
    }
    const auto place = mnist_folder(options.data, std::getenv("BACKSTEP_DATA"));
    session.place = place;
    session.digits = std::make_shared<const Dataset>(lesson_digits(place));
    if (!options.lesson.empty()) open_lesson(session, options);
    return use(session);
}

void go_to(Session& session, const std::string& place) {
    if (!session.timelines.empty()) {
        Timeline& timeline = *session.timelines.timeline();
        const TrainingPlan& plan = timeline.plan();
        const Position here{session.timelines.step, session.position};
        const TypedPosition typed = parse_position(place, here, plan.steps_per_epoch(), plan.steps());
        // A name is wrong in every step, and found out before any training.
        if (!typed.value.empty()) event_named(*session.trace, typed.value, session.count(), place_of(session));
        timeline.advance(*session.compute, std::max(0L, typed.step - 1 - timeline.trained()));
    }
    apply(session, GoToTyped{place});
}

}  // namespace backstep
