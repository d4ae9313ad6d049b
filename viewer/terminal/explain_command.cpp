#include <fmt/ostream.h>

#include <algorithm>
#include <ostream>

#include "viewer/model/batch.h"
#include "viewer/model/explanation.h"
#include "viewer/model/number.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/words.h"

namespace backstep {
namespace {

constexpr int shown_terms = 10;
constexpr std::size_t shown_links = 6;

// The longest is "−1.234e−10", with so many digits.
std::string in_column(const Terminal& terminal, double number) {
    const int digits = terminal.style.digits;
    return right_aligned(short_number(number, digits), digits + 7);
}

void print_sum(Terminal& terminal, const ExplanationView& view) {
    fmt::print(terminal.out, "{}, the largest first:\n", view.sum_title);
    for (const ExplanationTerm& term : view.terms)
        fmt::print(terminal.out, "  {} {} {}  {} = {}\n", right_aligned("#" + std::to_string(term.index), 6),
                   in_column(terminal, term.value),
                   painted(terminal, Paint::quiet, right_aligned(percent(term.share), 6)), term.formula, term.numbers);
    if (view.hidden > 0)
        fmt::print(terminal.out, "  {} {}         {} more{}\n", right_aligned("", 6),
                   in_column(terminal, view.hidden_sum), view.hidden,
                   view.zeros ? fmt::format(" ({} of all terms are 0)", view.zeros) : "");
    fmt::print(terminal.out, "  {} {}\n", right_aligned("Σ =", 6), in_column(terminal, view.sum));
}

// The commands that go one step deeper: the two largest terms, what is done to the sum, then the other terms.
void print_links(Terminal& terminal, const ExplanationView& view) {
    std::vector<CellLink> links;
    const auto add = [&](const CellLink& link) {
        for (const CellLink& other : links)
            if (other.cell == link.cell) return;
        if (links.size() < shown_links) links.push_back(link);
    };
    for (std::size_t i = 0; i < view.terms.size() && i < 2; ++i)
        for (const CellLink& link : view.terms[i].cells) add(link);
    for (const ExplanationStep& step : view.steps)
        for (const CellLink& link : step.cells) add(link);
    for (const ExplanationTerm& term : view.terms)
        for (const CellLink& link : term.cells) add(link);
    for (const CellLink& link : view.cells) add(link);
    for (std::size_t i = 0; i < links.size(); ++i)
        fmt::print(terminal.out, "{} explain {} {} {}\n", i == 0 ? "deeper:" : "       ",
                   typed_name(terminal, links[i].cell.event), links[i].cell.row, links[i].cell.col);
}

}  // namespace

void do_explain(Terminal& terminal, const Words& words) {
    const CellRef cell = cell_of(terminal, words, "explain NAME ROW COL");
    const ExplanationView view = explanation_view(open_trace(terminal), cell, shown_terms, terminal.style.digits);
    apply(terminal.session, SelectCell{cell});
    fmt::print(terminal.out, "{}\n", painted(terminal, Paint::strong, view.equation));
    if (view.given) {
        fmt::print(terminal.out, "  {}\n  {} = {}\n", view.origin, view.name, exact_number(view.value));
        if (cell.event == batch_event(terminal.session))
            fmt::print(terminal.out, "to see the image: digit {}\n", cell.col);
        return;
    }
    if (view.has_sum) print_sum(terminal, view);
    for (const ExplanationStep& step : view.steps)
        fmt::print(terminal.out, "  {}  →  {}\n", step.text, short_number(step.value, terminal.style.digits));
    fmt::print(terminal.out, "  {} = {}\n", view.name, exact_number(view.value));
    print_links(terminal, view);
}

}  // namespace backstep
