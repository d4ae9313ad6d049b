#include "viewer/model/own_lesson.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <utility>

#include "engine/data/load.h"
#include "engine/network/activation.h"
#include "engine/network/optimizer.h"
#include "lessons/training.h"
#include "viewer/model/fingerprint.h"
#include "viewer/model/history.h"
#include "viewer/model/training.h"

namespace backstep {
namespace {

constexpr const char* never = "never";
constexpr double below_1 = 1 - 0x1p-53, largest = 1e300, smallest = 1e-300;
constexpr int most = 999999999, own_number = 0;

Knob fixed(const char* name, const std::string& value, const char* meaning) {
    return choice_knob(name, {value}, meaning);
}

// What images are to be read.
struct Wanted {
    OpenOwn own;
    std::shared_ptr<const Dataset> digits;  // that the lessons look at, and where they came from
    std::optional<std::string> place;
};

// The images of the folder, or those that the lessons look at.
std::shared_ptr<const TrainingData> data_of(const Wanted& wanted) {
    const TrainOptions& o = wanted.own.options;
    if (wanted.own.folder.empty() && wanted.digits)
        return split(*wanted.digits, lesson_test_digits(wanted.place), o.train, o.validation);
    return split(load_training(wanted.own.folder), load_test(wanted.own.folder), o.train, o.validation);
}

// "no label is above 2: the outputs from 3 on stand for nothing, 3 would do"; empty if each output stands for a label.
std::string spare_outputs(const TrainingPlan& plan) {
    const int outputs = plan.network.layers.back();
    int last = 0;
    for (const Dataset* images : {&plan.data->train, &plan.data->validation, &plan.data->test})
        for (const std::uint8_t label : images->labels) last = std::max<int>(last, label);
    if (last + 1 >= outputs) return "";
    return fmt::format("no label is above {}: the outputs from {} on stand for nothing, {} would do", last, last + 1,
                       last + 1);
}

constexpr const char* own_prefix = "00_own_";

// The same settings and the same images are the same network.
std::string own_slug(const Lesson& lesson, const TrainingData& data) {
    Fingerprint fingerprint;
    const Knobs settings(lesson.knobs);
    for (const Knob& knob : lesson.knobs) fingerprint.add(knob.name + "=" + settings.text(knob.name) + "\n");
    for (const Dataset* images : {&data.train, &data.validation, &data.test}) {
        for (const int number : {images->count, images->rows, images->cols})
            fingerprint.add(static_cast<std::uint64_t>(number));
        for (const std::vector<std::uint8_t>* bytes : {&images->images, &images->labels})
            fingerprint.add(std::string_view(reinterpret_cast<const char*>(bytes->data()), bytes->size()));
    }
    return fmt::format("{}{:016x}", own_prefix, fingerprint.value);
}

void open_with(Session& session, const TrainOptions& options, std::shared_ptr<const TrainingData> data) {
    TrainingPlan plan = plan_of(options);
    plan.data = std::move(data);
    plan.batch_size = std::min(plan.batch_size, plan.data->train.count);
    check(plan);

    Lesson lesson = own_lesson(options);
    lesson.training.data = plan.data;
    lesson.slug = own_slug(lesson, *plan.data);
    const auto is_it = [&](const Lesson& one) { return one.slug == lesson.slug; };
    if (session.places.keep && std::any_of(session.lessons.begin(), session.lessons.end(), is_it))
        return apply_unremembered(session, OpenLesson{lesson.slug});  // as it was left
    // One that was open does not come again.
    if (session.lesson && is_own(session.lesson->slug)) {
        apply_unremembered(session, BackToTraining{});
        end_training(session);
    }
    apply_unremembered(session, ShowLessons{});
    // A new one begins at its beginning, and nobody can go back to one that is not there. Bookmarks are kept until
    // they are removed: the same network may come again.
    std::erase_if(session.places.last, [](const auto& one) { return is_own(one.first); });
    std::erase_if(session.parked, [](const ParkedTraining& one) { return is_own(one.lesson); });
    for (std::vector<Place>* places : {&session.places.back, &session.places.forward})
        std::erase_if(*places, [&](const Place& place) { return is_own(place.lesson) && place.lesson != lesson.slug; });
    std::erase_if(session.lessons, [](const Lesson& one) { return one.number == own_number; });
    session.lessons.push_back(std::move(lesson));
    const std::string spare = spare_outputs(plan);
    apply_unremembered(session, OpenLesson{std::to_string(own_number)});
    if (session.error.empty()) session.timelines.notice = spare;
}

}  // namespace

bool is_own(const std::string& slug) { return slug.starts_with("00_own"); }

Lesson own_lesson(const TrainOptions& o) {
    const double rate = plan_of(o).network.optimizer.learning_rate;
    Lesson lesson;
    lesson.number = own_number;
    lesson.title = "A network of your own";
    lesson.idea = "Layers, activation, optimizer and images as you chose them, and every moment of their training.";
    lesson.knobs = {choice_knob("optimizer", optimizer_names(), "how the weights change", o.optimizer),
                    real_knob("learning_rate", rate, smallest, largest, "α"),
                    real_knob("momentum", o.momentum, 0, below_1, "β, of both kinds of momentum"),
                    choice_knob("activation", activation_names(), "of the hidden layers", o.activation),
                    real_knob("dropout", o.dropout, 0, below_1, "share of hidden units that each step leaves out"),
                    real_knob("l2", o.l2, 0, largest, "weight decay λ"),
                    real_knob("clip", o.clip, 0, largest, "the largest length of the gradient; 0: any"),
                    integer_knob("epochs", o.epochs, 1, most, "rounds through all images"),
                    integer_knob("patience", o.patience, 0, most, "epochs without getting better; 0: any number"),
                    fixed("learning_rate_step", o.learning_rate_step.empty() ? never : o.learning_rate_step,
                          "after how many epochs times what"),
                    fixed("layers", o.layers, "units of each layer"),
                    fixed("init", o.init, "weights at the start"),
                    integer_knob("batch", o.batch, o.batch, o.batch, "images in each step"),
                    fixed("seed", std::to_string(o.seed), "of all that is random")};
    lesson.training.plan = [](const Knobs& knobs) { return plan_of(options_of(knobs)); };
    return lesson;
}

TrainOptions options_of(const Knobs& knobs) {
    TrainOptions o;
    o.optimizer = knobs.choice("optimizer");
    o.learning_rate = knobs.real("learning_rate");
    o.momentum = knobs.real("momentum");
    o.activation = knobs.choice("activation");
    o.dropout = knobs.real("dropout");
    o.l2 = knobs.real("l2");
    o.clip = knobs.real("clip");
    o.epochs = knobs.integer("epochs");
    o.patience = knobs.integer("patience");
    if (const std::string& step = knobs.choice("learning_rate_step"); step != never) o.learning_rate_step = step;
    o.layers = knobs.choice("layers");
    o.init = knobs.choice("init");
    o.batch = knobs.integer("batch");
    o.seed = std::stoull(knobs.choice("seed"));
    return o;
}

void open_own(Session& session, const OpenOwn& action) {
    plan_of(action.options);
    open_with(session, action.options, data_of({action, session.digits, session.place}));
}

// The thread's own, and the session's as long as that wants it.
struct OwnImages {
    Wanted wanted;
    std::function<void()> changed;
    std::atomic<bool> read{false};
    std::shared_ptr<const TrainingData> data;  // once they are read, or why they are not
    std::exception_ptr failure;
};

// Nobody waits for the thread: reading a disk cannot be broken off.
void begin_own(Session& session, const BeginOwn& action) {
    plan_of(action.own.options);
    auto own = std::make_shared<OwnImages>();
    own->wanted = {action.own, session.digits, session.place};
    own->changed = session.changed;
    std::thread([own] {
        try {
            own->data = data_of(own->wanted);
        } catch (...) {
            own->failure = std::current_exception();
        }
        own->read = true;
        if (own->changed) own->changed();
    }).detach();
    session.own = std::move(own);
}

void look_at_own(Session& session) {
    if (!session.own || !session.own->read) return;
    const std::shared_ptr<OwnImages> own = std::exchange(session.own, nullptr);
    if (own->failure) std::rethrow_exception(own->failure);
    const Place before = current_place(session);
    open_with(session, own->wanted.own.options, own->data);
    remember_jump(session, before);
}

}  // namespace backstep
