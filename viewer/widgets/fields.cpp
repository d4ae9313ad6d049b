// The widgets of controls.h that hold a value: toggles, sliders, lists, fields to type in.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"
#include "viewer/widgets/typing.h"

namespace backstep {

namespace {

Rect item_rect() { return {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()}; }

// Where on its track a value stands, 0 … 1, and back.
double fraction_of(double value, double low, double high, bool logarithmic) {
    if (!(high > low)) return 0;
    const double place = logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
    return std::clamp(place, 0.0, 1.0);
}

double value_at(double fraction, double low, double high, bool logarithmic) {
    const double place = std::clamp(fraction, 0.0, 1.0);
    return logarithmic ? low * std::pow(high / low, place) : low + (high - low) * place;
}

// A slider gives values that a person would choose: two significant digits on a logarithmic track, else hundredths of
// the range, rounded to a power of ten.
double rounded(double value, double low, double high, bool logarithmic) {
    if (value == 0) return 0;
    const double extent = logarithmic ? std::abs(value) * 0.1 : (high - low) * 0.01;
    const double step = std::pow(10, std::floor(std::log10(extent) + 1e-9));
    return std::clamp(std::round(value / step) * step, low, high);
}

// Label and value in one line, the track below. Returns the place on the track that the mouse asks for, or < 0.
double slider_track(Ui& ui, const char* label, const char* value, double fraction, float width) {
    const float line = font_size(ui.fonts.sans), thick = 4 * ui.theme.scale, radius = 7 * ui.theme.scale;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float full = width > 0 ? width : ImGui::GetContentRegionAvail().x;
    const float height = line + 2 * radius + ui.theme.gap * 0.5F;
    ImGui::InvisibleButton(label, {full, height});
    const bool held = ImGui::IsItemActive(), hovered = ImGui::IsItemHovered();
    const float top = std::round(start.y + line + ui.theme.gap * 0.5F), middle = top + radius;
    const Rect track{{start.x + radius, top}, {start.x + full - radius, top + 2 * radius}};
    note_item(ui, label, track);

    const float fade = ui.disabled ? 0.45F : 1.0F;
    const Rect title{start, {start.x + full, start.y + line}};
    text_in(ui, title, {0, 0.5F}, item_name(label), {nullptr, with_alpha(ui.theme.text, fade)});
    text_in(ui, title, {1, 0.5F}, value, {nullptr, with_alpha(ui.theme.accent, fade)});
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float grab = track.min.x + static_cast<float>(fraction) * track.width();
    list->AddRectFilled({start.x, middle - thick / 2}, {start.x + full, middle + thick / 2}, ui.theme.border,
                        thick / 2);
    list->AddRectFilled({start.x, middle - thick / 2}, {grab, middle + thick / 2}, with_alpha(ui.theme.accent, fade),
                        thick / 2);
    list->AddCircleFilled({grab, middle}, held || hovered ? radius : radius * 0.86F, ui.theme.background);
    list->AddCircleFilled({grab, middle}, (held || hovered ? radius : radius * 0.86F) - 2 * ui.theme.hairline,
                          ui.disabled ? ui.theme.dim : ui.theme.accent);
    if (!held) return -1;
    return std::clamp((ImGui::GetIO().MousePos.x - track.min.x) / track.width(), 0.0F, 1.0F);
}

template <typename Number>
std::string formatted(const char* format, Number value) {
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, value);
    return buffer.data();
}

void before_field(Ui& ui, const char* label, float width) {
    if (label[0] != '#') {
        ImGui::AlignTextToFramePadding();
        text(ui, item_name(label));
        ImGui::SameLine();
    }
    ImGui::SetNextItemWidth(width > 0 ? width : ImGui::GetContentRegionAvail().x);
}

std::string field_id(const char* label) { return "##" + item_name(label); }

}  // namespace

bool toggle(Ui& ui, const char* label, bool& on, const char* words) {
    const float height = ImGui::GetFrameHeight(), radius = std::round(height * 0.29F), pill = radius * 3.6F;
    const float label_width = text_width(ui, item_name(label));
    const bool clicked = ImGui::InvisibleButton(label, {pill + ui.theme.gap + label_width, height});
    if (clicked) on = !on;
    const Rect rect = item_rect();
    note_item(ui, label, rect);
    if (words && ImGui::IsItemHovered()) tooltip(ui, words);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float middle = std::round(rect.center().y), fade = ui.disabled ? 0.45F : 1.0F;
    const Color track = on ? ui.theme.accent : ImGui::IsItemHovered() ? ui.theme.dim : ui.theme.faint;
    list->AddRectFilled({rect.min.x, middle - radius}, {rect.min.x + pill, middle + radius}, with_alpha(track, fade),
                        radius);
    list->AddCircleFilled({on ? rect.min.x + pill - radius : rect.min.x + radius, middle},
                          radius - 2 * ui.theme.hairline, ui.theme.background);
    text_in(ui, {{rect.min.x + pill + ui.theme.gap, rect.min.y}, rect.max}, {0, 0.5F}, item_name(label),
            {nullptr, with_alpha(ui.theme.text, fade)});
    return clicked;
}

