#include "viewer/model/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/math/error.h"
#include "viewer/model/cursor.h"
#include "viewer/model/explanation.h"
#include "viewer/model/history.h"
#include "viewer/model/number.h"
#include "viewer/model/session.h"
#include "viewer/model/term_text.h"

namespace backstep {
namespace {

constexpr double first_pause = 0.8, even_part = 8;  // seconds

// The sums at the stops, added as the kernel adds: from 0, every term in turn.
void add_up(SumWalk& walk) {
    double sum = 0;
    for (int i = 0; i < walk.count(); ++i) {
        const double term = walk.sum->operands[static_cast<std::size_t>(i)].value;
        sum += term;
        if (term == 0) ++walk.zeros;
        if (term == 0) continue;
        walk.stops.push_back(i);
        walk.sums.push_back(sum);
    }
    if (walk.stops.empty()) {
        walk.stops.push_back(0);
        walk.sums.push_back(sum);
    }
}

void begin(Session& session) {
    recording(session);
    if (!session.selected)
        throw InputError(place_of(session), "no cell is selected", "click one whose number is a sum, then walk");
    session.walk = sum_walk(session.trace, *session.selected);
    const Place before = current_place(session);
    session.position = session.selected->event + 1;
    if (!same_place(before, current_place(session))) remember_jump(session, before);
    session.playing = false;
}

void gather(const Term& term, std::vector<CellRef>& cells) {
    const CellRef cell{term.event, term.row, term.col};
    const bool is_new = std::find(cells.begin(), cells.end(), cell) == cells.end();
    if (term.kind == Arithmetic::cell && is_new) cells.push_back(cell);
    for (const Term& operand : term.operands) gather(operand, cells);
}

}  // namespace

SumWalk sum_walk(std::shared_ptr<const Trace> trace, CellRef cell) {
    if (!explanation_view(*trace, cell, 0).has_sum)
        throw InputError(cell_name(*trace, cell.event, cell.row, cell.col),
                         "it is not made by a sum that can be walked through", "choose a cell of a product");
    const Explanation explanation = explain(*trace, cell.event, cell.row, cell.col);
    SumWalk walk;
    walk.trace = std::move(trace);
    walk.cell = cell;
    walk.sum = std::make_shared<const Term>(*sum_to_show(explanation.arithmetic));
    add_up(walk);
    return walk;
}

// A geometric series that takes at most four seconds on top of what all stops share evenly.
double walk_pause(int stop, int stops) {
    const double even = std::min(first_pause, even_part / std::max(stops, 1));
    return even + (first_pause - even) * std::pow(0.8, stop);
}

void walk(Session& session) {
    if (!session.walk) return begin(session);
    SumWalk& walk = *session.walk;
    walk.running = walk.at_end() || !walk.running;
    if (walk.at_end()) walk.stop = 0;
    walk.time_owed = 0;
}

void walk_terms(Session& session, int terms) {
    if (!session.walk) {
        if (terms < 0) return;
        begin(session);
        --terms;
    }
    SumWalk& walk = *session.walk;
    const int last = static_cast<int>(walk.stops.size()) - 1;
    walk.stop += std::clamp(terms, -walk.stop, last - walk.stop);
    walk.running = false;
    walk.time_owed = 0;
}

void pass_time(SumWalk& walk, double seconds) {
    if (!walk.running || !(seconds > 0)) return;
    const int stops = static_cast<int>(walk.stops.size());
    walk.time_owed += seconds;
    while (!walk.at_end() && walk.time_owed >= walk_pause(walk.stop, stops)) {
        walk.time_owed -= walk_pause(walk.stop, stops);
        ++walk.stop;
    }
    if (walk.at_end()) walk.running = false;
}

void end_walk_elsewhere(Session& session) {
    if (!session.walk) return;
    const SumWalk& walk = *session.walk;
    if (session.trace != walk.trace || session.selected != walk.cell || session.position != walk.cell.event + 1 ||
        session.playing)
        session.walk.reset();
}

WalkView walk_view(const SumWalk& walk, int digits) {
    const auto stop = static_cast<std::size_t>(walk.stop);
    const int place = walk.stops[stop];
    const Term& term = walk.sum->operands[static_cast<std::size_t>(place)];
    const int before = walk.stop > 0 ? walk.stops[stop - 1] : -1;
    WalkView view;
    view.term = place + 1;
    view.count = walk.count();
    view.formula = term_text(*walk.trace, term, TermText::names);
    view.numbers = term_text(*walk.trace, term, TermText::numbers, digits);
    const std::string value = short_number(term.value, digits);
    if (view.numbers != value) view.numbers += " = " + value;
    view.at_end = walk.at_end();
    view.sum = view.at_end ? exact_number(walk.sums[stop]) : short_number(walk.sums[stop], digits);
    view.passed = place - before - 1;
    view.zeros = walk.zeros;
    view.running = walk.running;
    gather(term, view.cells);
    return view;
}

}  // namespace backstep
