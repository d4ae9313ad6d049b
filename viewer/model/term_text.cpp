#include "viewer/model/term_text.h"

#include <fmt/format.h>

#include "viewer/model/number.h"

namespace backstep {
namespace {

// How tightly a kind binds: 1 sums, 2 products, 3 signs, 4 leaves and functions.
int level_of(const Term& term) {
    switch (term.kind) {
        case Arithmetic::add:
        case Arithmetic::subtract:
        case Arithmetic::sum:
        case Arithmetic::equals:
            return 1;
        case Arithmetic::multiply:
        case Arithmetic::divide:
            return 2;
        case Arithmetic::negate:
            return 3;
        default:
            return 4;
    }
}

class Writer {
public:
    Writer(const Trace& trace, TermText style, int digits) : trace_(trace), style_(style), digits_(digits) {}

    std::string top(const Term& term) const {
        switch (term.kind) {
            case Arithmetic::number:
                return number_text(term);
            case Arithmetic::cell:
                return style_ == TermText::numbers ? short_number(term.value, digits_)
                                                   : cell_name(trace_, term.event, term.row, term.col);
            case Arithmetic::sum:
                return folded(term, "Σ of {} terms", " + ", "");
            case Arithmetic::largest:
                return folded(term, "max of {}", ", ", "max");
            case Arithmetic::add:
                return binary(term, " + ", 1, 1);
            case Arithmetic::subtract:
                return binary(term, " − ", 1, 2);
            case Arithmetic::multiply:
                return binary(term, " · ", 2, 2);
            case Arithmetic::divide:
                return binary(term, " / ", 2, 3);
            case Arithmetic::equals:
                return "1 if " + binary(term, " = ", 2, 2) + ", else 0";
            case Arithmetic::negate:
                return "−" + inside(term, 0, 3);
            case Arithmetic::square_root:
                return "√" + inside(term, 0, 4);
            case Arithmetic::exponential:
                return "e^" + inside(term, 0, 4);
            default:
                return function_name(term.kind) + ("(" + inside(term, 0, 0) + ")");
        }
    }

private:
    static const char* function_name(Arithmetic kind) {
        switch (kind) {
            case Arithmetic::logarithm:
                return "log";
            case Arithmetic::hyperbolic_tangent:
                return "tanh";
            case Arithmetic::relu:
                return "relu";
            case Arithmetic::relu_slope:
                return "relu′";
            case Arithmetic::leaky_relu:
                return "leaky_relu";
            case Arithmetic::leaky_relu_slope:
                return "leaky_relu′";
            default:
                return "";
        }
    }

    static bool follows_minus(const Term& term) {
        return term.kind == Arithmetic::subtract || term.kind == Arithmetic::negate;
    }

    std::string number_text(const Term& term) const {
        return style_ != TermText::numbers && term.symbol ? term.symbol : short_number(term.value, digits_);
    }

    std::string inside(const Term& term, std::size_t which, int level) const {
        const Term& operand = term.operands[which];
        const bool is_folded = style_ == TermText::one_level && !operand.operands.empty();
        const std::string text = is_folded ? short_number(operand.value, digits_) : top(operand);
        // Two signs after each other would be hard to read.
        const bool two_signs = text.starts_with("−") && which + 1 == term.operands.size() && follows_minus(term);
        const bool loose = !is_folded && level_of(operand) < level;
        return loose || two_signs ? "(" + text + ")" : text;
    }

    std::string binary(const Term& term, const char* sign, int left, int right) const {
        return inside(term, 0, left) + sign + inside(term, 1, right);
    }

    std::string folded(const Term& term, const char* many, const char* between, const char* function) const {
        const std::size_t count = term.operands.size();
        if (count > 3)
            return style_ == TermText::numbers ? short_number(term.value, digits_)
                                               : fmt::format(fmt::runtime(many), count);
        std::string text;
        for (std::size_t i = 0; i < count; ++i) text += (i ? between : "") + inside(term, i, *function ? 0 : 1);
        if (count == 0) text = "0";
        return *function ? std::string(function) + "(" + text + ")" : text;
    }

    const Trace& trace_;
    TermText style_;
    int digits_;
};

}  // namespace

std::string term_text(const Trace& trace, const Term& term, TermText style, int digits) {
    return Writer(trace, style, digits).top(term);
}

std::string cell_name(const Trace& trace, int event, int row, int col) {
    return fmt::format("{}({},{})", trace.events[static_cast<std::size_t>(event)].name.text(), row, col);
}

}  // namespace backstep