namespace {

// The row that the keys have come to in the list that is being drawn: kept with the list, begun at the chosen one.
int row_by_keys(int count, int selected, bool& moved) {
    int& row = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("row"), selected);
    const int before = row;
    if (ImGui::IsWindowAppearing()) row = selected;
    if (key_pressed(Key::up)) --row;
    if (key_pressed(Key::down)) ++row;
    if (key_pressed(Key::home)) row = 0;
    if (key_pressed(Key::end)) row = count - 1;
    row = std::clamp(row, 0, count - 1);
    moved = row != before;
    return row;
}

// The rows of an open list; the mouse and the keys share one mark.
void draw_rows(Ui& ui, std::span<const std::string> labels, int& selected) {
    const ImVec2 by = ImGui::GetIO().MouseDelta;
    bool moved = false;
    const int row = row_by_keys(static_cast<int>(labels.size()), selected, moved);
    for (int index = 0; index < static_cast<int>(labels.size()); ++index) {
        const std::string& option = labels[static_cast<std::size_t>(index)];
        if (ImGui::Selectable(option.c_str(), index == row)) selected = index;
        if (ImGui::IsItemHovered() && (by.x != 0 || by.y != 0))
            ImGui::GetStateStorage()->SetInt(ImGui::GetID("row"), index);
        if (moved && index == row) ImGui::SetScrollHereY();
        note_item(ui, option, item_rect());
    }
    if (key_pressed(Key::enter)) selected = row;
    if (key_pressed(Key::enter) || key_pressed(Key::escape)) ImGui::CloseCurrentPopup();
}

}  // namespace

bool choice(Ui& ui, const char* label, std::span<const std::string> labels, int& selected, float width) {
    before_field(ui, label, width);
    const int before = selected;
    const bool known = selected >= 0 && selected < static_cast<int>(labels.size());
    const std::string id = field_id(label), shown = known ? labels[static_cast<std::size_t>(selected)] : std::string();
    const bool open = ImGui::BeginCombo(id.c_str(), shown.c_str());
    if (!open) note_item(ui, label, item_rect());
    if (!open) return false;
    draw_rows(ui, labels, selected);
    ImGui::EndCombo();
    return selected != before;
}

bool slider(Ui& ui, const char* label, int& value, int low, int high, SliderStyle style) {
    const std::string shown = formatted(style.format ? style.format : "%d", value);
    const double place =
        slider_track(ui, label, shown.c_str(), fraction_of(value, low, high, style.logarithmic), style.width);
    if (place < 0) return false;
    const int before = value;
    value = std::clamp(static_cast<int>(std::lround(value_at(place, low, high, style.logarithmic))), low, high);
    return value != before;
}

bool slider(Ui& ui, const char* label, double& value, double low, double high, SliderStyle style) {
    const std::string shown = formatted(style.format ? style.format : "%.4g", value);
    const double place =
        slider_track(ui, label, shown.c_str(), fraction_of(value, low, high, style.logarithmic), style.width);
    if (place < 0) return false;
    const double before = value;
    value = rounded(value_at(place, low, high, style.logarithmic), low, high, style.logarithmic);
    return value != before;
}

// A value being typed lives in ImGui; ours changes once, when the field is left or Enter is pressed.
bool input(Ui& ui, const char* label, int& value, float width) {
    before_field(ui, label, width);
    int typed = value;
    ImGui::InputInt(field_id(label).c_str(), &typed, 0, 0);
    note_item(ui, label, item_rect(), true);
    if (!ImGui::IsItemDeactivatedAfterEdit() || typed == value) return false;
    value = typed;
    return true;
}

bool input(Ui& ui, const char* label, double& value, float width) {
    before_field(ui, label, width);
    double typed = value;
    ImGui::InputDouble(field_id(label).c_str(), &typed, 0, 0, "%.6g");
    note_item(ui, label, item_rect(), true);
    if (!ImGui::IsItemDeactivatedAfterEdit() || typed == value) return false;
    value = typed;
    return true;
}

bool input(Ui& ui, const char* label, std::string& value, float width, const char* hint) {
    before_field(ui, label, width);
    std::array<char, 4096> buffer{};  // as long as a path may be
    std::copy_n(value.begin(), std::min(value.size(), buffer.size() - 1), buffer.begin());
    // Who comes to a field types over what stands in it.
    const int flags = ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll;
    const bool entered =
        ImGui::InputTextWithHint(field_id(label).c_str(), hint ? hint : "", buffer.data(), buffer.size(), flags);
    note_item(ui, label, item_rect(), true);
    value = buffer.data();
    if (entered) stop_typing();
    return entered;
}

}  // namespace backstep
