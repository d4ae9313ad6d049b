#pragma once
// What a learner may turn before a lesson runs: the optimizer, the learning rate, the number of hidden units …
// A lesson declares its knobs with their ranges; turning one runs the lesson again.

#include <string>
#include <string_view>
#include <vector>

namespace backstep {

struct Knob {
    enum class Kind { real, integer, choice };
    std::string name;                   // "learning_rate": as it is typed
    Kind kind = Kind::real;
    double start = 0;                   // the value it has unless turned; for a choice, a place in choices
    double lowest = 0, highest = 0;     // inclusive; unused for a choice
    std::vector<std::string> choices;
    std::string meaning;                // one line for help: "α: how far each step goes"
};

Knob real_knob(std::string name, double start, double lowest, double highest, std::string meaning);
Knob integer_knob(std::string name, int start, int lowest, int highest, std::string meaning);
// Starts at the first choice, or at `start`, which is one of them.
Knob choice_knob(std::string name, std::vector<std::string> choices, std::string meaning, std::string_view start = "");

// A lesson's knobs and where they stand.
class Knobs {
public:
    Knobs() = default;
    explicit Knobs(std::vector<Knob> knobs);

    const std::vector<Knob>& all() const { return knobs_; }
    // Throws std::out_of_range for a name the lesson has not declared.
    double real(std::string_view name) const;
    int integer(std::string_view name) const;
    const std::string& choice(std::string_view name) const;
    std::string text(std::string_view name) const;  // "0.1", "32", "adam"

    // Throws InputError for an unknown name (the text lists the knobs, and the nearest one), for what is no number, for
    // a number outside the range (nan too), and for an unknown choice; nothing changes then. Reads numbers in the same
    // way in every locale.
    void set(std::string_view name, std::string_view value);

private:
    std::size_t place(std::string_view name) const;
    std::vector<Knob> knobs_;
    std::vector<double> values_;
};

// Sets a knob as a command line does: "optimizer=adam". Throws InputError for a text without =, and as set() does.
void assign(Knobs& knobs, std::string_view assignment);

}  // namespace backstep
