#pragma once
// Markdown (CommonMark with tables, and $…$, $$…$$ for mathematics) as a document value. Parse once, draw often with
// markdown_view.h.

#include <string>
#include <string_view>
#include <vector>

namespace backstep {

struct MarkdownInline {
    enum class Kind { text, math, display_math, line_break };
    Kind kind = Kind::text;
    std::string text;  // or TeX
    bool bold = false, emphasis = false, code = false;
    std::string link;  // target; empty: none
};

struct MarkdownBlock {
    enum class Kind {
        document,
        heading,
        paragraph,
        bullet_list,
        numbered_list,
        item,
        quote,
        code,
        table,
        row,
        cell,
        rule
    };
    Kind kind = Kind::document;
    int level = 0;        // of a heading, 1 … 6; the first number of a numbered list
    bool header = false;  // of a table's row
    int alignment = 0;    // of a table's cell: −1 left, 0 centre, 1 right
    std::string code, language;
    std::vector<MarkdownInline> inlines;
    std::vector<MarkdownBlock> children;
};

// Entities are decoded, raw HTML is kept as text. Never throws on any text.
MarkdownBlock parse_markdown(std::string_view markdown);

}  // namespace backstep
