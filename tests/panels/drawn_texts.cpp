#include "tests/panels/drawn_texts.h"

#include <algorithm>

#include "viewer/platform/part.h"
#include "viewer/platform/soft_raster.h"

namespace backstep {
namespace {

// Only the atlas of the faces is sampled between its pixels, and only letters take more than one point of it.
bool is_letter(const Primitive& primitive) {
    const auto& texture = *reinterpret_cast<const SoftTexture*>(texture_handle(*primitive.command));
    const ImVec2 from = primitive.vertices[primitive.indices[0]].uv, to = primitive.vertices[primitive.indices[2]].uv;
    return primitive.count == 6 && !texture.nearest && from.x != to.x;
}

// The picture of the frame with all but the letters.
Image without(const std::vector<Primitive>& letters, std::vector<Primitive> all, const ImDrawData& data, Image paper) {
    std::size_t next = 0;
    std::erase_if(all, [&](const Primitive& primitive) {
        const bool out = next < letters.size() && letters[next].indices == primitive.indices;
        next += out;
        return out;
    });
    const Rect window{{0, 0}, data.DisplaySize};
    Part part(data, all, std::span(&window, 1));
    rasterise(part.data(), paper);
    return paper;
}

bool covers(const Rect& whole, const Rect& letter) { return whole.contains(letter.center()); }

// What was drawn last lies on top.
std::size_t text_of(const Registry& registry, const Rect& letter) {
    for (std::size_t i = registry.texts.size(); i-- > 0;)
        if (covers(registry.texts[i].whole, letter)) return i;
    return registry.texts.size();
}

bool is_enabled(const Registry& registry, const Rect& letter) {
    return std::none_of(registry.items.begin(), registry.items.end(),
                        [&](const Item& item) { return !item.enabled && covers(item.rect, letter); });
}

// Most pixels have the colours of the one before.
struct Contrast {
    Color paper = 0, written = 0;
    double ratio = 1;
    double of(Color on, Color ink) {
        const Color above = blend(on, ink);
        if (on == paper && above == written) return ratio;
        paper = on, written = above;
        return ratio = contrast_ratio(above, on);
    }
};

void measure(DrawnText& text, const Primitive& letter, const Image& picture, const Image& behind) {
    const Color ink = letter.vertices[letter.indices[0]].col;
    Contrast between;
    for (int y = static_cast<int>(letter.seen.min.y); y < static_cast<int>(letter.seen.max.y); ++y)
        for (int x = static_cast<int>(letter.seen.min.x); x < static_cast<int>(letter.seen.max.x); ++x) {
            const double contrast = between.of(behind.at(x, y), ink);
            // A pixel that stays as it is lies beside the strokes, or something lies over it; unless the ink would
            // not show on it at all.
            if (picture.at(x, y) == behind.at(x, y) && contrast > 1.1) continue;
            ++text.pixels;
            text.faint += contrast < 4.5;
            text.least = std::min(text.least, contrast);
        }
}

}  // namespace

std::vector<DrawnText> drawn_texts(HeadlessUi& ui, Color background) {
    const Image& picture = ui.image();
    const ImDrawData& data = *ImGui::GetDrawData();
    const std::vector<Primitive> all = primitives_of(data);
    std::vector<Primitive> letters;
    std::copy_if(all.begin(), all.end(), std::back_inserter(letters), is_letter);
    const Image behind = without(letters, all, data, Image(picture.width, picture.height, background));

    const Registry& registry = ui.registry();
    std::vector<DrawnText> texts;
    for (const TextItem& noted : registry.texts) texts.push_back({noted.panel, noted.text});
    texts.push_back({"nowhere", "not noted"});
    for (const Primitive& letter : letters) {
        DrawnText& text = texts[text_of(registry, letter.bounds)];
        text.enabled = text.enabled && is_enabled(registry, letter.bounds);
        measure(text, letter, picture, behind);
    }
    std::erase_if(texts, [](const DrawnText& text) { return text.pixels == 0; });
    return texts;
}

}  // namespace backstep
