#include "viewer/widgets/math_parse.h"

#include <cctype>
#include <utility>

#include "viewer/widgets/math_nodes.h"
#include "viewer/widgets/math_symbols.h"

namespace backstep {

namespace {

// Deeper nesting is not mathematics but an accident or an attack on the stack.
constexpr int deepest = 60;

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

class Parser {
public:
    explicit Parser(std::string_view tex) : s_(tex) {}

    MathNode formula() {
        MathNode all = math_node(MathKind::row);
        while (at_ < s_.size()) {
            MathNode part = row();
            for (MathNode& child : part.children) all.children.push_back(std::move(child));
            // What ended the row has no partner here.
            if (at_ < s_.size()) all.children.push_back(math_error(stray()));
        }
        return all;
    }

private:
    bool starts_with(std::string_view what) const { return s_.substr(at_, what.size()) == what; }
    bool take(std::string_view what) {
        if (!starts_with(what)) return false;
        at_ += what.size();
        return true;
    }
    void skip_spaces() {
        while (at_ < s_.size() && std::isspace(static_cast<unsigned char>(s_[at_]))) ++at_;
    }
    // A command that is this word and no longer one.
    bool at_command(std::string_view word) const {
        return starts_with(word) && (at_ + word.size() >= s_.size() || !is_letter(s_[at_ + word.size()]));
    }
    bool at_end_of_row() const {
        return at_ >= s_.size() || s_[at_] == '}' || s_[at_] == '&' || starts_with("\\\\") || at_command("\\right") ||
               at_command("\\end");
    }
    std::string stray() {
        const std::size_t start = at_++;
        if (s_[start] == '\\') {
            if (at_ < s_.size() && s_[at_] == '\\') ++at_;
            while (at_ < s_.size() && is_letter(s_[at_])) ++at_;
        }
        return std::string(s_.substr(start, at_ - start));
    }

    MathNode row() {
        MathNode result = math_node(MathKind::row);
        if (++depth_ > deepest) {
            result.children.push_back(math_error(s_.substr(at_)));
            at_ = s_.size();
        }
        for (skip_spaces(); !at_end_of_row(); skip_spaces()) result.children.push_back(with_scripts());
        --depth_;
        return result;
    }

    MathNode with_scripts() {
        const char first = s_[at_];
        MathNode base = first == '^' || first == '_' || first == '\'' ? math_node(MathKind::row) : atom();
        MathNode upper = math_node(MathKind::row), lower = math_node(MathKind::row);
        for (skip_spaces(); at_ < s_.size(); skip_spaces()) {
            if (take("'")) {
                // The sign is raised by itself, so it stands beside its base.
                base = math_node(MathKind::row, {base, math_symbol("′")});
            } else if (take("^")) {
                upper.children.push_back(argument());
            } else if (take("_")) {
                lower.children.push_back(argument());
            } else if (!take("\\limits")) {
                break;
            }
        }
        if (upper.children.empty() && lower.children.empty()) return base;
        MathNode scripts = math_node(MathKind::scripts);
        scripts.limits = base.limits;
        scripts.children.push_back(std::move(base));
        scripts.children.push_back(std::move(upper));
        scripts.children.push_back(std::move(lower));
        return scripts;
    }

    // {…} or a single atom.
    MathNode argument() {
        skip_spaces();
        if (at_end_of_row()) return math_error("{}");
        if (s_[at_] == '{') return group();
        if (s_[at_] == '^' || s_[at_] == '_' || s_[at_] == '\'') return math_error(stray());
        // \hat\hat\hat… nests without braces.
        if (depth_ >= deepest) return math_error(stray());
        ++depth_;
        MathNode only = atom();
        --depth_;
        return only;
    }

    MathNode group() {
        take("{");
        MathNode body = row();
        // Cells mean nothing in braces, but must not end the formula.
        while (at_ < s_.size() && s_[at_] != '}') {
            if (at_command("\\right") || at_command("\\end")) break;
            body.children.push_back(math_error(stray()));
            MathNode more = row();
            for (MathNode& child : more.children) body.children.push_back(std::move(child));
        }
        if (!take("}")) body.children.push_back(math_error("{"));
        return body;
    }

    // The characters between braces as they are.
    std::string raw() {
        skip_spaces();
        if (!take("{")) return at_ < s_.size() ? std::string(1, s_[at_++]) : std::string();
        const std::size_t start = at_;
        for (int open = 1; at_ < s_.size(); ++at_) {
            if (s_[at_] == '{') ++open;
            if (s_[at_] == '}' && --open == 0) break;
        }
        std::string text(s_.substr(start, at_ - start));
        take("}");
        return text;
    }

    std::string words() { return without_escapes(raw()); }

    MathNode atom() {
        const char c = s_[at_];
        if (c == '{') return group();
        if (c == '\\') return command();
        if (c == '~') return ++at_, math_space(0.25F);
        if (is_digit(c)) return number();
        if (take(":=")) return math_symbol(":=", MathClass::relation);
        const unsigned char lead = static_cast<unsigned char>(c);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        std::string_view sign = s_.substr(at_, length);
        at_ += sign.size();
        if (sign == "-") sign = "−";
        if (sign == "*") sign = "∗";
        if (sign == "$" || sign == "#" || sign == "%") return math_error(sign);
        return math_symbol(sign, class_of_sign(sign));
    }

