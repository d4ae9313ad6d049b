#include "viewer/panels/cell_menu.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "viewer/model/csv.h"
#include "viewer/model/number.h"
#include "viewer/panels/panels.h"
#include "viewer/panels/pictures.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

constexpr double most_to_copy = 1e6;

const Event& event_of(const PanelContext& context, int event) {
    return context.session.trace->events[static_cast<std::size_t>(event)];
}

struct Entry {
    std::string label;
    std::function<void()> run;
};

void copy(PanelContext& context, double number) {
    const std::string digits = exact_number(number);
    ImGui::SetClipboardText(digits.c_str());
    context.state.notice = done("Copied " + digits);
}

std::vector<Entry> entries_for(PanelContext& context, const CellMenuState& menu) {
    const auto save_panel = [&context, panel = menu.panel] { save_picture_of(context, panel); };
    const Entry picture{fmt::format("Save a picture of the panel {}", menu.panel.name), save_panel};
    if (!menu.cell)
        return {{"Copy this number", [&context, number = menu.number] { copy(context, number); }},
                {"Save every value for NumPy", [&context] { save(context, Wish::What::npz, 0); }},
                picture};
    const CellRef cell = *menu.cell;
    const std::string name = event_of(context, cell.event).name.text();
    return {{"Explain this number", [&context, cell] { context.actions.push_back(SelectCell{cell}); }},
            {"Copy this number", [&context, cell] { copy_number(context, cell); }},
            {"Copy " + name + " as CSV", [&context, cell] { copy_csv(context, cell.event); }},
            {"Save " + name + " as CSV", [&context, cell] { save(context, Wish::What::csv, cell.event); }},
            {"Save every value for NumPy", [&context, cell] { save(context, Wish::What::npz, cell.event); }},
            picture,
            {"Save a picture of every step", [&context, cell] { save(context, Wish::What::slides, cell.event); }}};
}

void open_menu(PanelContext& context, std::optional<CellRef> cell, double number) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    context.state.cell_menu = {true, context.session.trace, cell, number, mouse, panel_at(context, mouse)};
}

}  // namespace

void offer_menu(PanelContext& context, int event, const HeatmapResult& picture) {
    if (picture.hovered) offer_cell_menu(context, {event, picture.hovered->row, picture.hovered->col}, true);
}

void offer_cell_menu(PanelContext& context, const CellRef& cell, bool hovered) {
    if (hovered && ImGui::IsMouseClicked(1)) open_menu(context, cell, 0);
}

void offer_number_menu(PanelContext& context, double number, bool hovered) {
    if (hovered && ImGui::IsMouseClicked(1)) open_menu(context, std::nullopt, number);
}

void copy_number(PanelContext& context, const CellRef& cell) {
    copy(context, context.session.trace->value(cell.event)(cell.row, cell.col));
}

void copy_csv(PanelContext& context, int event) {
    const Numbers value = context.session.trace->value(event);
    const std::string name = event_of(context, event).name.text();
    if (static_cast<double>(value.rows) * value.cols > most_to_copy) {
        context.state.notice = mistake(name + " is too large to be copied; save it as CSV");
        return;
    }
    ImGui::SetClipboardText(csv_text(value).c_str());
    context.state.notice = done(fmt::format("Copied {}, {}×{}", name, value.rows, value.cols));
}

void save(PanelContext& context, Wish::What what, int event) {
    context.state.wishes.push_back({.what = what, .event = event});
}

void draw_cell_menu(PanelContext& context) {
    Ui& ui = context.ui;
    CellMenuState& menu = context.state.cell_menu;
    menu.open = menu.trace == context.session.trace;
    if (!menu.open) return;
    const std::vector<Entry> entries = entries_for(context, menu);
    const float row = 30 * ui.theme.scale, pad = ui.theme.gap;
    float width = 0;
    for (const Entry& entry : entries) width = std::max(width, text_width(ui, entry.label));
    const ImVec2 size{width + 4 * pad, row * static_cast<float>(entries.size()) + pad};
    const ImVec2 corner{std::clamp(menu.at.x, 0.0F, ui.size.x - size.x),
                        std::clamp(menu.at.y, 0.0F, ui.size.y - size.y)};
    const Rect card{corner, {corner.x + size.x, corner.y + size.y}};
    begin_panel(ui, "cell menu", card, {.scroll = false, .background = true, .above = true, .padding = 0});
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(card.min, card.max, ui.theme.panel);
    list->AddRect(card.min, card.max, ui.theme.accent);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const float top = card.min.y + pad / 2 + row * static_cast<float>(i);
        const Rect place{{card.min.x + ui.theme.hairline, top}, {card.max.x - ui.theme.hairline, top + row}};
        const Hit hit = hit_area(ui, entries[i].label.c_str(), place);
        if (hit.hovered) list->AddRectFilled(place.min, place.max, ui.theme.accent_soft);
        text_in(ui, {{place.min.x + 2 * pad, place.min.y}, place.max}, {0, 0.5F}, entries[i].label);
        if (!hit.clicked) continue;
        entries[i].run();
        menu.open = false;
    }
    if (ImGui::IsMouseClicked(0) && !card.contains(ImGui::GetIO().MousePos)) menu.open = false;
    end_panel(ui);
    ui.animating = ui.animating || !menu.open;
}

}  // namespace backstep
