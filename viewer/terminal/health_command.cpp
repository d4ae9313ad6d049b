#include <fmt/ostream.h>

#include <ostream>

#include "viewer/model/health.h"
#include "viewer/model/number.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/health.h"
#include "viewer/terminal/training_text.h"
#include "viewer/terminal/words.h"

namespace backstep {
namespace {

std::string row(const std::vector<std::string>& cells) {
    std::string text;
    for (const std::string& cell : cells) text += right_aligned(cell, 11);
    return text + "\n";
}

std::string count_text(const std::optional<int>& count) { return count ? std::to_string(*count) : "–"; }

}  // namespace

void do_health(Terminal& terminal, const Words& words) {
    check_count(words, 0, 0, "health");
    const Timelines& timelines = open_timelines(terminal);
    const Timeline& timeline = *timelines.timeline();
    const StepHealth health = step_health(timeline, timelines.step, open_trace(terminal));
    fmt::print(terminal.out, "{}: loss {}, {} of the batch recognised\n",
               painted(terminal, Paint::strong, step_text(timeline, timelines.step)), short_number(health.loss),
               percent(health.accuracy));
    if (health.held_out)
        fmt::print(terminal.out, "held out: {} recognised after {} ({})\n", percent(*health.held_out),
                   step_text(timeline, health.held_out_at), held_out_text(timeline.plan()));
    fmt::print(terminal.out, "{}",
               painted(terminal, Paint::quiet,
                       row({"layer", "units", "‖dW‖", "‖db‖", "‖ΔW‖/‖W‖", "active", "dead", "saturated"})));
    for (const LayerHealth& layer : health.layers)
        fmt::print(terminal.out, "{}",
                   row({std::to_string(layer.layer), std::to_string(layer.units), short_number(layer.dW),
                        short_number(layer.db), short_number(layer.change), layer.active ? percent(*layer.active) : "–",
                        count_text(layer.dead), count_text(layer.saturated)}));
    fmt::print(terminal.out, "{}\n",
               painted(terminal, Paint::quiet,
                       health.epoch > 0
                           ? fmt::format("dead and saturated units: measured at the end of epoch {}", health.epoch)
                           : "dead and saturated units are measured at the end of an epoch"));
    for (const std::string& finding : health.findings)
        fmt::print(terminal.out, "{}\n", painted(terminal, Paint::error, finding));
    HealthCurves curves;
    curves.read(timelines.timeline(), timeline.trained());
    const std::vector<HealthFinding> findings = health_findings(timeline, curves);
    for (const HealthFinding& finding : findings)
        fmt::print(terminal.out, "{}\n",
                   painted(terminal, Paint::error,
                           fmt::format("{} goto {} shows where it began.", finding.text, finding.position())));
    if (health.findings.empty() && findings.empty()) fmt::print(terminal.out, "Nothing looks wrong so far.\n");
}

}  // namespace backstep