    MathNode number() {
        const std::size_t start = at_;
        while (at_ < s_.size() &&
               (is_digit(s_[at_]) || (s_[at_] == '.' && at_ + 1 < s_.size() && is_digit(s_[at_ + 1]))))
            ++at_;
        return math_symbol(s_.substr(start, at_ - start));
    }

    MathNode command() {
        const std::size_t start = ++at_;
        while (at_ < s_.size() && is_letter(s_[at_])) ++at_;
        if (at_ == start && at_ < s_.size()) ++at_;
        const std::string_view name = s_.substr(start, at_ - start);
        if (const MathSymbol* symbol = find_math_command(name))
            return math_symbol(symbol->text, symbol->symbol_class, symbol->limits);
        if (name == "frac" || name == "dfrac" || name == "tfrac") return binary(MathKind::fraction);
        if (name == "left") return fence();
        if (name == "begin") return environment();
        if (name == "mat") return braced_matrix();
        if (const float width = math_space_width(name); width != 0) return math_space(width);
        return text_or_wrapper(name);
    }

    MathNode binary(MathKind kind) {
        MathNode first = argument();
        MathNode second = argument();
        MathNode node = math_node(kind);
        node.children.push_back(std::move(first));
        node.children.push_back(std::move(second));
        return node;
    }

    MathNode wrapper(MathKind kind, std::string text) {
        MathNode node = math_node(kind);
        node.text = std::move(text);
        node.children.push_back(argument());
        return node;
    }

    MathNode text_or_wrapper(std::string_view name) {
        if (name == "text" || name == "mathrm" || name == "mathit" || name == "textrm" || name == "mathcal")
            return math_symbol(words());
        if (name == "operatorname") return math_symbol(words(), MathClass::function);
        if (name == "mathbb") return math_symbol(blackboard(raw()));
        if (name == "mathbf" || name == "textbf" || name == "boldsymbol") {
            MathNode node = math_symbol(words());
            node.bold = true;
            return node;
        }
        if (name == "sqrt") return wrapper(MathKind::root, "");
        if (name == "hat" || name == "widehat") return wrapper(MathKind::accent, "ˆ");
        if (name == "bar" || name == "overline") return wrapper(MathKind::accent, "¯");
        if (name == "tilde" || name == "widetilde") return wrapper(MathKind::accent, "˜");
        if (name == "textcolor") return wrapper(MathKind::color, raw());
        if (name == "href") return wrapper(MathKind::link, raw());
        if (name == "underset" || name == "overset") return stacked(name == "overset");
        if (math_command_is_ignored(name)) return math_node(MathKind::row);
        return math_error("\\" + std::string(name));
    }

    MathNode stacked(bool above) {
        MathNode mark = argument();
        return math_stack(argument(), std::move(mark), above);
    }

    std::string delimiter() {
        skip_spaces();
        if (at_ >= s_.size()) return ".";
        if (s_[at_] != '\\') return std::string(1, s_[at_++]);
        const std::size_t start = ++at_;
        while (at_ < s_.size() && is_letter(s_[at_])) ++at_;
        if (at_ == start && at_ < s_.size()) ++at_;
        const MathSymbol* symbol = find_math_command(s_.substr(start, at_ - start));
        return symbol ? std::string(symbol->text) : ".";
    }

    MathNode fence() {
        MathNode node = math_node(MathKind::fence);
        node.text = delimiter();
        node.children.push_back(row());
        if (at_command("\\right")) {
            take("\\right");
            node.closing = delimiter();
        } else {
            node.closing = ".";
            node.children[0].children.push_back(math_error("\\left"));
        }
        return node;
    }

    // Cells up to what ends them.
    MathNode cells(std::string opening, std::string closing) {
        MathNode matrix = math_node(MathKind::matrix);
        matrix.text = std::move(opening);
        matrix.closing = std::move(closing);
        matrix.children.push_back(math_node(MathKind::row));
        while (true) {
            matrix.children.back().children.push_back(row());
            if (take("&")) continue;
            if (!take("\\\\")) break;
            skip_spaces();
            // A break after the last row opens no new one.
            if (at_ >= s_.size() || s_[at_] == '}' || at_command("\\end")) break;
            matrix.children.push_back(math_node(MathKind::row));
        }
        return matrix;
    }

    MathNode braced_matrix() {
        if (!take("{")) return math_error("\\mat");
        MathNode matrix = cells("[", "]");
        take("}");
        return matrix;
    }

    MathNode environment() {
        const std::string name = raw();
        std::string opening = ".", closing = ".";
        if (name == "pmatrix") opening = "(", closing = ")";
        if (name == "bmatrix") opening = "[", closing = "]";
        if (name == "cases") opening = "{";
        const bool known =
            opening != "." || name == "matrix" || name == "aligned" || name == "align" || name == "array";
        if (!known) return math_error("\\begin{" + name + "}");
        if (name == "array") raw();
        MathNode matrix = cells(opening, closing);
        // Columns of equations and cases lean on their separators.
        matrix.limits = name == "aligned" || name == "align" || name == "cases";
        if (take("\\end")) raw();
        return matrix;
    }

    std::string_view s_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace

MathNode parse_math(std::string_view tex) { return Parser(tex).formula(); }

}  // namespace backstep
