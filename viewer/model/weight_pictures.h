#pragma once
// Values with a number for each pixel and unit, to be shown as one picture a unit: the weights of the first layer,
// their gradient, the change that the optimizer makes, and what it remembers.

#include <optional>
#include <string>
#include <vector>

#include "viewer/model/session.h"

namespace backstep {

// One such value of the recording, or the difference of two: numbers of `event` less those of `minus`.
struct PicturedValue {
    std::string name;  // "W[1]", "dW[1]", "W[1] after", "after − before"
    int event = 0;
    std::optional<int> minus;
};

struct WeightPictures {
    ImageSize size;  // of a picture; empty: the recording has no such values
    std::vector<PicturedValue> values;
    int newest = 0;  // of the values: the last whose event has happened, else the first
};

// Those whose rows are as long as an image of the batch has pixels, in the order of the events. After the last version
// of a parameter comes its difference to the first.
WeightPictures weight_pictures(const Session& session);

// Row `unit` of the numbers, or of the difference of two, as an image: a CellSource can be made of it.
struct UnitPicture {
    Numbers numbers;
    std::optional<Numbers> minus;
    int unit = 0, rows = 0, cols = 0;

    double operator()(int row, int col) const;
    const double* column(int col, std::vector<double>& room) const;
};

// The largest finite magnitude of each row, of the numbers or of the difference.
std::vector<double> largest_of_units(const Numbers& numbers, const std::optional<Numbers>& minus);

}  // namespace backstep
