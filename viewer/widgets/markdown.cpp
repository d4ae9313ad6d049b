#include "viewer/widgets/markdown.h"

#include <md4c.h>

#include <array>
#include <cstdlib>
#include <utility>

namespace backstep {

namespace {

void append_utf8(std::string& text, unsigned long point) {
    const auto byte = [&](unsigned long bits) { text += static_cast<char>(bits); };
    if (point == 0 || point > 0x10FFFF) point = 0xFFFD;
    if (point < 0x80) return byte(point);
    if (point < 0x800) {
        byte(0xC0 | point >> 6);
    } else {
        if (point < 0x10000) {
            byte(0xE0 | point >> 12);
        } else {
            byte(0xF0 | point >> 18);
            byte(0x80 | (point >> 12 & 0x3F));
        }
        byte(0x80 | (point >> 6 & 0x3F));
    }
    byte(0x80 | (point & 0x3F));
}

// "&amp;" and "&#960;" as characters; an entity of another name stays as it is written.
std::string decoded(std::string_view entity) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> names = {{{"&amp;", "&"},
                                                                                     {"&lt;", "<"},
                                                                                     {"&gt;", ">"},
                                                                                     {"&quot;", "\""},
                                                                                     {"&nbsp;", "\u00A0"},
                                                                                     {"&times;", "×"},
                                                                                     {"&minus;", "−"},
                                                                                     {"&ndash;", "–"},
                                                                                     {"&mdash;", "—"}}};
    for (const auto& [name, character] : names) {
        if (entity == name) return std::string(character);
    }
    if (entity.size() < 4 || entity[1] != '#') return std::string(entity);
    const bool hexadecimal = entity[2] == 'x' || entity[2] == 'X';
    const std::string digits(entity.substr(hexadecimal ? 3 : 2));
    std::string text;
    append_utf8(text, std::strtoul(digits.c_str(), nullptr, hexadecimal ? 16 : 10));
    return text;
}

// Builds the tree while md4c calls out what it finds. `open_` is the path of the blocks that are not closed yet, as
// indices, since children move when their parents grow.
class Builder {
public:
    MarkdownBlock take() { return std::move(document_); }

    void enter(MD_BLOCKTYPE type, void* detail) {
        if (type == MD_BLOCK_DOC || type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY) {
            in_header_ = type == MD_BLOCK_THEAD;
            return;
        }
        MarkdownBlock block;
        describe(block, type, detail);
        MarkdownBlock& parent = here();
        open_.push_back(parent.children.size());
        parent.children.push_back(std::move(block));
    }
    void leave(MD_BLOCKTYPE type) {
        if (type != MD_BLOCK_DOC && type != MD_BLOCK_THEAD && type != MD_BLOCK_TBODY) open_.pop_back();
    }

    void enter(MD_SPANTYPE type, void* detail) {
        if (type == MD_SPAN_STRONG) ++bold_;
        if (type == MD_SPAN_EM) ++emphasis_;
        if (type == MD_SPAN_CODE) ++code_;
        if (type == MD_SPAN_A) {
            const MD_ATTRIBUTE& target = static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
            link_.assign(target.text, target.size);
        }
        if (type == MD_SPAN_LATEXMATH || type == MD_SPAN_LATEXMATH_DISPLAY) tex_.clear();
    }
    void leave(MD_SPANTYPE type) {
        if (type == MD_SPAN_STRONG) --bold_;
        if (type == MD_SPAN_EM) --emphasis_;
        if (type == MD_SPAN_CODE) --code_;
        if (type == MD_SPAN_A) link_.clear();
        if (type == MD_SPAN_LATEXMATH) add(MarkdownInline::Kind::math, tex_);
        if (type == MD_SPAN_LATEXMATH_DISPLAY) add(MarkdownInline::Kind::display_math, tex_);
    }

