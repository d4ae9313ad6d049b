#include "viewer/model/weight_pictures.h"

#include <algorithm>
#include <cmath>

#include "viewer/model/batch.h"

namespace backstep {
namespace {

// Its version 0 tells what was there before the step, the last one what is there after it.
std::string picture_name(const Event& event, int last_version) {
    const std::string name = event.name.text();
    if (last_version == 0) return name;
    if (event.version == 0) return name + " before";
    return event.version == last_version ? name + " after" : name + "@" + std::to_string(event.version);
}

}  // namespace

WeightPictures weight_pictures(const Session& session) {
    WeightPictures found;
    const int images = session.trace ? batch_event(session) : -1;
    if (images < 0) return found;
    const Trace& trace = *session.trace;
    const int pixels = trace.value(images).rows;
    std::vector<const Event*> events;
    // What is computed from the images' own layer; another may be as wide by chance.
    for (const Event& event : trace.events)
        if (event.index != images && trace.value(event).cols == pixels && event.layer() <= 1) events.push_back(&event);
    for (const Event* event : events) {
        int last = event->version, first = event->index;
        for (const Event* other : events) {
            if (!(other->name == event->name)) continue;
            last = std::max(last, other->version);
            first = std::min(first, other->index);
        }
        found.values.push_back({picture_name(*event, last), event->index, {}});
        if (event->index < session.position) found.newest = static_cast<int>(found.values.size()) - 1;
        // Of moments it would say little: m and v take in a part of each gradient.
        if (last > 0 && event->version == last && event->name.prefix.empty())
            found.values.push_back({"after − before", event->index, first});
    }
    if (!found.values.empty()) found.size = *image_size(trace, pixels);
    return found;
}

double UnitPicture::operator()(int row, int col) const {
    const int pixel = row * cols + col;
    return numbers(unit, pixel) - (minus ? (*minus)(unit, pixel) : 0);
}

const double* UnitPicture::column(int col, std::vector<double>& room) const {
    room.resize(static_cast<std::size_t>(rows));
    for (int row = 0; row < rows; ++row) room[static_cast<std::size_t>(row)] = (*this)(row, col);
    return room.data();
}

std::vector<double> largest_of_units(const Numbers& numbers, const std::optional<Numbers>& minus) {
    std::vector<double> largest(static_cast<std::size_t>(numbers.rows));
    for (int col = 0; col < numbers.cols; ++col)
        for (int row = 0; row < numbers.rows; ++row) {
            const double number = numbers(row, col) - (minus ? (*minus)(row, col) : 0);
            double& most = largest[static_cast<std::size_t>(row)];
            if (std::isfinite(number)) most = std::max(most, std::abs(number));
        }
    return largest;
}

}  // namespace backstep
