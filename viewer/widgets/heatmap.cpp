#include "viewer/widgets/heatmap.h"

#include <algorithm>
#include <cmath>

#include "viewer/widgets/shapes.h"
#include "viewer/widgets/text.h"

namespace backstep {

namespace {

// A cell of at least this many pixels is drawn as a whole number of them, or neighbours would differ in size.
constexpr float smallest_whole_cell = 3;

// Four sums side by side, as one would wait for itself at every value.
std::uint64_t hash_values(const CellSource& cells) {
    std::uint64_t lanes[4] = {1, 2, 3, 4};
    std::size_t index = 0;
    cells.visit([&](double number) {
        std::uint64_t& lane = lanes[index++ % 4];
        lane = (lane ^ hash_of(number)) * 0x9E3779B97F4A7C15U;
        lane ^= lane >> 29;
    });
    return combine_hash(combine_hash(lanes[0], lanes[1]), combine_hash(lanes[2], lanes[3]));
}

// How a matrix lies on the screen: across are the columns, or the rows if transposed.
struct Grid {
    int across = 0, down = 0;
    ImVec2 size{0, 0}, cell{0, 0};
    bool transposed = false;

    Cell at(int x, int y) const { return transposed ? Cell{x, y} : Cell{y, x}; }
};

float cell_length(float room, int count, float largest) {
    const float length = std::min(room / static_cast<float>(count), largest);
    return length >= smallest_whole_cell ? std::floor(length) : length;
}

Grid grid_of(const Ui& ui, const CellSource& cells, ImVec2 room, const HeatmapStyle& style) {
    Grid grid;
    grid.transposed = style.transposed;
    grid.across = style.transposed ? cells.rows : cells.cols;
    grid.down = style.transposed ? cells.cols : cells.rows;
    const float largest = style.largest_cell * ui.theme.scale;
    if (cells.size() == 0) {
        grid.size = {std::min(room.x, largest), std::min(room.y, largest)};
        return grid;
    }
    grid.cell = {cell_length(room.x, grid.across, largest), cell_length(room.y, grid.down, largest)};
    const auto whole = [](float cell, int count) {
        return std::max(1.0F, std::round(cell * static_cast<float>(count)));
    };
    grid.size = {whole(grid.cell.x, grid.across), whole(grid.cell.y, grid.down)};
    grid.cell = {grid.size.x / static_cast<float>(grid.across), grid.size.y / static_cast<float>(grid.down)};
    return grid;
}

Color color_of(const Ui& ui, double value, double max, bool grey) {
    return grey ? sequential_color(ui.grey, value, max) : diverging_color(ui.diverging, value, max);
}

Image paint(const Ui& ui, const CellSource& cells, const Grid& grid, double max, bool grey) {
    // One pixel a cell where the cells are whole, else one pixel of the picture a pixel of the screen.
    const int width = grid.cell.x >= smallest_whole_cell ? grid.across : static_cast<int>(grid.size.x);
    const int height = grid.cell.y >= smallest_whole_cell ? grid.down : static_cast<int>(grid.size.y);
    const Matrix shrunk = grid.transposed ? resample(cells, width, height) : resample(cells, height, width);
    Image image(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const Cell cell = grid.at(x, y);
            image.at(x, y) = color_of(ui, shrunk(cell.row, cell.col), max, grey);
        }
    }
    return image;
}

std::uint64_t version_of(const Ui& ui, const CellSource& cells, const Grid& grid, double max,
                         const HeatmapStyle& style) {
    std::uint64_t version = style.version ? *style.version : hash_values(cells);
    version =
        combine_hash(version, static_cast<std::uint64_t>(cells.rows) << 32 | static_cast<std::uint32_t>(cells.cols));
    version = combine_hash(version, hash_of(static_cast<double>(grid.size.x)));
    version = combine_hash(version, hash_of(static_cast<double>(grid.size.y)));
    version = combine_hash(version, hash_of(max));
    const unsigned palette = style.grey ? ui.grey.id : ui.diverging.id;
    return combine_hash(version, palette * 2U + (grid.transposed ? 1U : 0U));
}

constexpr float veil_strength = 0.66F;

// While a row or a column is lit, everything else steps back.
bool steps_back(const HeatmapStyle& style, Cell cell) {
    return (style.lit_row || style.lit_col) && style.lit_row != cell.row && style.lit_col != cell.col;
}

// Of the digits in a cell of that colour: quiet behind the veil, but there too to be read.
Color ink_on(const Ui& ui, Color color, bool veiled) {
    if (veiled) return legible(ui.theme.dim, mix(color, ui.theme.background, veil_strength));
    return legible(readable_on(color, rgb(0x101317), rgb(0xF7F6F2)), color);
}

void draw_digits(Ui& ui, const CellSource& cells, const HeatmapResult& result, const Grid& grid, double max,
                 const HeatmapStyle& style) {
    ImFont* font = grid.cell.x >= 52 * ui.theme.scale ? ui.fonts.small : ui.fonts.tiny;
    const ImVec2 clip_min = ImGui::GetWindowDrawList()->GetClipRectMin();
    const ImVec2 clip_max = ImGui::GetWindowDrawList()->GetClipRectMax();
    const Rect seen = intersection(result.rect, {clip_min, clip_max});
    if (seen.empty()) return;
    const auto first = [](float low, float origin, float cell) { return static_cast<int>((low - origin) / cell); };
    const int x_end = std::min(grid.across, first(seen.max.x - 0.01F, result.rect.min.x, grid.cell.x) + 1);
    const int y_end = std::min(grid.down, first(seen.max.y - 0.01F, result.rect.min.y, grid.cell.y) + 1);
    for (int y = first(seen.min.y, result.rect.min.y, grid.cell.y); y < y_end; ++y) {
        for (int x = first(seen.min.x, result.rect.min.x, grid.cell.x); x < x_end; ++x) {
            const Cell cell = grid.at(x, y);
            const double value = cells(cell.row, cell.col);
            const Color ink = ink_on(ui, color_of(ui, value, max, style.grey), steps_back(style, cell));
            std::string digits = brief_number(value, style.significant);
            for (int fewer = style.significant - 1; fewer > 0 && text_width(ui, digits, font) > grid.cell.x - 4;
                 --fewer)
                digits = brief_number(value, fewer);
            ImFont* fitting = text_width(ui, digits, font) > grid.cell.x - 4 ? ui.fonts.tiny : font;
            if (text_width(ui, digits, fitting) > grid.cell.x - 2) continue;  // the tooltip has it
            text_in(ui, result.cell_rect(cell), {0.5F, 0.5F}, digits, {fitting, ink});
        }
    }
}

// Everything but the lit row and column steps back behind a veil of the page's colour.
void draw_veil(Ui& ui, const HeatmapResult& result, const Grid& grid, const HeatmapStyle& style) {
    const std::optional<int> lit_x = style.transposed ? style.lit_row : style.lit_col;
    const std::optional<int> lit_y = style.transposed ? style.lit_col : style.lit_row;
    if (!lit_x && !lit_y) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Color veil = with_alpha(ui.theme.background, veil_strength);
    const Rect& all = result.rect;
    const auto band = [](std::optional<int> lit, float origin, float cell) {
        const float low = origin + static_cast<float>(lit.value_or(0)) * cell;
        return std::pair(low, std::max(low + 1, low + cell));
    };
    const auto [left, right] = band(lit_x, all.min.x, grid.cell.x);
    const auto [top, bottom] = band(lit_y, all.min.y, grid.cell.y);
    if (lit_x && lit_y) {
        list->AddRectFilled(all.min, {left, top}, veil);
        list->AddRectFilled({right, all.min.y}, {all.max.x, top}, veil);
        list->AddRectFilled({all.min.x, bottom}, {left, all.max.y}, veil);
        list->AddRectFilled({right, bottom}, all.max, veil);
    } else if (lit_x) {
        list->AddRectFilled(all.min, {left, all.max.y}, veil);
        list->AddRectFilled({right, all.min.y}, all.max, veil);
    } else {
        list->AddRectFilled(all.min, {all.max.x, top}, veil);
        list->AddRectFilled({all.min.x, bottom}, all.max, veil);
    }
}

// The lit row and column get hairlines along their sides: a dark row on a dark page would be lost.
void draw_lit_sides(Ui& ui, const HeatmapResult& result, const HeatmapStyle& style) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const auto outline = [&](Rect first, bool across) {
        Rect band = result.rect;
        (across ? band.min.y : band.min.x) = (across ? first.min.y : first.min.x) - 1;
        (across ? band.max.y : band.max.x) =
            std::max(across ? first.max.y : first.max.x, (across ? first.min.y : first.min.x) + 2) + 1;
        draw_outline(*list, band, ui.theme.accent, ui.theme.hairline);
    };
    if (style.lit_row) outline(result.cell_rect({*style.lit_row, 0}), !style.transposed);
    if (style.lit_col) outline(result.cell_rect({0, *style.lit_col}), style.transposed);
}

