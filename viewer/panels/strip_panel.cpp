// Time at the bottom of the window: the transport, and every event of the recording as a cell that can be clicked and
// dragged over.

#include <algorithm>
#include <cmath>

#include "viewer/model/history.h"
#include "viewer/model/strip.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

Color faded(Color color, float alpha) { return (color & 0x00FFFFFFU) | (static_cast<Color>(alpha * 255.0F) << 24U); }

void draw_transport(PanelContext& context, const TransportView& transport) {
    Ui& ui = context.ui;
    const float icon = 30 * ui.theme.scale;
    const ImVec2 size{icon, icon};
    struct Entry {
        const char* name;
        Icon icon;
        bool enabled;
        Action action;
        const char* tooltip;
    };
    const bool back = transport.can_go_back, forward = transport.can_go_forward;
    const Entry entries[] = {
        {"First", Icon::first, back, GoToPosition{0}, "To the start (Home)"},
        {"Previous phase", Icon::previous_phase, back, StepPhase{-1}, "To the phase before (↑)"},
        {"Back", Icon::back, back, Step{-1}, "One line back (←)"},
        {"Play", transport.playing ? Icon::pause : Icon::play, forward || transport.playing, Play{!transport.playing},
         "Play or pause (space)"},
        {"Step", Icon::forward, forward, Step{1}, "One line forward (→)"},
        {"Next phase", Icon::next_phase, forward, StepPhase{1}, "To the next phase (↓)"},
        {"Last", Icon::last, forward, GoToPosition{context.session.count()}, "To the end (End)"},
    };
    ImGui::SetCursorScreenPos({context.place.min.x + ui.theme.margin, context.place.min.y + 14 * ui.theme.scale});
    for (const Entry& entry : entries) {
        if (icon_button(ui, entry.name, entry.icon, {.size = size, .enabled = entry.enabled, .tooltip = entry.tooltip}))
            context.actions.push_back(entry.action);
        ImGui::SameLine(0, 4 * ui.theme.scale);
    }
    ImGui::SetCursorScreenPos({context.place.min.x + ui.theme.margin, context.place.min.y + 54 * ui.theme.scale});
    wrapped_text(ui, transport.where, {.font = ui.fonts.small, .color = ui.theme.dim}, 7 * (icon + 4 * ui.theme.scale));
}

struct Track {
    float left, width, top, height;
    int count;
    float x_of(int event) const {
        return std::round(left + width * static_cast<float>(event) / static_cast<float>(count));
    }
    // Between the gaps to both neighbours.
    float cell_width(const Ui& ui, int event) const { return x_of(event + 1) - x_of(event) - 2 * ui.theme.scale; }
};

bool has_layer(const std::string& name) { return name.size() > 2 && name.back() == ']'; }

enum class Names { on_one_line, on_two_lines, upwards };

// How all names of a strip are written.
struct Lettering {
    Names layered = Names::on_one_line;  // those with a layer
    ImFont* font = nullptr;              // of what stands on one line
};

struct Split {
    std::string symbol, layer;
};
Split split_name(const std::string& name) {
    const std::size_t open = name.rfind('[');
    return {name.substr(0, open), name.substr(open + 1, name.size() - open - 2)};
}

// The cell and the gaps to both neighbours.
bool has_room_on_two_lines(const Ui& ui, float cell, const std::string& name) {
    return text_width(ui, split_name(name).symbol, ui.fonts.tiny) <= cell + 2 * ui.theme.scale;
}

// "dW[2]" as dW over 2.
void draw_on_two_lines(Ui& ui, const Rect& cell, const std::string& name, Color ink) {
    const auto [symbol, layer] = split_name(name);
    const TextStyle style{.font = ui.fonts.tiny, .color = ink};
    const float line = font_size(ui.fonts.tiny), middle = cell.center().y;
    text_in(ui, {{cell.min.x, middle - line}, {cell.max.x, middle}}, {0.5F, 0.5F}, symbol, style);
    text_in(ui, {{cell.min.x, middle}, {cell.max.x, middle + line}}, {0.5F, 0.5F}, layer, style);
}

