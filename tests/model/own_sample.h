#pragma once
// A session in which a network of one's own can be opened, and images of one's own for it.

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "engine/data/digits.h"
#include "viewer/model/own_lesson.h"

namespace backstep {

struct Own {
    Pool pool{1};
    Compute compute{*available_kernels().front(), pool};
    Session session;

    Own() {
        session.compute = &compute;
        session.lessons = catalogue();
        session.digits = std::make_shared<const Dataset>(built_in_digits(60, 1));
        apply(session, OpenLesson{"5"});
    }
    const TrainingPlan& plan() const { return session.timelines.timeline()->plan(); }
};

inline TrainOptions small(const std::string& layers) {
    TrainOptions options;
    options.layers = layers;
    options.activation = "tanh";
    options.optimizer = "momentum";
    options.batch = 13;
    options.epochs = 3;
    return options;
}

// A folder with a table of nine images, whose first pixel says which one it is.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "backstep_own_XXXXXX").string();
        path = mkdtemp(name.data());
        std::ofstream table(path / "train.csv");
        table << "label";
        for (int pixel = 0; pixel < 784; ++pixel) table << ",pixel" << pixel;
        for (int image = 0; image < 9; ++image) {
            table << '\n' << image;
            for (int pixel = 0; pixel < 784; ++pixel) table << ',' << (pixel == 0 ? 10 * image : 0);
        }
        table << '\n';
    }
    ~Folder() { std::filesystem::remove_all(path); }

    std::filesystem::path path;
};

}  // namespace backstep