    void text(MD_TEXTTYPE type, std::string_view piece) {
        switch (type) {
            case MD_TEXT_LATEXMATH:
                tex_ += piece;
                return;
            case MD_TEXT_BR:
                return add(MarkdownInline::Kind::line_break, "");
            case MD_TEXT_SOFTBR:
                return in_tex_or_text(" ");
            case MD_TEXT_ENTITY:
                return in_tex_or_text(decoded(piece));
            case MD_TEXT_NULLCHAR:
                return in_tex_or_text("\uFFFD");
            default:
                return in_tex_or_text(piece);
        }
    }

private:
    MarkdownBlock& here() {
        MarkdownBlock* block = &document_;
        for (std::size_t index : open_) block = &block->children[index];
        return *block;
    }

    void describe(MarkdownBlock& block, MD_BLOCKTYPE type, void* detail) const {
        switch (type) {
            case MD_BLOCK_H:
                block.kind = MarkdownBlock::Kind::heading;
                block.level = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
                break;
            case MD_BLOCK_QUOTE:
                block.kind = MarkdownBlock::Kind::quote;
                break;
            case MD_BLOCK_UL:
                block.kind = MarkdownBlock::Kind::bullet_list;
                break;
            case MD_BLOCK_OL:
                block.kind = MarkdownBlock::Kind::numbered_list;
                block.level = static_cast<int>(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start);
                break;
            case MD_BLOCK_LI:
                block.kind = MarkdownBlock::Kind::item;
                break;
            case MD_BLOCK_HR:
                block.kind = MarkdownBlock::Kind::rule;
                break;
            case MD_BLOCK_CODE: {
                block.kind = MarkdownBlock::Kind::code;
                const MD_ATTRIBUTE& language = static_cast<MD_BLOCK_CODE_DETAIL*>(detail)->lang;
                if (language.text) block.language.assign(language.text, language.size);
                break;
            }
            case MD_BLOCK_TABLE:
                block.kind = MarkdownBlock::Kind::table;
                break;
            case MD_BLOCK_TR:
                block.kind = MarkdownBlock::Kind::row;
                block.header = in_header_;
                break;
            case MD_BLOCK_TH:
            case MD_BLOCK_TD: {
                block.kind = MarkdownBlock::Kind::cell;
                const MD_ALIGN align = static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align;
                block.alignment = align == MD_ALIGN_CENTER ? 0 : align == MD_ALIGN_RIGHT ? 1 : -1;
                break;
            }
            default:
                block.kind = MarkdownBlock::Kind::paragraph;
                break;
        }
    }

    void in_tex_or_text(std::string_view piece) {
        MarkdownBlock& block = here();
        if (block.kind == MarkdownBlock::Kind::code) {
            block.code += piece;
        } else {
            add(MarkdownInline::Kind::text, piece);
        }
    }

    void add(MarkdownInline::Kind kind, std::string_view piece) {
        MarkdownInline part;
        part.kind = kind;
        part.text = piece;
        part.bold = bold_ > 0;
        part.emphasis = emphasis_ > 0;
        part.code = code_ > 0;
        part.link = link_;
        std::vector<MarkdownInline>& parts = here().inlines;
        // Runs in one style are one.
        if (!parts.empty() && kind == MarkdownInline::Kind::text && parts.back().kind == kind &&
            parts.back().bold == part.bold && parts.back().emphasis == part.emphasis &&
            parts.back().code == part.code && parts.back().link == part.link) {
            parts.back().text += piece;
        } else {
            parts.push_back(std::move(part));
        }
    }

    MarkdownBlock document_;
    std::vector<std::size_t> open_;
    bool in_header_ = false;
    int bold_ = 0, emphasis_ = 0, code_ = 0;
    std::string link_, tex_;
};

Builder& builder(void* user) { return *static_cast<Builder*>(user); }

}  // namespace

MarkdownBlock parse_markdown(std::string_view markdown) {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_LATEXMATHSPANS | MD_FLAG_NOHTML;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
        return builder(user).enter(type, detail), 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) { return builder(user).leave(type), 0; };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) { return builder(user).enter(type, detail), 0; };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* user) { return builder(user).leave(type), 0; };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
        return builder(user).text(type, {text, size}), 0;
    };
    Builder result;
    md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &result);
    return result.take();
}

}  // namespace backstep
