// The list of bookmarks, below its button in the header.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "viewer/model/history.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

constexpr std::size_t most_shown = 14;

// number: two may have the same title.
void draw_row(PanelContext& context, const BookmarkView& bookmark, std::size_t number, const Rect& row) {
    Ui& ui = context.ui;
    const float icon = 22 * ui.theme.scale;
    const Rect place{row.min, {row.max.x - icon - ui.theme.gap, row.max.y}};
    const Hit hit = hit_area(ui, fmt::format("go to {}: {}", number, bookmark.title).c_str(), place);
    if (hit.hovered || bookmark.here)
        ImGui::GetWindowDrawList()->AddRectFilled(row.min, row.max,
                                                  bookmark.here ? ui.theme.accent_soft : ui.theme.raised);
    ImGui::SetCursorScreenPos({row.min.x + ui.theme.margin, row.center().y - ImGui::GetTextLineHeight() / 2});
    clipped_text(ui, bookmark.title, place.width() - ui.theme.margin - ui.theme.gap,
                 {.color = bookmark.in_lesson ? ui.theme.text : ui.theme.dim});
    if (hit.clicked) {
        context.actions.push_back(GoToPlace{bookmark.place});
        context.state.bookmarks = false;
    }
    ImGui::SetCursorScreenPos({place.max.x, row.center().y - icon / 2});
    if (icon_button(ui, fmt::format("remove {}: {}", number, bookmark.title).c_str(), Icon::close,
                    {.size = {icon, icon}, .quiet = true, .tooltip = "Remove it"}))
        context.actions.push_back(RemoveBookmark{bookmark.place});
}

// As wide as the longest title, within half of the window.
float width_for(const Ui& ui, std::span<const BookmarkView> shown) {
    const float around = 22 * ui.theme.scale + 2 * ui.theme.gap + ui.theme.margin + 4 * ui.theme.scale;
    float width = 380 * ui.theme.scale;
    for (const BookmarkView& bookmark : shown)
        width = std::max(width, std::ceil(text_width(ui, bookmark.title)) + around);
    return std::min(width, ui.size.x / 2);
}

}  // namespace

void draw_bookmarks(PanelContext& context) {
    Ui& ui = context.ui;
    const float pitch = 30 * ui.theme.scale;
    const std::vector<BookmarkView> all = bookmark_views(context.session);
    const std::size_t shown = std::min(all.size(), most_shown);
    const float width = width_for(ui, std::span(all).first(shown));
    const float high = pitch * static_cast<float>(std::max<std::size_t>(shown, 1)) + (shown < all.size() ? pitch : 0) +
                       52 * ui.theme.scale;
    const float top = 44 * ui.theme.scale, right = context.place.max.x - ui.theme.margin;
    const Rect card{{right - width, top}, {right, top + high}};
    begin_panel(ui, "bookmarks", card, {.scroll = false, .background = true, .above = true, .padding = 0});
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(card.min, card.max, ui.theme.panel);
    list->AddRect(card.min, card.max, ui.theme.accent);
    float y = card.min.y + 4 * ui.theme.scale;
    const TextStyle dim{.font = ui.fonts.small, .color = ui.theme.dim};
    const auto row = [&] { return Rect{{card.min.x + 1, y}, {card.max.x - 1, y + pitch}}; };
    const auto words = [&](const Rect& place) { return Rect{{place.min.x + ui.theme.margin, place.min.y}, place.max}; };
    if (all.empty())
        text_in(ui, words(row()), {0, 0.5F}, "No bookmarks yet. They are kept per lesson.", dim), y += pitch;
    for (std::size_t i = 0; i < shown; ++i, y += pitch) draw_row(context, all[i], i + 1, row());
    if (shown < all.size()) text_in(ui, words(row()), {0, 0.5F}, "The others: Ctrl+P, “bookmark”", dim), y += pitch;
    ImGui::SetCursorScreenPos({card.min.x + ui.theme.margin, y + 6 * ui.theme.scale});
    const bool here = std::any_of(all.begin(), all.end(), [](const BookmarkView& one) { return one.here; });
    if (button(ui, here ? "Remove the one here (m)" : "Set one here (m)",
               {.enabled = context.session.trace != nullptr}))
        context.actions.push_back(SwitchBookmark{});
    const bool outside =
        ImGui::IsMouseClicked(0) && !card.contains(ImGui::GetIO().MousePos) && ImGui::GetIO().MousePos.y > top;
    end_panel(ui);
    if (outside) context.state.bookmarks = false;
}

}  // namespace backstep
