#include <fmt/ostream.h>

#include <ostream>

#include "viewer/model/explanation.h"
#include "viewer/model/number.h"
#include "viewer/model/walk.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/words.h"

namespace backstep {

void do_walk(Terminal& terminal, const Words& words) {
    const CellRef cell = cell_of(terminal, words, "walk NAME ROW COL");
    open_trace(terminal);
    SumWalk walk = sum_walk(terminal.session.trace, cell);
    const ExplanationView why = explanation_view(*walk.trace, cell, 0, terminal.style.digits);
    fmt::print(terminal.out, "{}\n{}, as they are added:\n", painted(terminal, Paint::strong, why.equation),
               why.sum_title);
    for (walk.stop = 0;; ++walk.stop) {
        const WalkView view = walk_view(walk, terminal.style.digits);
        fmt::print(terminal.out, "  {}  {} = {}  {}\n", right_aligned("#" + std::to_string(view.term - 1), 6),
                   view.formula, view.numbers, painted(terminal, Paint::quiet, "sum so far " + view.sum));
        if (view.at_end) break;
    }
    if (walk.zeros > 0)
        fmt::print(terminal.out, "  {} of {} terms {} 0 and left out\n", walk.zeros, walk.count(),
                   walk.zeros == 1 ? "is" : "are");
    fmt::print(terminal.out, "  {} {}\n", right_aligned("Σ =", 6), exact_number(why.sum));
    for (const ExplanationStep& step : why.steps)
        fmt::print(terminal.out, "  {}  →  {}\n", step.text, short_number(step.value, terminal.style.digits));
    fmt::print(terminal.out, "  {} = {}\n", why.name, exact_number(why.value));
}

}  // namespace backstep
