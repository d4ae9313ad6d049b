#include <algorithm>
#include <iterator>

#include "engine/network/names.h"
#include "engine/timeline/condition_parser.h"

namespace backstep {
namespace {

struct Comparison {
    std::string_view sign;
    Ask ask;
};
constexpr Comparison comparisons[] = {{"<", Ask::less},           {"<=", Ask::less_equal}, {">", Ask::greater},
                                      {">=", Ask::greater_equal}, {"==", Ask::equal},      {"!=", Ask::not_equal}};

}  // namespace

std::vector<ConditionNode> parse_condition(std::string_view text, const std::vector<ConditionValue>& values) {
    return ConditionParser(text, values).parse(false);
}

std::vector<ConditionNode> parse_expression(std::string_view text, const std::vector<ConditionValue>& values) {
    return ConditionParser(text, values).parse(true);
}

ConditionParser::ConditionParser(std::string_view text, const std::vector<ConditionValue>& values)
    : text_(text), values_(values), words_(condition_words(text, values)) {}

std::vector<ConditionNode> ConditionParser::parse(bool may_be_number) {
    if (at_end())
        refuse(word(), "there is nothing",
               std::string("write one like norm(dW[1])") + (may_be_number ? "" : " < 1e-6"));
    const Part whole = logical_or();
    if (!may_be_number) require(whole, Kind::truth);
    if (is(")")) refuse(word(), "this ')' has no '('", "remove it, or add the '('");
    if (!at_end()) {
        const std::string nearest = nearest_name(word().text, {"and", "or", "changes"});
        refuse(word(), "'" + written(word()) + "' does not belong here",
               nearest.empty() ? "join conditions with and, or; numbers with + - * / and comparisons"
                               : "did you mean " + nearest + "?");
    }
    return std::move(nodes_);
}

ConditionParser::Part ConditionParser::logical_or() {
    Part left = logical_and();
    while (accept("or")) left = join(Ask::logical_or, Kind::truth, left, logical_and());
    return left;
}

ConditionParser::Part ConditionParser::logical_and() {
    Part left = logical_not();
    while (accept("and")) left = join(Ask::logical_and, Kind::truth, left, logical_not());
    return left;
}

ConditionParser::Part ConditionParser::logical_not() {
    if (!is("not")) return comparison();
    const std::size_t from = take().from;
    const Part operand = logical_not();
    require(operand, Kind::truth);
    return add(Ask::logical_not, Kind::truth, from, operand.node);
}

ConditionParser::Part ConditionParser::comparison() {
    const auto here_stands = [&] {
        return std::find_if(std::begin(comparisons), std::end(comparisons), [&](const auto& c) { return is(c.sign); });
    };
    const std::size_t first = nodes_.size();
    const Part left = sum();
    if (is("changes")) return changes_sign(left, first);
    if (is("=")) refuse(word(), "'=' is no comparison", "write ==");
    const auto* const comparison = here_stands();
    if (comparison == std::end(comparisons)) return left;
    take();
    const Part compared = join(comparison->ask, Kind::number, left, sum());
    if (here_stands() != std::end(comparisons))
        refuse(word(), "'" + written(compared) + "' is a comparison already", "write a < b and b < c for a < b < c");
    return compared;
}

// The nodes of the number stand at the end of the list: they are written once more, as of the step before.
ConditionParser::Part ConditionParser::changes_sign(const Part& number, std::size_t first) {
    const Word& changes = take();
    if (!accept("sign")) refuse(word(), here(), "write 'changes sign'");
    require(number, Kind::number);
    const std::size_t count = nodes_.size() - first;
    for (std::size_t i = first; i < first + count; ++i) {
        ConditionNode copy = nodes_[i];
        if (copy.before || copy.ask == Ask::layer)
            refuse(changes, "'" + written(number) + "' cannot be asked whether it changes sign",
                   copy.before ? "it looks one step back already: leave out previous" : "layers have no sign");
        copy.before = true;
        if (copy.left >= 0) copy.left += static_cast<int>(count);
        if (copy.right >= 0) copy.right += static_cast<int>(count);
        nodes_.push_back(copy);
    }
    return add(Ask::changes_sign, Kind::truth, number.from, number.node, number.node + static_cast<int>(count));
}

ConditionParser::Part ConditionParser::sum() {
    Part left = product();
    while (is("+") || is("-")) {
        const Ask ask = take().text == "+" ? Ask::add : Ask::subtract;
        left = join(ask, Kind::number, left, product());
    }
    return left;
}

ConditionParser::Part ConditionParser::product() {
    Part left = sign();
    while (is("*") || is("/")) {
        const Ask ask = take().text == "*" ? Ask::multiply : Ask::divide;
        left = join(ask, Kind::number, left, sign());
    }
    return left;
}

ConditionParser::Part ConditionParser::sign() {
    if (!is("-")) return alone();
    const std::size_t from = take().from;
    const Part operand = sign();
    require(operand, Kind::number);
    return add(Ask::negate, Kind::number, from, operand.node);
}

ConditionParser::Part ConditionParser::alone() {
    if (word().sort == Word::Sort::name) return named();
    if (word().sort == Word::Sort::number) {
        const Part part = add(Ask::number, Kind::number, word().from);
        node(part).number = word().number;
        return {part.node, word().from, take().to};
    }
    if (!is("(")) refuse(word(), here(), "a value, a number or '(' is missing here");
    const Word& bracket = take();
    const Part inner = logical_or();
    close(bracket);
    return {inner.node, bracket.from, words_[next_ - 1].to};
}

ConditionParser::Part ConditionParser::add(Ask ask, Kind kind, std::size_t from, int left, int right) {
    ConditionNode added;
    added.ask = ask;
    added.kind = kind;
    added.left = left;
    added.right = right;
    added.before = before_;
    nodes_.push_back(added);
    return {static_cast<int>(nodes_.size()) - 1, from, next_ > 0 ? words_[next_ - 1].to : from};
}

ConditionParser::Part ConditionParser::join(Ask ask, Kind operands, const Part& left, const Part& right) {
    require(left, operands);
    require(right, operands);
    const bool is_number = ask >= Ask::add && ask <= Ask::divide;
    return add(ask, is_number ? Kind::number : Kind::truth, left.from, left.node, right.node);
}

void ConditionParser::require(const Part& part, Kind kind) const {
    if (nodes_[static_cast<std::size_t>(part.node)].kind == kind) return;
    const std::string text = "'" + written(part) + "'";
    if (kind == Kind::truth)
        refuse_condition(text_, part.from, text + " is a number, which neither holds nor fails",
                         "compare it, as in " + written(part) + " > 0");
    refuse_condition(text_, part.from, text + " holds or fails: it is not a number",
                     "join it to others with and, or, not");
}

void ConditionParser::refuse(const Word& at, const std::string& finding, const std::string& remedy) const {
    refuse_condition(text_, at.from, finding, remedy);
}

bool ConditionParser::accept(std::string_view text) {
    if (!is(text)) return false;
    ++next_;
    return true;
}

const Word& ConditionParser::open() {
    if (!is("(")) refuse(word(), here(), "'" + written(words_[next_ - 1]) + "' needs '(' … ')' behind it");
    return take();
}

void ConditionParser::close(const Word& open) {
    if (!accept(")"))
        refuse(word(), here(),
               "the '(' at character " + std::to_string(character_number(text_, open.from)) + " needs a ')' before it");
}

std::string ConditionParser::here() const {
    return at_end() ? "the text ends here" : "'" + written(word()) + "' was found here";
}

}  // namespace backstep
