#pragma once
// What every widget and panel is handed: theme, fonts, textures, keys, and a Registry in which each interactive item
// and each piece of text notes where it is, so that a test can find and click it by name and check that nothing is
// clipped.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "viewer/widgets/fonts.h"
#include "viewer/widgets/palette.h"
#include "viewer/widgets/textures.h"
#include "viewer/widgets/theme.h"

namespace backstep {

struct Rect {
    ImVec2 min{0, 0}, max{0, 0};

    float width() const { return max.x - min.x; }
    float height() const { return max.y - min.y; }
    ImVec2 size() const { return {width(), height()}; }
    ImVec2 center() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
    bool empty() const { return width() <= 0 || height() <= 0; }
    bool contains(ImVec2 point) const {
        return point.x >= min.x && point.x < max.x && point.y >= min.y && point.y < max.y;
    }
};
Rect intersection(Rect one, Rect other);

// Something that can be clicked. `rect` is what can be seen of it.
struct Item {
    std::string panel, name;
    Rect rect;
    bool visible = false, enabled = true;
    bool above = false;  // in a pane over all others
    bool typed = false;  // a field to type in
    bool part = false;   // not all of it is in sight, and what scrolls can bring the rest
};

// A line of text as drawn. `whole` is what it needs, `seen` what the clipping leaves; `shortened` if an ellipsis stands
// for the rest (on purpose, so it does not count as clipped).
struct TextItem {
    std::string panel, text;
    Rect whole, seen;
    bool shortened = false;
    bool scrolls_x = false, scrolls_y = false;  // the rest can be scrolled into view
};

// All items of one frame in the order of drawing. Owned by the caller; begin_frame() empties it.
struct Registry {
    std::vector<Item> items;
    std::vector<TextItem> texts;

    void begin_frame();
    // The item called `name` or "panel/name". Throws std::out_of_range with the names there are if none or several fit.
    const Item& find(std::string_view name) const;
    bool has(std::string_view name) const;
    // The texts that can be seen in part only, though nothing scrolls in that direction.
    std::vector<TextItem> clipped_texts() const;
    // Pairs of texts of one panel whose letters overlap by more than a pixel.
    std::vector<std::pair<TextItem, TextItem>> overlapping_texts() const;
};

// What a key has the mouse do: the platform does it in the frames that follow, and puts the mouse back.
struct MouseWish {
    ImVec2 at{0, 0};
    int button = 0;   // that is clicked
    float wheel = 0;  // not 0: so many lines are turned instead
};

// An item that is to be scrolled into sight: the first, second … of that name in its panel.
struct ItemToSee {
    std::string panel, name;
    int same = 0;  // so many come before it
};

// Handed by the platform to the frame function, new each frame.
struct Ui {
    Theme theme;
    Fonts fonts;
    Palette diverging, grey;
    TextureCache* textures = nullptr;      // never null inside a frame
    Registry* registry = nullptr;          // null: nobody wants to know
    std::span<const KeyPress> keys;        // since the last frame; empty while a text field has the keyboard
    std::span<const std::string> dropped;  // files that were dropped on the window since the last frame
    ImVec2 size{0, 0};                     // of the window
    double seconds = 0;                    // since the start, for animation
    bool animating = false;                // set it to be drawn again at once
    std::optional<MouseWish> mouse_wish;   // set it to have the mouse do that
    bool mouse_by_keys = false;            // it is doing that
    std::optional<ItemToSee> to_see;       // set before anything is drawn
    bool disabled = false;                 // set by begin_disabled
    std::vector<bool> disabled_before;
    std::string panel;   // set by begin_panel; the first half of an item's path
    bool above = false;  // set by begin_panel: it is over all others
    // Whether what does not fit can be scrolled to; set by begin_panel and begin_scroll.
    bool scrolls_x = false, scrolls_y = false;
    std::vector<std::pair<bool, bool>> scrolls_before;
};

// ---- Panes ----
struct PanelStyle {
    bool scroll = true;
    bool border_left = false, border_top = false;  // a hairline towards the neighbour
    bool background = false;                       // false: the page shows through (cheaper)
    bool above = false;                            // over all other panes
    float padding = -1;                            // < 0: the theme's margin
};
// A pane at a fixed place of the window. Always pair with end_panel.
bool begin_panel(Ui& ui, const char* name, Rect place, PanelStyle style = {});
void end_panel(Ui& ui);
// A part of a pane that scrolls by itself; it keeps the pane's name. size 0: what is left. Always pair with end_scroll.
bool begin_scroll(Ui& ui, const char* name, ImVec2 size, bool horizontal = false);
void end_scroll(Ui& ui);
void begin_disabled(Ui& ui, bool disabled = true);
void end_disabled(Ui& ui);

// ---- Noting what was drawn by hand ----
// An item's name is what stands before "##" in its label, or after it if nothing does ("##cell" is called "cell").
std::string item_name(std::string_view label);
void note_item(Ui& ui, std::string_view label, Rect rect, bool typed = false);
void note_text(Ui& ui, std::string_view text, Rect rect, bool shortened = false);

}  // namespace backstep
