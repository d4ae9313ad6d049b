#include <algorithm>
#include <iterator>

#include "engine/math/matrix.h"
#include "engine/network/names.h"
#include "engine/timeline/condition_parser.h"

namespace backstep {
namespace {

struct NamedAsk {
    std::string_view name;
    Ask ask;
};
constexpr NamedAsk functions[] = {{"norm", Ask::norm},   {"min", Ask::min},          {"max", Ask::max},
                                  {"zeros", Ask::zeros}, {"isnan", Ask::isnan},      {"isfinite", Ask::isfinite},
                                  {"abs", Ask::abs},     {"previous", Ask::previous}};
constexpr NamedAsk places[] = {{"loss", Ask::loss},   {"accuracy", Ask::accuracy}, {"step", Ask::step},
                               {"epoch", Ask::epoch}, {"batch", Ask::batch},       {"layer", Ask::layer},
                               {"phase", Ask::phase}};
constexpr Phase phases[] = {Phase::forward, Phase::loss, Phase::backward, Phase::update};

template <std::size_t count>
const NamedAsk* find(const NamedAsk (&list)[count], const Word& word) {
    const auto* const found =
        std::find_if(std::begin(list), std::end(list), [&](const NamedAsk& one) { return one.name == word.text; });
    return found == std::end(list) ? nullptr : found;
}

}  // namespace

ConditionParser::Part ConditionParser::named() {
    if (const NamedAsk* const found = find(functions, word())) return function(found->ask);
    if (const NamedAsk* const found = find(places, word())) return place(found->ask);
    if (const ConditionValue* const found = value_here()) return value(*found);
    refuse_unknown(false);
}

ConditionParser::Part ConditionParser::function(Ask ask) {
    if (ask == Ask::previous) return previous();
    if (ask == Ask::abs) return of_number(Ask::abs, Kind::number);
    const std::size_t from = take().from;
    const Word& bracket = open();
    const bool is_truth = ask == Ask::isnan || ask == Ask::isfinite;
    const ConditionValue* const argument = value_here();
    // isnan(Z[2]) is of a value, isnan(Z[2](0,3)) and isnan(loss / 2) are of numbers.
    if (is_truth && (!argument || words_[next_ + 1].text != ")")) {
        next_ -= 2;
        return of_number(ask == Ask::isnan ? Ask::number_isnan : Ask::number_isfinite, Kind::truth);
    }
    if (ask == Ask::max && is("abs")) return max_abs(from);
    if (word().sort == Word::Sort::name && !argument) refuse_unknown(true);
    if (!argument) refuse(word(), here(), "'" + written(words_[next_ - 2]) + "' is of a value, as in dW[1]");
    take();
    close(bracket);
    return add_value(ask, is_truth ? Kind::truth : Kind::number, *argument, from);
}

ConditionParser::Part ConditionParser::max_abs(std::size_t from) {
    const Word& outer = words_[next_ - 1];
    take();
    const Word& inner = open();
    const ConditionValue* const argument = value_here();
    if (!argument && word().sort == Word::Sort::name) refuse_unknown(true);
    if (!argument) refuse(word(), here(), "max(abs( … )) is of a value, as in dW[1]");
    take();
    close(inner);
    close(outer);
    return add_value(Ask::max_abs, Kind::number, *argument, from);
}

ConditionParser::Part ConditionParser::of_number(Ask ask, Kind kind) {
    const std::size_t from = take().from;
    const Word& bracket = open();
    const Part operand = sum();
    require(operand, Kind::number);
    close(bracket);
    return add(ask, kind, from, operand.node);
}

ConditionParser::Part ConditionParser::place(Ask ask) {
    if (before_ && is_of_event(ask))
        refuse(word(), "'" + written(word()) + "' belongs to an event, not to the step before",
               "take it out of previous( )");
    if (ask == Ask::phase) return phase();
    const std::size_t from = take().from;
    return add(ask, Kind::number, from);
}

// phase == update, phase != update: a phase is not a number, so this is all that can be asked.
ConditionParser::Part ConditionParser::phase() {
    const std::size_t from = take().from;
    const char* const remedy = "write phase == forward, loss, backward or update";
    if (!is("==") && !is("!=")) refuse(word(), here(), remedy);
    const Ask comparison = take().text == "==" ? Ask::equal : Ask::not_equal;
    const Part asked = add(Ask::phase, Kind::number, from);
    const auto* const named =
        std::find_if(std::begin(phases), std::end(phases), [&](Phase p) { return is(phase_name(p)); });
    if (named == std::end(phases)) {
        const std::string nearest =
            at_end() ? "" : nearest_name(word().text, {"forward", "loss", "backward", "update"});
        refuse(word(), at_end() ? here() : "'" + written(word()) + "' is no phase",
               nearest.empty() ? remedy : "did you mean " + nearest + "?");
    }
    take();
    const Part wanted = add(Ask::number, Kind::number, from);
    node(wanted).number = static_cast<double>(*named);
    return add(comparison, Kind::truth, from, asked.node, wanted.node);
}

ConditionParser::Part ConditionParser::previous() {
    if (before_) refuse(word(), "previous within previous", "a condition sees one step back: leave out one of them");
    const std::size_t from = take().from;
    const Word& bracket = open();
    before_ = true;
    const Part operand = logical_or();
    close(bracket);
    const Part part = add(Ask::previous, node(operand).kind, from, operand.node);
    before_ = false;
    return part;
}

// A value alone is a cell of it; one that has a single cell needs no place.
ConditionParser::Part ConditionParser::value(const ConditionValue& value) {
    const Word& name = take();
    if (!is("(")) {
        if (value.rows == 1 && value.cols == 1) return add_value(Ask::max, Kind::number, value, name.from);
        refuse(name, "'" + value.text + "' is not a number but a matrix, " + shape_text(value.rows, value.cols),
               "ask for norm(" + value.text + ") or for a cell, " + value.text + "(0,0)");
    }
    const Word& bracket = take();
    const int row = cell_index(value, "row", value.rows);
    if (!accept(",")) refuse(word(), here(), "a cell is row, column, as in " + value.text + "(0,0)");
    const int col = cell_index(value, "column", value.cols);
    close(bracket);
    const Part part = add_value(Ask::cell, Kind::number, value, name.from);
    node(part).row = row;
    node(part).col = col;
    return part;
}

int ConditionParser::cell_index(const ConditionValue& value, const char* what, int count) {
    const std::string_view digits = word().text;
    const bool whole = word().sort == Word::Sort::number && digits.find_first_not_of("0123456789") == digits.npos;
    if (!whole)
        refuse(word(), here(),
               std::string("the number of a ") + what + " is missing, 0 to " + std::to_string(count - 1));
    if (word().number >= count)
        refuse(word(),
               value.text + " has no " + what + " " + std::string(digits) + ", it is " +
                   shape_text(value.rows, value.cols),
               "give a " + std::string(what) + " from 0 to " + std::to_string(count - 1));
    return static_cast<int>(take().number);
}

ConditionParser::Part ConditionParser::add_value(Ask ask, Kind kind, const ConditionValue& value, std::size_t from) {
    const Part part = add(ask, kind, from);
    node(part).name = value.name;
    node(part).computed = value.computed;
    node(part).forward = value.forward;
    node(part).lacks_norm = value.lacks_norm;
    return part;
}

const ConditionValue* ConditionParser::value_here() const {
    if (word().sort != Word::Sort::name) return nullptr;
    const auto found = std::find_if(values_.begin(), values_.end(),
                                    [&](const ConditionValue& value) { return value.text == word().text; });
    return found == values_.end() ? nullptr : &*found;
}

void ConditionParser::refuse_unknown(bool values_only) const {
    const std::string name = written(word());
    for (const Phase phase : phases)
        if (!values_only && name == phase_name(phase))
            refuse(word(), "'" + name + "' is a phase", "write phase == " + name);
    std::vector<std::string> names;
    for (const ConditionValue& value : values_) names.push_back(value.text);
    constexpr std::size_t most = 20;
    std::string list;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) list += (i ? ", " : "") + names[i];
    if (names.size() > most) list += " … and " + std::to_string(names.size() - most) + " more";
    if (!values_only) {
        for (const NamedAsk& one : functions) names.emplace_back(one.name);
        for (const NamedAsk& one : places) names.emplace_back(one.name);
        names.insert(names.end(), {"and", "or", "not"});
    }
    const std::string nearest = nearest_name(name, names);
    const bool is_number = values_only && find(places, word());
    refuse(word(), is_number ? "'" + name + "' is a number, not a value of the step" : "'" + name + "' is unknown",
           !nearest.empty() && !is_number ? "did you mean " + nearest + "?" : "the values are " + list);
}

}  // namespace backstep
