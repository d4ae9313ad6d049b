#include "viewer/command/export.h"

#include <fmt/format.h>

#include <algorithm>

#include "viewer/command/npy.h"
#include "viewer/command/whole_file.h"

namespace backstep {

std::string export_key(const Trace& trace, const Event& event) {
    const int width = std::max(3, static_cast<int>(std::to_string(trace.events.size() - 1).size()));
    return fmt::format("{:0{}} {}", event.index, width, event.name.text());
}

void export_npz(const Trace& trace, const std::string& file) {
    std::vector<NpzEntry> entries;
    for (const Event& event : trace.events) entries.push_back({export_key(trace, event), trace.value(event)});
    write_whole(file, [&](const std::string& part) { write_npz(part, entries); });
}

}  // namespace backstep
