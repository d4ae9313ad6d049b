#include <fmt/ostream.h>

#include <cmath>
#include <ostream>

#include "viewer/model/number.h"
#include "viewer/model/proof.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/words.h"

namespace backstep {

void do_prove(Terminal& terminal, const Words& words) {
    const CellRef cell = cell_of(terminal, words, "prove NAME ROW COL");
    const GradientProof proof = prove_gradient(terminal.session, cell);
    const Probe& probe = proof.probe;
    const std::string h = exact_number(nudge_size);
    const auto line = [&](const std::string& what, double number) {
        fmt::print(terminal.out, "  {} {}\n", padded(what, 44), exact_number(number));
    };
    line(fmt::format("J with {} + {}", proof.nudged, h), probe.above);
    line(fmt::format("J with {} − {}", proof.nudged, h), probe.below);
    const std::string times = proof.factor == 1 ? "" : fmt::format(" · {} examples", proof.factor);
    line(fmt::format("their difference / (2 · {}){}", h, times), probe.numeric);
    line("recorded " + proof.gradient, probe.recorded);
    if (probe.crosses_kink)
        fmt::print(terminal.out, "Between the two a unit has crossed its kink: there the difference says nothing.\n");
    else
        fmt::print(terminal.out, "They agree to {:.0f} digits.\n", std::floor(proof.digits));
}

}  // namespace backstep
