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
    wrapped_text(ui, transport.where, {.font = ui.fonts.small, .color = ui.theme.dim},
                 7 * (icon + 4 * ui.theme.scale));
}

struct Track {
    float left, width, top, height;
    int count;
    float x_of(int event) const {
        return std::round(left + width * static_cast<float>(event) / static_cast<float>(count));
    }
};

bool has_layer(const std::string& name) { return name.size() > 2 && name.back() == ']'; }

enum class Names { on_one_line, on_two_lines, upwards };

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

// If many names with a layer have no room on one line, all of them stand on two, or, where that is too narrow for one,
// upwards; if few, these alone.
Names names_of(const Ui& ui, const StripView& strip, const Track& track) {
    int names = 0, too_long = 0, too_long_for_two = 0;
    for (const StripGroup& group : strip.groups)
        for (const StripEvent& event : group.events) {
            if (!has_layer(event.name)) continue;
            const float cell = track.x_of(event.event + 1) - track.x_of(event.event) - 2 * ui.theme.scale;
            ++names;
            too_long += text_width(ui, event.name, ui.fonts.tiny) > cell - 2 * ui.theme.scale ? 1 : 0;
            too_long_for_two += has_room_on_two_lines(ui, cell, event.name) ? 0 : 1;
        }
    if (4 * too_long <= names) return Names::on_one_line;
    return too_long_for_two > 0 ? Names::upwards : Names::on_two_lines;
}

// Gives false where the cell has no room for it in any way.
bool draw_name(Ui& ui, const Rect& cell, const std::string& name, Names names, Color ink) {
    const auto has_room = [&](ImFont* font) { return text_width(ui, name, font) < cell.width() - 2 * ui.theme.scale; };
    const bool layered = has_layer(name);
    if (has_room(ui.fonts.tiny) && (names == Names::on_one_line || !layered))
        text_in(ui, cell, {0.5F, 0.5F}, name,
                {.font = has_room(ui.fonts.small) ? ui.fonts.small : ui.fonts.tiny, .color = ink});
    else if (names != Names::upwards && layered && has_room_on_two_lines(ui, cell.width(), name))
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

void draw_group(PanelContext& context, const StripGroup& group, const Track& track, Names names) {
    Ui& ui = context.ui;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Color color = phase_color(ui.theme, group.phase);
    const float gap = ui.theme.scale;
    const float left = track.x_of(group.events.front().event), right = track.x_of(group.events.back().event + 1);
    list->AddRectFilled({left + gap, track.top - 5 * gap}, {right - gap, track.top - 3 * gap}, color);
    ImGui::SetCursorScreenPos({left + gap, track.top - 7 * gap - font_size(ui.fonts.small) - 3 * gap});
    if (text_width(ui, group.title, ui.fonts.small) < right - left - 2 * gap)
        clipped_text(ui, group.title, right - left - 2 * gap, {.font = ui.fonts.small, .color = color});
    for (const StripEvent& event : group.events) {
        const Rect cell{{track.x_of(event.event) + gap, track.top},
                        {track.x_of(event.event + 1) - gap, track.top + track.height}};
        const float strength = event.moment == Moment::current ? 1.0F : event.moment == Moment::done ? 0.5F : 0.16F;
        list->AddRectFilled(cell.min, cell.max, faded(color, strength));
        const Color wanted = event.moment == Moment::current ? ui.theme.background : ui.theme.text;
        const Color ink = legible(wanted, mix(ui.theme.background, color, strength));
        if (!draw_name(ui, cell, event.name, names, ink) && event.moment == Moment::current)
            draw_name_below(ui, cell, event.name, track, color);
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
    const Names names = names_of(ui, strip, track);
    for (const StripGroup& group : strip.groups) draw_group(context, group, track, names);
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