bool has_room_upwards(const Ui& ui, const Rect& cell) {
    const float around_letters = 3 * ui.theme.scale;  // of a line's height
    return font_size(ui.fonts.tiny) - around_letters <= cell.width();
}

bool has_room_on_one_line(const Ui& ui, float cell, const std::string& name, ImFont* font) {
    return text_width(ui, name, font) < cell - 2 * ui.theme.scale;
}

// If many names with a layer have no room on one line, all of them stand on two, or, where that is too narrow for one,
// upwards; if few, these alone.
Names layered_names(const Ui& ui, const StripView& strip, const Track& track) {
    int names = 0, too_long = 0, too_long_for_two = 0;
    for (const StripGroup& group : strip.groups)
        for (const StripEvent& event : group.events) {
            if (!has_layer(event.name)) continue;
            const float cell = track.cell_width(ui, event.event);
            ++names;
            too_long += has_room_on_one_line(ui, cell, event.name, ui.fonts.tiny) ? 0 : 1;
            too_long_for_two += has_room_on_two_lines(ui, cell, event.name) ? 0 : 1;
        }
    if (4 * too_long <= names) return Names::on_one_line;
    return too_long_for_two > 0 ? Names::upwards : Names::on_two_lines;
}

bool is_on_one_line(const Ui& ui, float cell, const std::string& name, Names layered) {
    return (layered == Names::on_one_line || !has_layer(name)) && has_room_on_one_line(ui, cell, name, ui.fonts.tiny);
}

// What stands on one line is of one size: the larger one only if that has room everywhere.
Lettering lettering_of(const Ui& ui, const StripView& strip, const Track& track) {
    Lettering lettering{layered_names(ui, strip, track), ui.fonts.small};
    for (const StripGroup& group : strip.groups)
        for (const StripEvent& event : group.events) {
            const float cell = track.cell_width(ui, event.event);
            if (is_on_one_line(ui, cell, event.name, lettering.layered) &&
                !has_room_on_one_line(ui, cell, event.name, ui.fonts.small))
                lettering.font = ui.fonts.tiny;
        }
    return lettering;
}

// Gives false where the cell has no room for it in any way.
bool draw_name(Ui& ui, const Rect& cell, const std::string& name, const Lettering& lettering, Color ink) {
    const bool layered = has_layer(name);
    if (is_on_one_line(ui, cell.width(), name, lettering.layered))
        text_in(ui, cell, {0.5F, 0.5F}, name, {.font = lettering.font, .color = ink});
    else if (lettering.layered != Names::upwards && layered && has_room_on_two_lines(ui, cell.width(), name))
        draw_on_two_lines(ui, cell, name, ink);
    else if (has_room_upwards(ui, cell))
        text_upwards(ui, {{cell.min.x, cell.min.y + ui.theme.scale}, {cell.max.x, cell.max.y - ui.theme.scale}}, name,
                     {.font = ui.fonts.tiny, .color = ink});
    else
        return false;
    return true;
}

// At least the current event has its name, below its cell.
void draw_name_below(Ui& ui, const Rect& cell, const std::string& name, const Track& track, Color color) {
    const float half = text_width(ui, name, ui.fonts.small) / 2;
    const float middle = std::clamp(cell.center().x, track.left + half, track.left + track.width - half);
    text_at(ui, {middle - half, cell.max.y + 2 * ui.theme.scale}, name, {.font = ui.fonts.small, .color = color});
}

void draw_group(PanelContext& context, const StripGroup& group, const Track& track, const Lettering& lettering) {
    Ui& ui = context.ui;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Color color = phase_color(ui.theme, group.phase);
    const float gap = ui.theme.scale;
    const float left = track.x_of(group.events.front().event), right = track.x_of(group.events.back().event + 1);
    list->AddRectFilled({left + gap, track.top - 5 * gap}, {right - gap, track.top - 3 * gap}, color);
    for (const StripEvent& event : group.events) {
        const Rect cell{{track.x_of(event.event) + gap, track.top},
                        {track.x_of(event.event + 1) - gap, track.top + track.height}};
        const float strength = event.moment == Moment::current ? 1.0F : event.moment == Moment::done ? 0.5F : 0.16F;
        list->AddRectFilled(cell.min, cell.max, faded(color, strength));
        const Color wanted = event.moment == Moment::current ? ui.theme.background : ui.theme.text;
        const Color ink = legible(wanted, mix(ui.theme.background, color, strength));
        if (!draw_name(ui, cell, event.name, lettering, ink) && event.moment == Moment::current)
            draw_name_below(ui, cell, event.name, track, color);
    }
}

