#include "viewer/command/train_json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace backstep {
namespace {

using Json = nlohmann::ordered_json;

Json data_json(const TrainingData& data) {
    return {{"source", data.train.source},
            {"train", data.train.count},
            {"validation", data.validation.count},
            {"test", data.test.count}};
}

Json plan_json(const TrainingPlan& plan) {
    const MlpSettings& network = plan.network;
    const OptimizerSettings& optimizer = network.optimizer;
    Json json = {{"layers", network.layers},
                 {"activation", activation_names().at(static_cast<std::size_t>(network.activation))},
                 {"init", initialisation_names().at(static_cast<std::size_t>(network.initialisation))},
                 {"optimizer", optimizer_names().at(static_cast<std::size_t>(optimizer.kind))},
                 {"learning_rate", optimizer.learning_rate},
                 {"momentum", optimizer.momentum},
                 {"batch", plan.batch_size},
                 {"epochs", plan.epochs},
                 {"seed", plan.seed},
                 {"dropout", network.dropout},
                 {"l2", network.l2},
                 {"clip", network.clip},
                 {"patience", plan.patience}};
    if (plan.rate_every > 0) json["learning_rate_step"] = {{"every", plan.rate_every}, {"factor", plan.rate_factor}};
    return json;
}

Json epochs_json(const Timeline& timeline) {
    Json list = Json::array();
    for (const EpochRecord& epoch : timeline.epochs())
        list.push_back({{"epoch", epoch.epoch},
                        {"loss", epoch.loss},
                        {"train", epoch.train},
                        {"validation", epoch.validation},
                        {"test", epoch.test},
                        {"seconds", epoch.seconds}});
    return list;
}

// Whole numbers, row by row.
Json counts_json(const Matrix& counts) {
    Json rows = Json::array();
    for (int row = 0; row < counts.rows; ++row) {
        Json cells = Json::array();
        for (int col = 0; col < counts.cols; ++col) cells.push_back(static_cast<long>(counts(row, col)));
        rows.push_back(cells);
    }
    return rows;
}

}  // namespace

std::string train_json(const Timeline& timeline, const Matrix& confusion, const TrainEnd& end) {
    Json json = {{"data", data_json(*timeline.plan().data)},
                 {"plan", plan_json(timeline.plan())},
                 {"epochs", epochs_json(timeline)},
                 {"steps", timeline.trained()},
                 {"state_hash", fmt::format("{:016x}", timeline.hash())},
                 {"confusion", counts_json(confusion)}};
    if (const std::optional<long> step = timeline.diverged_at()) json["diverged_at"] = *step;
    if (end.interrupted) json["interrupted"] = true;
    if (timeline.stopped_early()) json["stopped_early"] = true;
    if (end.broke_at) {
        const EpochAndBatch where = epoch_and_batch(end.broke_at->step, timeline.plan().steps_per_epoch());
        json["broke_at"] = {{"step", end.broke_at->step},
                            {"epoch", where.epoch},
                            {"batch", where.batch},
                            {"event", end.broke_at->event}};
    }
    return json.dump(2) + "\n";
}

}  // namespace backstep
