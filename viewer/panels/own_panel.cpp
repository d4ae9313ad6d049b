// A network and images of the reader's own: what they are, checked while they are typed.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/math/error.h"
#include "engine/network/activation.h"
#include "engine/network/initialisation.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"
#include "viewer/widgets/typing.h"

namespace backstep {
namespace {

constexpr float width_of_card = 560, height_of_card = 505;

// Lays out fields, one or two in a line, each with its name above it.
class Form {
public:
    Form(Ui& ui, const Rect& inside, float top) : ui_(ui), inside_(inside), y_(top) {}

    // Calls draw(width) where the field of this name is to be: in the left half, the right half, or the whole line.
    template <class Draw>
    void left(const char* name, const Draw& draw) {
        field(name, inside_.min.x, half(), draw);
    }
    template <class Draw>
    void right(const char* name, const Draw& draw) {
        field(name, inside_.max.x - half(), half(), draw);
        next();
    }
    template <class Draw>
    void whole(const char* name, const Draw& draw) {
        field(name, inside_.min.x, inside_.width(), draw);
        next();
    }
    float y() const { return y_; }

private:
    float half() const { return std::floor((inside_.width() - ui_.theme.margin) / 2); }
    void next() { y_ += 18 * ui_.theme.scale + ImGui::GetFrameHeight() + ui_.theme.gap; }

    template <class Draw>
    void field(const char* name, float x, float width, const Draw& draw) {
        text_at(ui_, {x, y_}, name, {.font = ui_.fonts.small, .color = ui_.theme.dim});
        ImGui::SetCursorScreenPos({x, y_ + 18 * ui_.theme.scale});
        draw(width);
    }

