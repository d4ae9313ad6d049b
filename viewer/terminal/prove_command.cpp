#include <fmt/ostream.h>

#include <ostream>

#include "viewer/model/number.h"
#include "viewer/model/proof.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/words.h"

namespace backstep {

void do_prove(Terminal& terminal, const Words& words) {
    const CellRef cell = cell_of(terminal, words, "prove NAME ROW COL");
    const GradientProof proof = prove_gradient(terminal.session, cell);
    for (const ProofLine& line : lines_of(proof))
        fmt::print(terminal.out, "  {} {}\n", padded(line.what, 44), exact_number(line.number));
    fmt::print(terminal.out, "{}\n", verdict(proof));
}

}  // namespace backstep
