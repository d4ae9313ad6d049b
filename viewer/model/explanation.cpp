#include "viewer/model/explanation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>

#include "engine/record/formula.h"
#include "viewer/model/number.h"
#include "viewer/model/origin.h"
#include "viewer/model/term_count.h"
#include "viewer/model/term_text.h"

namespace backstep {
namespace {

// From the term down to the one looked for, both included; empty if it is not there.
std::vector<const Term*> path_to(const Term& from, const Term* wanted) {
    if (&from == wanted) return {&from};
    for (const Term& operand : from.operands)
        if (std::vector<const Term*> path = path_to(operand, wanted); !path.empty()) {
            path.insert(path.begin(), &from);
            return path;
        }
    return {};
}

class Links {
public:
    explicit Links(const Trace& trace) : trace_(trace) {}

    // The cells in a term, each once, left to right.
    std::vector<CellLink> of(const Term& term) {
        std::vector<CellLink> links;
        std::set<Key> seen;
        collect(term, seen, links);
        return links;
    }

private:
    using Key = std::tuple<int, int, int>;
    void collect(const Term& term, std::set<Key>& seen, std::vector<CellLink>& links) {
        if (term.kind == Arithmetic::cell && seen.insert({term.event, term.row, term.col}).second)
            links.push_back(
                {{term.event, term.row, term.col}, cell_name(trace_, term.event, term.row, term.col), term.value});
        for (const Term& operand : term.operands) collect(operand, seen, links);
    }
    const Trace& trace_;
};

// NaN and infinities first: they are what a reader is looking for.
double size_of(double number) {
    return std::isnan(number) ? std::numeric_limits<double>::infinity() : std::abs(number);
}

// The places of the `most` largest operands, largest first.
std::vector<std::size_t> places_of_largest(const std::vector<Term>& operands, std::size_t most) {
    std::vector<std::size_t> places(operands.size());
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
    most = std::min(most, places.size());
    std::partial_sort(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(most), places.end(),
                      [&](std::size_t a, std::size_t b) {
                          const double left = size_of(operands[a].value), right = size_of(operands[b].value);
                          return left != right ? left > right : a < b;
                      });
    places.resize(most);
    return places;
}

void show_sum(ExplanationView& view, const Trace& trace, const Term& sum, int most_terms, int digits) {
    view.has_sum = true;
    view.count = static_cast<int>(sum.operands.size());
    view.sum_title = fmt::format("Σ of {} terms", view.count);
    view.sum = sum.value;
    double total = 0;
    for (const Term& term : sum.operands) {
        total += std::abs(term.value);
        if (term.value == 0) ++view.zeros;
    }
    const std::vector<std::size_t> places =
        places_of_largest(sum.operands, static_cast<std::size_t>(std::max(most_terms, 0)));
    std::vector<bool> is_shown(sum.operands.size());
    for (const std::size_t place : places) {
        const Term& term = sum.operands[place];
        is_shown[place] = true;
        ExplanationTerm shown;
        shown.index = static_cast<int>(place);
        shown.value = term.value;
        shown.share = total > 0 && std::isfinite(total) ? std::abs(term.value) / total : 0;
        shown.formula = term_text(trace, term, TermText::names, digits);
        shown.numbers = term_text(trace, term, TermText::numbers, digits);
        shown.cells = Links(trace).of(term);
        view.terms.push_back(std::move(shown));
    }
    view.hidden = view.count - static_cast<int>(places.size());
    for (std::size_t i = 0; i < sum.operands.size(); ++i)
        if (!is_shown[i]) view.hidden_sum += sum.operands[i].value;
}

// "b[1](3,0) = 0.01", "m = 32", or only "32".
std::string with_number(const Trace& trace, const Term& term, int digits) {
    const std::string name = term_text(trace, term, TermText::names, digits), number = short_number(term.value, digits);
    return name == number ? name : name + " = " + number;
}

// "1 ÷ it", "1 ÷ it, with e^(Z(4,11) − max of 10) = 1".
std::string before_it(const Trace& trace, const Term& term, const char* sign, int digits) {
    const std::string name = term_text(trace, term, TermText::names, digits), number = short_number(term.value, digits);
    return number + " " + sign + " it" + (name == number ? "" : fmt::format(", with {} = {}", name, number));
}

// What an operation does to a number that is there already, its operand `which`.
std::string around_text(const Trace& trace, const Term& term, std::size_t which, int digits) {
    const bool first = which == 0;
    const Term* other = term.operands.size() == 2 ? &term.operands[1 - which] : nullptr;
    const std::string text = other ? with_number(trace, *other, digits) : "";
    switch (term.kind) {
        case Arithmetic::add:
            return "+ " + text;
        case Arithmetic::multiply:
            return "× " + text;
        case Arithmetic::subtract:
            return first ? "− " + text : before_it(trace, *other, "−", digits);
        case Arithmetic::divide:
            return first ? "÷ " + text : before_it(trace, *other, "÷", digits);
        case Arithmetic::negate:
            return "with the other sign";
        case Arithmetic::square_root:
            return "√ of it";
        case Arithmetic::exponential:
            return "e to the power of it";
        case Arithmetic::logarithm:
            return "log of it";
        case Arithmetic::hyperbolic_tangent:
            return "tanh of it";
        case Arithmetic::relu:
            return "relu of it";
        case Arithmetic::relu_slope:
            return "relu′ of it";
        case Arithmetic::leaky_relu:
            return "leaky_relu of it";
        case Arithmetic::leaky_relu_slope:
            return "leaky_relu′ of it";
        case Arithmetic::largest:
            return fmt::format("the largest of it and {} others", term.operands.size() - 1);
        default:
            return term_text(trace, term, TermText::names, digits);
    }
}

void show_steps_around(ExplanationView& view, const Trace& trace, const std::vector<const Term*>& path, int digits) {
    for (std::size_t i = path.size() - 1; i-- > 0;) {
        const Term& term = *path[i];
        if (term.operands.size() == 1 && term.kind == Arithmetic::sum) continue;
        const auto which = static_cast<std::size_t>(path[i + 1] - term.operands.data());
        ExplanationStep step;
        step.text = around_text(trace, term, which, digits);
        step.value = term.value;
        for (std::size_t other = 0; other < term.operands.size(); ++other) {
            if (other == which) continue;
            for (CellLink& link : Links(trace).of(term.operands[other])) step.cells.push_back(std::move(link));
        }
        view.steps.push_back(std::move(step));
    }
}

// A formula without a sum: one line an operation, each after those it needs.
void show_steps(ExplanationView& view, const Trace& trace, const Term& term, int digits) {
    const bool is_leaf = term.operands.empty();
    if (is_leaf && term.kind != Arithmetic::cell) return;
    for (const Term& operand : term.operands)
        if (!operand.operands.empty()) show_steps(view, trace, operand, digits);
    ExplanationStep step;
    step.text = term_text(trace, term, TermText::one_level, digits);
    if (!is_leaf) {
        std::vector<Term> flat;
        for (const Term& operand : term.operands) flat.push_back(number(operand.value));
        Term numbers = term;
        numbers.operands = std::move(flat);
        const std::string text = term_text(trace, numbers, TermText::numbers, digits);
        if (text != step.text) step.text += " = " + text;
    }
    step.value = term.value;
    for (const Term& operand : term.operands)
        if (operand.kind == Arithmetic::cell)
            for (CellLink& link : Links(trace).of(operand)) step.cells.push_back(std::move(link));
    if (is_leaf) step.cells = Links(trace).of(term);
    view.steps.push_back(std::move(step));
}

void gather_cells(ExplanationView& view) {
    std::vector<const ExplanationTerm*> in_order;
    for (const ExplanationTerm& term : view.terms) in_order.push_back(&term);
    std::sort(in_order.begin(), in_order.end(), [](const auto* a, const auto* b) { return a->index < b->index; });
    std::set<std::tuple<int, int, int>> seen;
    const auto add = [&](const std::vector<CellLink>& links) {
        for (const CellLink& link : links)
            if (seen.insert({link.cell.event, link.cell.row, link.cell.col}).second) view.cells.push_back(link);
    };
    for (const ExplanationTerm* term : in_order) add(term->cells);
    for (const ExplanationStep& step : view.steps) add(step.cells);
}

constexpr double most_arithmetic = 500'000;

// Bad cells are left to explain().
bool is_too_long(const Trace& trace, const CellRef& cell) {
    if (cell.event < 0 || cell.event >= static_cast<int>(trace.events.size())) return false;
    const Event& event = trace.events[static_cast<std::size_t>(cell.event)];
    return trace.value(event).contains(cell.row, cell.col) && term_count(trace.tape, event.node) > most_arithmetic;
}

ExplanationView only_equation(const Trace& trace, const CellRef& cell) {
    const Event& event = trace.events[static_cast<std::size_t>(cell.event)];
    ExplanationView view;
    view.cell = cell;
    view.name = cell_name(trace, cell.event, cell.row, cell.col);
    view.value = trace.value(event)(cell.row, cell.col);
    view.equation = event.name.text() + " = " + formula_text(trace.tape, event.node);
    ExplanationStep step;
    step.text = fmt::format("about {:.2g} operations on numbers that have no names of their own: too many to list",
                            term_count(trace.tape, event.node));
    step.value = view.value;
    view.steps.push_back(std::move(step));
    return view;
}

}  // namespace

// A sum of one term only wraps it.
const Term* sum_to_show(const Term& term) {
    if (term.kind == Arithmetic::sum && term.operands.size() > 1) return &term;
    for (const Term& operand : term.operands)
        if (const Term* sum = sum_to_show(operand)) return sum;
    return nullptr;
}

ExplanationView explanation_view(const Trace& trace, CellRef cell, int most_terms, int digits) {
    if (is_too_long(trace, cell)) return only_equation(trace, cell);
    const Explanation explanation = explain(trace, cell.event, cell.row, cell.col);
    ExplanationView view;
    view.cell = cell;
    view.name = cell_name(trace, cell.event, cell.row, cell.col);
    view.value = explanation.value;
    view.equation = explanation.equation;
    const bool given = trace.events[static_cast<std::size_t>(cell.event)].given;
    view.given = given || explanation.edited;
    if (view.given) {
        view.origin = given ? origin_text(trace, cell) : "a number of your own, in place of the formula's";
        return view;
    }
    const Term& arithmetic = explanation.arithmetic;
    if (const Term* sum = sum_to_show(arithmetic)) {
        show_sum(view, trace, *sum, most_terms, digits);
        show_steps_around(view, trace, path_to(arithmetic, sum), digits);
    } else {
        show_steps(view, trace, arithmetic, digits);
    }
    gather_cells(view);
    return view;
}

}  // namespace backstep
