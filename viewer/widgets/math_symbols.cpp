#include "viewer/widgets/math_symbols.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace backstep {

namespace {

using C = MathClass;

constexpr MathSymbol symbols[] = {{"alpha", "α"},
                                  {"beta", "β"},
                                  {"gamma", "γ"},
                                  {"delta", "δ"},
                                  {"epsilon", "ε"},
                                  {"varepsilon", "ε"},
                                  {"zeta", "ζ"},
                                  {"eta", "η"},
                                  {"theta", "θ"},
                                  {"kappa", "κ"},
                                  {"lambda", "λ"},
                                  {"mu", "μ"},
                                  {"nu", "ν"},
                                  {"xi", "ξ"},
                                  {"pi", "π"},
                                  {"rho", "ρ"},
                                  {"sigma", "σ"},
                                  {"tau", "τ"},
                                  {"phi", "φ"},
                                  {"varphi", "φ"},
                                  {"chi", "χ"},
                                  {"psi", "ψ"},
                                  {"omega", "ω"},
                                  {"Gamma", "Γ"},
                                  {"Delta", "Δ"},
                                  {"Theta", "Θ"},
                                  {"Lambda", "Λ"},
                                  {"Xi", "Ξ"},
                                  {"Pi", "Π"},
                                  {"Sigma", "Σ"},
                                  {"Phi", "Φ"},
                                  {"Psi", "Ψ"},
                                  {"Omega", "Ω"},
                                  {"partial", "∂"},
                                  {"nabla", "∇"},
                                  {"infty", "∞"},
                                  {"ell", "ℓ"},
                                  {"top", "⊤"},
                                  {"bot", "⊥"},
                                  {"prime", "′"},
                                  {"ldots", "…"},
                                  {"dots", "…"},
                                  {"cdots", "⋯"},
                                  {"vdots", "⋮"},
                                  {"ddots", "⋱"},
                                  {"forall", "∀"},
                                  {"exists", "∃"},
                                  {"emptyset", "∅"},
                                  {"degree", "°"},
                                  {"checkmark", "✓"},
                                  {"%", "%"},
                                  {"#", "#"},
                                  {"_", "_"},
                                  {"&", "&"},
                                  {"$", "$"},
                                  {"cdot", "·", C::binary},
                                  {"times", "×", C::binary},
                                  {"odot", "⊙", C::binary},
                                  {"oplus", "⊕", C::binary},
                                  {"otimes", "⊗", C::binary},
                                  {"circ", "∘", C::binary},
                                  {"div", "÷", C::binary},
                                  {"pm", "±", C::binary},
                                  {"mp", "∓", C::binary},
                                  {"ast", "∗", C::binary},
                                  {"cup", "∪", C::binary},
                                  {"cap", "∩", C::binary},
                                  {"le", "≤", C::relation},
                                  {"leq", "≤", C::relation},
                                  {"ge", "≥", C::relation},
                                  {"geq", "≥", C::relation},
                                  {"ne", "≠", C::relation},
                                  {"neq", "≠", C::relation},
                                  {"approx", "≈", C::relation},
                                  {"equiv", "≡", C::relation},
                                  {"sim", "∼", C::relation},
                                  {"propto", "∝", C::relation},
                                  {"ll", "≪", C::relation},
                                  {"gg", "≫", C::relation},
                                  {"in", "∈", C::relation},
                                  {"notin", "∉", C::relation},
                                  {"subset", "⊂", C::relation},
                                  {"mid", "|", C::relation},
                                  {"to", "→", C::relation},
                                  {"rightarrow", "→", C::relation},
                                  {"leftarrow", "←", C::relation},
                                  {"gets", "←", C::relation},
                                  {"mapsto", "↦", C::relation},
                                  {"Rightarrow", "⇒", C::relation},
                                  {"Leftrightarrow", "⇔", C::relation},
                                  {"iff", "⇔", C::relation},
                                  {"sum", "∑", C::large_operator, true},
                                  {"prod", "∏", C::large_operator, true},
                                  {"int", "∫", C::large_operator},
                                  {"log", "log", C::function},
                                  {"ln", "ln", C::function},
                                  {"exp", "exp", C::function},
                                  {"tanh", "tanh", C::function},
                                  {"sin", "sin", C::function},
                                  {"cos", "cos", C::function},
                                  {"max", "max", C::function, true},
                                  {"min", "min", C::function, true},
                                  {"arg", "arg", C::function},
                                  {"lim", "lim", C::function, true},
                                  {"argmax", "arg max", C::function, true},
                                  {"argmin", "arg min", C::function, true},
                                  {"softmax", "softmax", C::function},
                                  {"{", "{", C::opening},
                                  {"}", "}", C::closing},
                                  {"langle", "⟨", C::opening},
                                  {"rangle", "⟩", C::closing},
                                  {"lfloor", "⌊", C::opening},
                                  {"rfloor", "⌋", C::closing},
                                  {"lceil", "⌈", C::opening},
                                  {"rceil", "⌉", C::closing},
                                  {"|", "‖"},
                                  {"colon", ":", C::punctuation}};

constexpr std::string_view relations[] = {"=", "<", ">", ":", "≤", "≥", "≠", "≈", "≡", "→", "←", "⇒", "∈", "∝", "∼"};
constexpr std::string_view binaries[] = {"+", "−", "∗", "·", "×", "⊙", "±", "÷"};

template <typename List>
bool contains(const List& list, std::string_view sign) {
    return std::find(std::begin(list), std::end(list), sign) != std::end(list);
}

}  // namespace

const MathSymbol* find_math_command(std::string_view name) {
    const MathSymbol* found =
        std::find_if(std::begin(symbols), std::end(symbols), [&](const MathSymbol& one) { return one.name == name; });
    return found == std::end(symbols) ? nullptr : found;
}

MathClass class_of_sign(std::string_view sign) {
    if (contains(relations, sign)) return C::relation;
    if (contains(binaries, sign)) return C::binary;
    if (sign == "(" || sign == "[") return C::opening;
    if (sign == ")" || sign == "]" || sign == "!") return C::closing;
    if (sign == "," || sign == ";") return C::punctuation;
    return C::ordinary;
}

float math_space_width(std::string_view command) {
    if (command == "," || command == "thinspace") return 3 / 18.0F;
    if (command == ":" || command == ">") return 4 / 18.0F;
    if (command == ";") return 5 / 18.0F;
    if (command == " ") return 0.3F;
    if (command == "!") return -3 / 18.0F;
    if (command == "quad") return 1;
    return command == "qquad" ? 2.0F : 0.0F;
}

bool math_command_is_ignored(std::string_view command) {
    constexpr std::string_view ignored[] = {"displaystyle", "textstyle", "big",    "Big",
                                            "bigl",         "bigr",      "limits", "nolimits"};
    return contains(ignored, command);
}

std::string blackboard(std::string_view letter) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> letters = {
        {{"R", "ℝ"}, {"N", "ℕ"}, {"Z", "ℤ"}, {"Q", "ℚ"}, {"C", "ℂ"}, {"P", "ℙ"}}};
    for (const auto& [plain, doubled] : letters) {
        if (letter == plain) return std::string(doubled);
    }
    return std::string(letter);
}

}  // namespace backstep
