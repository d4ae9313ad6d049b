#pragma once
// The network as a map: a box for each value that a layer has, which of them have come to be, where the cursor is, and
// what has flowed between them. Derived from the names and operands of a recording; one whose values are no network's,
// layer by layer, has no map.

#include <string>
#include <vector>

#include "viewer/model/compare_view.h"
#include "viewer/model/strip.h"

namespace backstep {

// Where a box stands in a layer. X belongs to layer 0, J and Y to none of the layers: they stand behind the last.
enum class MapRole { X, W, b, Z, A, J, Y, dZ, dW, db };

struct MapBox {
    MapRole role = MapRole::X;
    int layer = 0;
    std::string name;                // "dW[2]"; X, J and Y are called as the recording calls them
    std::string symbol;              // the same without its layer: "dW"
    std::string shape;               // "10×32"
    int shown = 0;                   // the event it stands for: the newest at the cursor, else the first that will be
    int nearest = 0;                 // of all its versions' events the one nearest to the cursor: a click goes there
    Phase phase = Phase::forward;    // in whose colour: the current event's if that is here, else that of `shown`
    Moment moment = Moment::future;  // current: the current event is this value, or one that makes it
    bool updated = false;            // W, b: this step has given it a new value
    std::string differs;             // from the timeline beside it: "0.0063 at (3,407)"; empty: it does not
};

// What leads from one box to another.
struct MapFlow {
    int from = 0, to = 0;  // places in NetworkMap::boxes
    Phase phase = Phase::forward;
    bool done = false;  // something has flowed
};

struct NetworkMap {
    int layers = 0;  // 0: there is no map
    std::vector<MapBox> boxes;
    std::vector<MapFlow> flows;    // forward from layer to layer, and back
    std::vector<MapFlow> current;  // from the operands of the current event to its box

    bool empty() const { return layers == 0; }
};

// Whether there are layers W[l], Z[l], A[l] from 1 on, and whether the last of them has a gradient: cheap.
bool has_map(const Trace& trace);
bool has_backward_map(const Trace& trace);

// With the first `position` events of the recording done.
NetworkMap network_map(const Trace& trace, int position);

// Marks the boxes whose shown event is among those that differ.
void mark_differences(NetworkMap& map, const CompareView& differences, int digits);

}  // namespace backstep
