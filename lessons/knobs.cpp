#include "lessons/knobs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <locale>
#include <optional>
#include <sstream>
#include <stdexcept>

#include "engine/math/error.h"
#include "engine/network/names.h"

namespace backstep {
namespace {

// The whole text as a number, in the notation of C++ whatever the locale; nothing for "", "nan", "0x10", "1,5" or "1 ".
std::optional<double> number_in(std::string_view text) {
    const auto belongs = [](char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-';
    };
    if (text.empty() || !std::all_of(text.begin(), text.end(), belongs)) return std::nullopt;
    std::istringstream in{std::string(text)};
    in.imbue(std::locale::classic());
    double number = 0;
    if (!(in >> number) || in.peek() != std::istringstream::traits_type::eof()) return std::nullopt;
    return number;
}

std::string listed(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    return list;
}

[[noreturn]] void refuse_name(std::string_view name, const std::vector<Knob>& knobs) {
    const std::string finding = fmt::format("this lesson has no knob '{}'", name);
    if (knobs.empty()) throw InputError("knob", finding, "it has none at all");
    std::vector<std::string> names;
    for (const Knob& knob : knobs) names.push_back(knob.name);
    const std::string nearest = nearest_name(name, names);
    throw InputError("knob", finding,
                     (nearest.empty() ? std::string("its") : fmt::format("did you mean '{}'? Its", nearest)) +
                         " knobs are " + listed(names));
}

double choice_of(const Knob& knob, std::string_view value) {
    const auto found = std::find(knob.choices.begin(), knob.choices.end(), value);
    if (found == knob.choices.end())
        throw InputError("knob " + knob.name, fmt::format("'{}' is no choice", value),
                         "choose one of " + listed(knob.choices));
    return static_cast<double>(found - knob.choices.begin());
}

double number_of(const Knob& knob, std::string_view value) {
    const bool whole = knob.kind == Knob::Kind::integer;
    const std::string remedy =
        fmt::format("give a {}number from {} to {}", whole ? "whole " : "", knob.lowest, knob.highest);
    const std::optional<double> number = number_in(value);
    if (!number || (whole && std::floor(*number) != *number))
        throw InputError("knob " + knob.name, fmt::format("'{}' is no {}number", value, whole ? "whole " : ""), remedy);
    if (!(*number >= knob.lowest && *number <= knob.highest))
        throw InputError("knob " + knob.name, fmt::format("{} is outside the range", value), remedy);
    return *number;
}

}  // namespace

Knob real_knob(std::string name, double start, double lowest, double highest, std::string meaning) {
    return {std::move(name), Knob::Kind::real, start, lowest, highest, {}, std::move(meaning)};
}

Knob integer_knob(std::string name, int start, int lowest, int highest, std::string meaning) {
    return {std::move(name),
            Knob::Kind::integer,
            static_cast<double>(start),
            static_cast<double>(lowest),
            static_cast<double>(highest),
            {},
            std::move(meaning)};
}

Knob choice_knob(std::string name, std::vector<std::string> choices, std::string meaning, std::string_view start) {
    const auto found = std::find(choices.begin(), choices.end(), start);
    const auto first = found == choices.end() ? 0.0 : static_cast<double>(found - choices.begin());
    return {std::move(name), Knob::Kind::choice, first, 0, 0, std::move(choices), std::move(meaning)};
}

Knobs::Knobs(std::vector<Knob> knobs) : knobs_(std::move(knobs)) {
    for (const Knob& knob : knobs_) values_.push_back(knob.start);
}

std::size_t Knobs::place(std::string_view name) const {
    for (std::size_t i = 0; i < knobs_.size(); ++i)
        if (knobs_[i].name == name) return i;
    throw std::out_of_range(fmt::format("the lesson reads a knob '{}' that it has not declared", name));
}

double Knobs::real(std::string_view name) const { return values_[place(name)]; }

int Knobs::integer(std::string_view name) const { return static_cast<int>(values_[place(name)]); }

const std::string& Knobs::choice(std::string_view name) const {
    const std::size_t i = place(name);
    return knobs_[i].choices.at(static_cast<std::size_t>(values_[i]));
}

std::string Knobs::text(std::string_view name) const {
    const std::size_t i = place(name);
    return knobs_[i].kind == Knob::Kind::choice ? choice(name) : fmt::format("{}", values_[i]);
}

void Knobs::set(std::string_view name, std::string_view value) {
    const auto found = std::find_if(knobs_.begin(), knobs_.end(), [&](const Knob& knob) { return knob.name == name; });
    if (found == knobs_.end()) refuse_name(name, knobs_);
    values_[static_cast<std::size_t>(found - knobs_.begin())] =
        found->kind == Knob::Kind::choice ? choice_of(*found, value) : number_of(*found, value);
}

void assign(Knobs& knobs, std::string_view assignment) {
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos)
        throw InputError("knob", fmt::format("'{}' has no =", assignment), "write it as KNOB=VALUE");
    knobs.set(assignment.substr(0, equals), assignment.substr(equals + 1));
}

}  // namespace backstep
