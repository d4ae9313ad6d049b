#pragma once
// Reads a condition by recursive descent, one function a level: or, and, not, comparison, sum, product, sign
// (condition_parse.cpp), and what stands alone: numbers, brackets, values (condition_terms.cpp).

#include "engine/timeline/condition_node.h"
#include "engine/timeline/condition_words.h"

namespace backstep {

class ConditionParser {
public:
    ConditionParser(std::string_view text, const std::vector<ConditionValue>& values);
    std::vector<ConditionNode> parse(bool may_be_number);

private:
    // A node and where its text stands.
    struct Part {
        int node = -1;
        std::size_t from = 0, to = 0;
    };

    // The words.
    const Word& word() const { return words_[next_]; }
    bool at_end() const { return word().sort == Word::Sort::end; }
    bool is(std::string_view text) const { return word().text == text && !at_end(); }
    const Word& take() { return words_[next_++]; }
    bool accept(std::string_view text);
    const Word& open();
    void close(const Word& open);
    std::string written(const Word& of) const { return std::string(text_.substr(of.from, of.to - of.from)); }
    std::string written(const Part& of) const { return std::string(text_.substr(of.from, of.to - of.from)); }
    std::string here() const;
    const ConditionValue* value_here() const;  // null if the word names none

    // The nodes.
    ConditionNode& node(const Part& part) { return nodes_[static_cast<std::size_t>(part.node)]; }
    Part add(Ask ask, Kind kind, std::size_t from, int left = -1, int right = -1);
    Part add_value(Ask ask, Kind kind, const ConditionValue& value, std::size_t from);
    Part join(Ask ask, Kind operands, const Part& left, const Part& right);

    // The levels.
    Part logical_or();
    Part logical_and();
    Part logical_not();
    Part comparison();
    Part changes_sign(const Part& number, std::size_t first);
    Part sum();
    Part product();
    Part sign();
    Part alone();

    // What stands alone.
    Part named();
    Part function(Ask ask);
    Part max_abs(std::size_t from);
    Part of_number(Ask ask, Kind kind);
    Part phase();
    Part place(Ask ask);
    Part previous();
    Part value(const ConditionValue& value);
    int cell_index(const ConditionValue& value, const char* what, int count);

    // Refusals.
    void require(const Part& part, Kind kind) const;
    [[noreturn]] void refuse(const Word& at, const std::string& finding, const std::string& remedy) const;
    [[noreturn]] void refuse_unknown(bool values_only) const;

    std::string_view text_;
    const std::vector<ConditionValue>& values_;
    std::vector<Word> words_;
    std::vector<ConditionNode> nodes_;
    std::size_t next_ = 0;  // word
    bool before_ = false;   // within previous( )
};

}  // namespace backstep
