#include "viewer/model/map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "viewer/model/number.h"

namespace backstep {
namespace {

struct Symbol {
    MapRole role;
    const char* text;
};
constexpr Symbol symbols[] = {{MapRole::W, "W"},   {MapRole::b, "b"},   {MapRole::Z, "Z"},  {MapRole::A, "A"},
                              {MapRole::dZ, "dZ"}, {MapRole::dW, "dW"}, {MapRole::db, "db"}};

bool is_parameter(MapRole role) { return role == MapRole::W || role == MapRole::b; }

bool names(const Trace& trace, const Name& name) {
    return std::any_of(trace.events.begin(), trace.events.end(),
                       [&](const Event& event) { return event.name == name; });
}

bool has_layer(const Trace& trace, int layer) {
    return names(trace, {"W", layer}) && names(trace, {"Z", layer}) && names(trace, {"A", layer});
}

int count_layers(const Trace& trace) {
    int layers = 0;
    while (has_layer(trace, layers + 1)) ++layers;
    return layers;
}

// Makes the boxes and says which of them each event belongs to: its home.
class Drawing {
public:
    Drawing(const Trace& trace, int position) : trace_(trace), position_(position), homes_(trace.events.size(), -1) {}

    NetworkMap map() {
        map_.layers = count_layers(trace_);
        if (map_.empty()) return {};
        add_layers();
        add_ends();
        find_other_homes();
        for (std::size_t i = 0; i < map_.boxes.size(); ++i) finish(map_.boxes[i], versions_[i]);
        mark_current();
        connect();
        return std::move(map_);
    }

private:
    const Event& event(int index) const { return trace_.events[static_cast<std::size_t>(index)]; }
    int& home(int index) { return homes_[static_cast<std::size_t>(index)]; }
    const MapBox& box(int index) const { return map_.boxes[static_cast<std::size_t>(index)]; }

    int find(MapRole role, int layer) const {
        for (std::size_t i = 0; i < map_.boxes.size(); ++i)
            if (map_.boxes[i].role == role && map_.boxes[i].layer == layer) return static_cast<int>(i);
        return -1;
    }

    // A box for all the events of this name, if there are any.
    void add(MapRole role, int layer, const Name& name) {
        std::vector<int> versions;
        for (const Event& one : trace_.events)
            if (one.name == name) versions.push_back(one.index);
        if (versions.empty()) return;
        for (const int version : versions) home(version) = static_cast<int>(map_.boxes.size());
        MapBox added;
        added.role = role;
        added.layer = layer;
        added.name = name.text();
        added.symbol = layer > 0 && role != MapRole::J ? std::string(name.symbol) : added.name;
        map_.boxes.push_back(std::move(added));
        versions_.push_back(std::move(versions));
    }

    void add_layers() {
        for (int layer = 1; layer <= map_.layers; ++layer)
            for (const Symbol& symbol : symbols) add(symbol.role, layer, {symbol.text, layer});
    }

    // The loss is the last number of the first loss phase. The inputs and the labels are known by who reads them.
    void add_ends() {
        const int inputs = stranger_in(MapRole::Z, 1);
        if (inputs >= 0) add(MapRole::X, 0, event(inputs).name);
        int loss = -1;
        for (const Event& one : trace_.events) {
            const Numbers value = trace_.value(one);
            if (one.phase == Phase::loss && !one.given && value.rows * value.cols == 1) loss = one.index;
            if (one.phase != Phase::loss && loss >= 0) break;
        }
        if (loss >= 0) add(MapRole::J, 0, event(loss).name);
        const int labels = stranger_in(MapRole::dZ, map_.layers);
        if (labels >= 0) add(MapRole::Y, 0, event(labels).name);
    }

    // The first operand of that box that has no box itself.
    int stranger_in(MapRole role, int layer) {
        const int at = find(role, layer);
        if (at < 0) return -1;
        for (const int operand : event(versions_[static_cast<std::size_t>(at)].front()).operands)
            if (home(operand) < 0) return operand;
        return -1;
    }

    // Values without a box belong to the one they help to make.
    void find_other_homes() {
        bool loss = true;
        int last = -1;
        for (const Event& one : trace_.events) {
            if (last >= 0 && one.phase != Phase::loss) loss = false;
            if (one.phase == Phase::loss) last = one.index;
            if (home(one.index) >= 0) continue;
            if (one.phase == Phase::loss && loss) home(one.index) = find(MapRole::J, 0);
            if (one.phase == Phase::update)
                home(one.index) = is_loss_of_new(one) ? find(MapRole::J, 0) : parameter_of(one);
            if (one.phase == Phase::forward && one.layer()) home(one.index) = find(MapRole::A, one.layer());
            if (one.phase == Phase::backward && one.layer()) home(one.index) = find(MapRole::dZ, one.layer());
        }
        // An optimizer's memory as it was at the start belongs to the parameter whose step reads it.
        for (auto user = trace_.events.rbegin(); user != trace_.events.rend(); ++user)
            for (const int operand : user->operands)
                if (home(operand) < 0 && user->phase == Phase::update && event(operand).phase == Phase::update)
                    home(operand) = home(user->index);
    }