// Inside and outside of the frame differ from every colour of a palette on at least one side.
void draw_selection(Ui& ui, const HeatmapResult& result, Cell cell) {
    const Rect rect = result.cell_rect(cell);
    const float half = ui.theme.hairline, line = 2 * half;
    const auto around = [&](float grow) {
        return Rect{{std::round(rect.min.x) - grow, std::round(rect.min.y) - grow},
                    {std::round(rect.max.x) + grow, std::round(rect.max.y) + grow}};
    };
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_outline(list, around(half + line), ui.theme.background, line);
    draw_outline(list, around(half), ui.theme.accent, line);
}

std::optional<Cell> cell_under_mouse(const HeatmapResult& result, const Grid& grid) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (grid.cell.x <= 0 || grid.cell.y <= 0) return std::nullopt;
    const int x = std::clamp(static_cast<int>((mouse.x - result.rect.min.x) / grid.cell.x), 0, grid.across - 1);
    const int y = std::clamp(static_cast<int>((mouse.y - result.rect.min.y) / grid.cell.y), 0, grid.down - 1);
    return grid.at(x, y);
}

void take_mouse(Ui& ui, const char* name, HeatmapResult& result, const Grid& grid) {
    const bool clicked = ImGui::InvisibleButton(name, grid.size);
    result.rect = {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
    note_item(ui, name, result.rect);
    if (!ImGui::IsItemHovered()) return;
    result.hovered = cell_under_mouse(result, grid);
    if (clicked) result.clicked = result.hovered;
    if (ImGui::IsMouseDoubleClicked(0)) result.double_clicked = result.hovered;
}

void draw_frame(const Ui& ui, Rect rect) {
    const float line = ui.theme.hairline;
    const Rect around{{rect.min.x - line, rect.min.y - line}, {rect.max.x + line, rect.max.y + line}};
    draw_outline(*ImGui::GetWindowDrawList(), around, ui.theme.border, line);
}

}  // namespace