    Ui& ui_;
    Rect inside_;
    float y_;
};

void draw_choice(Ui& ui, const char* label, const std::vector<std::string>& names, std::string& chosen, float width) {
    int selected = static_cast<int>(std::find(names.begin(), names.end(), chosen) - names.begin());
    std::vector<std::string> labels = names;
    for (std::string& one : labels) std::replace(one.begin(), one.end(), '_', ' ');
    if (choice(ui, label, labels, selected, width)) chosen = names[static_cast<std::size_t>(selected)];
}

// True when Enter was pressed in one of them.
bool draw_fields(Ui& ui, Form& form, OwnState& state) {
    TrainOptions& o = state.options;
    bool entered = false;
    form.whole("Images", [&](float width) {
        const std::string before = state.folder;
        if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
        entered |= input(ui, "##folder", state.folder, width,
                         "a folder of IDX files or of a train.csv; empty: those of the lessons");
        if (state.folder != before) state.error.clear();
    });
    form.whole("Layers, from the pixels to the classes",
               [&](float width) { entered |= input(ui, "##layers", o.layers, width, "784,128,10"); });
    form.left("Activation",
              [&](float width) { draw_choice(ui, "##activation", activation_names(), o.activation, width); });
    form.right("Weights at the start",
               [&](float width) { draw_choice(ui, "##init", initialisation_names(), o.init, width); });
    form.left("Optimizer", [&](float width) { draw_choice(ui, "##optimizer", optimizer_names(), o.optimizer, width); });
    form.right("Learning rate", [&](float width) {
        entered |= input(ui, "##rate", state.rate, width, o.optimizer == "adam" ? "0.001" : "0.1");
    });
    form.left("Images in a batch", [&](float width) { input(ui, "##batch", o.batch, width); });
    form.right("Epochs", [&](float width) { input(ui, "##epochs", o.epochs, width); });
    form.left("Images to train, 0: all that are left", [&](float width) { input(ui, "##train", o.train, width); });
    form.right("Images to validate", [&](float width) { input(ui, "##validation", o.validation, width); });
    return entered;
}

// Throws InputError for what is no number.
TrainOptions options_of(const OwnState& state) {
    TrainOptions options = state.options;
    options.learning_rate.reset();
    if (state.rate.empty()) return options;
    double rate = 0;
    const char* const end = state.rate.data() + state.rate.size();
    const auto [stop, error] = std::from_chars(state.rate.data(), end, rate);
    if (error != std::errc() || stop != end)
        throw InputError("learning rate", "'" + state.rate + "' is no number", "type it like 0.01");
    options.learning_rate = rate;
    return options;
}

// How many numbers will be learned, or what is wrong.
std::string verdict(const OwnState& state, bool& good) {
    good = false;
    try {
        const std::vector<int> layers = plan_of(options_of(state)).network.layers;
        long parameters = 0;
        for (std::size_t l = 1; l < layers.size(); ++l)
            parameters += static_cast<long>(layers[l]) * (layers[l - 1] + 1);
        good = true;
        return fmt::format("{} weights and biases to learn", parameters);
    } catch (const InputError& error) {
        return error.what();
    }
}

// While the images are read: of which folder, and that it goes on.
void draw_reading(Ui& ui, const OwnState& state, const Rect& inside, float top) {
    const std::string what =
        state.folder.empty() ? "Reading the images of the lessons …" : "Reading the images in " + state.folder + " …";
    ImGui::SetCursorScreenPos({inside.min.x, top});
    clipped_text(ui, what, inside.width(), {.font = ui.fonts.small, .color = ui.theme.text});
    const float high = 3 * ui.theme.scale, y = std::round(top + font_size(ui.fonts.small) + 8 * ui.theme.scale);
    const float part = inside.width() / 4, room = inside.width() - part;
    const auto place = static_cast<float>(0.5 - 0.5 * std::cos(ui.seconds * 2.5));
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled({inside.min.x, y}, {inside.max.x, y + high}, ui.theme.raised);
    const float left = std::round(inside.min.x + room * place);
    list->AddRectFilled({left, y}, {left + part, y + high}, ui.theme.accent);
    ui.animating = true;
}

void draw_words(Ui& ui, const OwnState& state, const std::string& said, bool good, const Rect& inside, float top) {
    const std::string& words = good && !state.error.empty() ? state.error : said;
    const bool wrong = !good || !state.error.empty();
    ImGui::SetCursorScreenPos({inside.min.x, top});
    wrapped_text(ui, words, {.font = ui.fonts.small, .color = wrong ? ui.theme.warning : ui.theme.dim}, inside.width());
}

// The last line: what is wrong, what it will be, or that it is on its way; then the buttons. Enter in a field of text
// opens it, too.
void draw_end(PanelContext& context, const Rect& inside, float top, bool entered) {
    Ui& ui = context.ui;
    OwnState& state = context.state.own;
    const bool reading = context.session.own != nullptr;
    bool good = false;
    const std::string said = verdict(state, good);
    if (reading)
        draw_reading(ui, state, inside, top);
    else
        draw_words(ui, state, said, good, inside, top);
    const ImVec2 size{110 * ui.theme.scale, 0};
    const float y = inside.max.y - ImGui::GetFrameHeight();
    ImGui::SetCursorScreenPos({inside.max.x - 2 * size.x - ui.theme.gap, y});
    if (button(ui, "Cancel", {.size = size})) state.open = false;
    ImGui::SetCursorScreenPos({inside.max.x - size.x, y});
    const bool ready = good && !reading;
    if (button(ui, "Open it", {.size = size, .enabled = ready, .selected = ready}) || (entered && ready))
        context.actions.push_back(BeginOwn{{options_of(state), state.folder}});
}

}  // namespace

void draw_own(PanelContext& context) {
    Ui& ui = context.ui;
    const bool in_list = list_is_open();  // Escape is for it
    const float scale = ui.theme.scale;
    const ImVec2 size{std::min(width_of_card * scale, context.place.width() - 2 * ui.theme.margin),
                      std::min(height_of_card * scale, context.place.height() - 2 * ui.theme.margin)};
    const ImVec2 middle = context.place.center();
    const ImVec2 corner{std::round(middle.x - size.x / 2), std::round((context.place.height() - size.y) * 0.4F)};
    const Rect card{corner, {corner.x + size.x, corner.y + size.y}};
    begin_panel(ui, "own", context.place, {.scroll = false, .above = true, .padding = 0});
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(context.place.min, context.place.max, with_alpha(ui.theme.background, 0.55F));
    list->AddRectFilled(card.min, card.max, ui.theme.panel, ui.theme.rounding);
    list->AddRect(card.min, card.max, ui.theme.accent, ui.theme.rounding);
    const float pad = 2 * ui.theme.margin;
    const Rect inside{{card.min.x + pad, card.min.y + pad}, {card.max.x - pad, card.max.y - pad}};
    text_at(ui, inside.min, "A network of your own", {.font = ui.fonts.heading});
    Form form(ui, inside, inside.min.y + 38 * scale);
    begin_disabled(ui, context.session.own != nullptr);
    const bool entered = draw_fields(ui, form, context.state.own);
    end_disabled(ui);
    draw_end(context, inside, form.y(), entered);
    end_panel(ui);
    if (key_pressed(Key::escape) && !in_list) context.state.own.open = false;
    if (context.state.own.open) return;
    if (context.session.own) context.actions.push_back(LeaveOwn{});
    stop_typing();
    ui.animating = true;  // what stood behind is seen again
}

}  // namespace backstep
