#include "viewer/command/train_session.h"

#include "viewer/model/own_lesson.h"

namespace backstep {

Session session_of(const TrainOptions& options, std::shared_ptr<Timeline> timeline, Position at, Compute& compute) {
    Session session;
    session.compute = &compute;
    session.lessons = {own_lesson(options)};
    session.lesson = session.lessons.data();
    session.knobs = Knobs(session.lesson->knobs);
    const std::shared_ptr<const TrainingData> data = timeline->plan().data;
    session.digits = std::shared_ptr<const Dataset>(data, &data->train);
    session.trace = timeline->record(compute, 1);
    session.timelines.all.push_back({std::move(timeline), session.knobs});
    apply(session, GoToMoment{at});
    return session;
}

}  // namespace backstep