    // What an optimizer makes of a parameter is of its shape. A single number made of larger ones is a loss, with the
    // new parameters.
    bool is_loss_of_new(const Event& one) const {
        const auto size = [&](int index) { return trace_.value(index).rows * trace_.value(index).cols; };
        return !one.given && size(one.index) == 1 &&
               std::any_of(one.operands.begin(), one.operands.end(), [&](int operand) { return size(operand) > 1; });
    }

    // Of an event in the update phase: the parameter that is updated with it.
    int parameter_of(const Event& one) {
        for (const int operand : one.operands) {
            const int at = home(operand);
            if (at < 0) continue;
            const MapRole role = box(at).role;
            if (role == MapRole::W || role == MapRole::dW) return find(MapRole::W, box(at).layer);
            if (role == MapRole::b || role == MapRole::db) return find(MapRole::b, box(at).layer);
        }
        return -1;
    }

    // Parameters and what is given live on from step to step; all else is made anew.
    bool lasts(const MapBox& of, const Event& one) const { return is_parameter(of.role) || one.given; }

    void finish(MapBox& of, const std::vector<int>& versions) {
        const int now = position_ - 1, step = position_ > 0 ? event(now).step : 1;
        int shown = -1;
        for (const int version : versions)
            if (version <= now && (event(version).step == step || lasts(of, event(version)))) shown = version;
        of.moment = shown >= 0 ? Moment::done : Moment::future;
        const auto later = std::find_if(versions.begin(), versions.end(), [&](int version) { return version > now; });
        if (shown < 0) shown = later == versions.end() ? versions.back() : *later;
        of.shown = shown;
        of.nearest = *std::min_element(versions.begin(), versions.end(),
                                       [&](int one, int other) { return std::abs(one - now) < std::abs(other - now); });
        of.updated = is_parameter(of.role) && of.moment == Moment::done && event(shown).step == step &&
                     event(shown).phase == Phase::update;
        of.phase = event(shown).phase == Phase::update && !of.updated ? Phase::forward : event(shown).phase;
        of.shape = shape_text(trace_.value(shown).rows, trace_.value(shown).cols);
    }

    void mark_current() {
        if (position_ == 0) return;
        const Event& now = event(position_ - 1);
        const int at = home(now.index);
        if (at < 0) return;
        MapBox& here = map_.boxes[static_cast<std::size_t>(at)];
        here.moment = Moment::current;
        here.phase = now.phase;
        for (const int operand : now.operands) {
            const int from = home(operand);
            const bool known = std::any_of(map_.current.begin(), map_.current.end(),
                                           [&](const MapFlow& flow) { return flow.from == from; });
            if (from >= 0 && from != at && !known) map_.current.push_back({from, at, now.phase, true});
        }
    }

    void flow(int from, int to, Phase phase) {
        if (from >= 0 && to >= 0) map_.flows.push_back({from, to, phase, has_come(to)});
    }
    // A value before which only parts of it have been made has not flowed yet.
    bool has_come(int at) const { return box(at).moment != Moment::future && box(at).shown < position_; }

    void connect() {
        const int last = map_.layers;
        for (int l = 1; l <= last; ++l) {
            const int Z = find(MapRole::Z, l), A = find(MapRole::A, l), dZ = find(MapRole::dZ, l);
            flow(l == 1 ? find(MapRole::X, 0) : find(MapRole::A, l - 1), Z, Phase::forward);
            for (const MapRole role : {MapRole::W, MapRole::b}) flow(find(role, l), Z, Phase::forward);
            flow(Z, A, Phase::forward);
            flow(l == last ? find(MapRole::Y, 0) : find(MapRole::dZ, l + 1), dZ, Phase::backward);
            for (const MapRole role : {MapRole::dW, MapRole::db}) flow(dZ, find(role, l), Phase::backward);
        }
        const int J = find(MapRole::J, 0);
        flow(find(MapRole::A, last), J, Phase::loss);
        flow(find(MapRole::Y, 0), J, Phase::loss);
    }

    const Trace& trace_;
    const int position_;
    std::vector<int> homes_;                  // of each event: a box, or −1
    std::vector<std::vector<int>> versions_;  // of each box: its events
    NetworkMap map_;
};

}  // namespace

bool has_map(const Trace& trace) { return has_layer(trace, 1); }

bool has_backward_map(const Trace& trace) { return has_map(trace) && names(trace, {"dZ", count_layers(trace)}); }

NetworkMap network_map(const Trace& trace, int position) { return Drawing(trace, position).map(); }

void mark_differences(NetworkMap& map, const CompareView& differences, int digits) {
    for (MapBox& box : map.boxes) {
        const auto value = std::find_if(differences.changed.begin(), differences.changed.end(),
                                        [&](const ComparedValue& changed) { return changed.event == box.shown; });
        const bool same = value == differences.changed.end();
        box.differs =
            same ? "" : fmt::format("{} at ({},{})", short_number(value->largest, digits), value->row, value->col);
    }
}

}  // namespace backstep