// A title begins where its phase does, or after the one before if that reaches so far. One that would push the next one
// out of its phase is left out.
void draw_titles(Ui& ui, const StripView& strip, const Track& track) {
    const float gap = ui.theme.scale, top = track.top - 10 * gap - font_size(ui.fonts.small);
    const auto end_of = [&](std::size_t group) {
        return group < strip.groups.size() ? track.x_of(strip.groups[group].events.back().event + 1) - gap
                                           : track.left + track.width;
    };
    const auto width_of = [&](std::size_t group) {
        return group < strip.groups.size() ? text_width(ui, strip.groups[group].title, ui.fonts.small) : 0;
    };
    float free = track.left;
    for (std::size_t i = 0; i < strip.groups.size(); ++i) {
        const StripGroup& group = strip.groups[i];
        const float left = std::max(free, track.x_of(group.events.front().event) + gap), right = left + width_of(i);
        const bool stays_within = right <= end_of(i);
        if (!stays_within && right + ui.theme.gap + width_of(i + 1) > end_of(i + 1)) continue;
        text_at(ui, {left, top}, group.title, {.font = ui.fonts.small, .color = phase_color(ui.theme, group.phase)});
        free = right + ui.theme.gap;
    }
}

// A flag over the end of each event that has a bookmark: there the playhead stands when one goes to it.
void draw_flags(PanelContext& context, const Track& track) {
    const float scale = context.ui.theme.scale;
    for (const BookmarkView& bookmark : bookmark_views(context.session)) {
        if (!bookmark.position) continue;
        const float x = track.x_of(*bookmark.position), middle = track.top - 4 * scale;
        draw_icon(ImGui::GetWindowDrawList(), Icon::bookmark, {x, middle}, 9 * scale, context.ui.theme.accent);
    }
}

void draw_track(PanelContext& context, const StripView& strip) {
    Ui& ui = context.ui;
    const float scale = ui.theme.scale;
    const float left = context.place.min.x + ui.theme.margin + 7 * 34 * scale + 2 * ui.theme.margin;
    const Track track{left, context.place.max.x - ui.theme.margin - left, context.place.min.y + 36 * scale, 44 * scale,
                      strip.count};
    const Lettering lettering = lettering_of(ui, strip, track);
    for (const StripGroup& group : strip.groups) draw_group(context, group, track, lettering);
    draw_titles(ui, strip, track);
    const Rect area{{track.left, track.top - 6 * scale}, {track.left + track.width, track.top + track.height}};
    const Hit hit = hit_area(ui, "events", area);
    const int under =
        std::clamp(static_cast<int>(hit.mouse.x / track.width * static_cast<float>(strip.count)), 0, strip.count - 1);
    if (hit.hovered || hit.held) {
        for (const StripGroup& group : strip.groups)
            for (const StripEvent& event : group.events)
                if (event.event == under)
                    tooltip(ui, event.name + (event.version ? ", version " + std::to_string(event.version) : "") +
                                    ", " + group.title);
    }
    if (hit.held && context.session.position != under + 1)
        context.actions.push_back(GoToPosition{under + 1, !ImGui::IsMouseClicked(0)});
    draw_flags(context, track);
    // The playhead stands behind what has happened.
    const float x = std::round(track.x_of(strip.position));
    ImGui::GetWindowDrawList()->AddRectFilled({x - scale, track.top - 8 * scale},
                                              {x + scale, track.top + track.height + 4 * scale}, ui.theme.text);
}

}  // namespace

void draw_strip(PanelContext& context) {
    begin_panel(context.ui, "strip", context.place, {.scroll = false, .border_top = true, .padding = 0});
    draw_transport(context, transport_view(context.session));
    const StripView strip = strip_view(context.session);
    if (strip.count > 0) draw_track(context, strip);
    end_panel(context.ui);
}

}  // namespace backstep