Rect HeatmapResult::cell_rect(Cell at) const {
    const float x = static_cast<float>(transposed ? at.row : at.col),
                y = static_cast<float>(transposed ? at.col : at.row);
    const ImVec2 corner(rect.min.x + x * cell.x, rect.min.y + y * cell.y);
    return {corner, {corner.x + cell.x, corner.y + cell.y}};
}

ImVec2 heatmap_size(const Ui& ui, const CellSource& cells, ImVec2 size, const HeatmapStyle& style) {
    return grid_of(ui, cells, size, style).size;
}

HeatmapResult heatmap(Ui& ui, const char* name, const CellSource& cells, ImVec2 size, const HeatmapStyle& style) {
    const Grid grid = grid_of(ui, cells, size, style);
    HeatmapResult result;
    result.cell = grid.cell;
    result.transposed = style.transposed;
    const ImGuiID id = ImGui::GetID(name);
    // Colours begin at a whole pixel, so that every cell is the same number of them.
    const ImVec2 cursor = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({std::floor(cursor.x), std::floor(cursor.y)});
    take_mouse(ui, name, result, grid);
    if (cells.size() > 0 && ImGui::IsItemVisible()) {
        const double max = style.max > 0 ? style.max : largest_magnitude(cells);
        const ImTextureID texture = ui.textures->get(id, version_of(ui, cells, grid, max, style),
                                                     [&] { return paint(ui, cells, grid, max, style.grey); });
        ImGui::GetWindowDrawList()->AddImage(texture, result.rect.min, result.rect.max);
        draw_veil(ui, result, grid, style);
        const float scale = ui.theme.scale;
        if (style.digits && grid.cell.x >= 38 * scale && grid.cell.y >= 18 * scale)
            draw_digits(ui, cells, result, grid, max, style);
        draw_lit_sides(ui, result, style);
    }
    draw_frame(ui, result.rect);
    if (style.selected && cells.contains(style.selected->row, style.selected->col))
        draw_selection(ui, result, *style.selected);
    return result;
}

void heatmap_legend(Ui& ui, double max, float width, int digits, bool grey) {
    const Palette& palette = grey ? ui.grey : ui.diverging;
    const float height = std::round(10 * ui.theme.scale);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const ImTextureID texture = ui.textures->get(ImGui::GetID(grey ? "grey legend" : "legend"), palette.id, [&] {
        Image image(Palette::count, 1);
        image.pixels.assign(palette.colors.begin(), palette.colors.end());
        return image;
    });
    const Rect rect{start, {start.x + width, start.y + height}};
    ImGui::GetWindowDrawList()->AddImage(texture, rect.min, rect.max);
    draw_frame(ui, rect);
    const Rect labels{{start.x, rect.max.y + 2 * ui.theme.scale},
                      {rect.max.x, rect.max.y + 2 * ui.theme.scale + font_size(ui.fonts.small)}};
    const TextStyle style{ui.fonts.small, ui.theme.dim};
    const float beside_0 = (width - text_width(ui, "0", ui.fonts.small)) / 2 - ui.theme.gap;
    while (digits > 3 && text_width(ui, brief_number(-max, digits), ui.fonts.small) > beside_0) --digits;
    text_in(ui, labels, {0, 0}, grey ? "0" : brief_number(-max, digits), style);
    if (!grey) text_in(ui, labels, {0.5F, 0}, "0", style);
    text_in(ui, labels, {1, 0}, brief_number(max, digits), style);
    ImGui::Dummy({width, labels.max.y - start.y});
}

}  // namespace backstep
