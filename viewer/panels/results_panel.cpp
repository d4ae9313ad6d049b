// What the network reads in the test images: right and wrong as a square of counts, the mistakes as pictures, and any
// image closely.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/data/batches.h"
#include "engine/network/metrics.h"
#include "viewer/model/number.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/bars.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/counts.h"
#include "viewer/widgets/digit_image.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

constexpr double rest = 0.3;                // seconds that the cursor has to stay, so that moving it stays quick
constexpr double measured_a_frame = 0.004;  // seconds

const TrainingData& data_of(const PanelContext& context) { return *context.session.timelines.timeline()->plan().data; }

const Dataset& images_of(const PanelContext& context) {
    const TrainingData& data = data_of(context);
    const Dataset* sets[] = {&data.test, &data.train, &data.validation};
    return *sets[context.state.results.set];
}

// Measures the network at the cursor, once that has come to rest.
void measure(PanelContext& context) {
    ResultsState& state = context.state.results;
    Results& results = state.results;
    const NetworkMoment moment = network_moment(context.session);
    if (!results.measures(moment)) {
        if (!(state.seen == moment)) state.since = context.ui.seconds;
        state.seen = moment;
        if (context.ui.seconds - state.since >= rest || !results.view())
            results.begin(context.session);
        else
            context.ui.animating = true;
    }
    results.go_on(*context.session.compute, measured_a_frame);
    if (results.measuring()) context.ui.animating = true;
}

void list(ResultsState& state, std::optional<LabelAndClass> cell) {
    const ResultsView& view = *state.results.view();
    state.cell = cell;
    state.list = listed(view, cell);
    state.title = list_title(view, cell, state.list.size());
    state.listed_of = state.results.count();
}

void choose(ResultsState& state, int set, int index) {
    state.set = set;
    state.index = index;
    state.read_of = -1;
}

// What the network says about the image that is looked at closely.
void read_chosen(PanelContext& context) {
    ResultsState& state = context.state.results;
    if (state.read_of == state.results.count()) return;
    state.read_of = state.results.count();
    if (state.index < 0) state.index = state.set == 0 && !state.list.empty() ? state.list.front().index : 0;
    const Dataset& images = images_of(context);
    state.read.reset();
    if (state.index >= images.count) return;
    const auto pixels = std::span(images.image(state.index), static_cast<std::size_t>(images.pixels()));
    state.probabilities = state.results.read(*context.session.compute, pixels);
    Matrix A(static_cast<int>(state.probabilities.size()), 1);
    A.values = state.probabilities;
    const int prediction = predictions(A).front();
    state.read =
        ReadImage{state.index, images.labels[static_cast<std::size_t>(state.index)], prediction, A(prediction, 0)};
}

HeatmapResult picture(PanelContext& context, const char* name, const Dataset& images, int index, float size) {
    HeatmapStyle style;
    style.grey = true;
    style.max = 255;
    style.digits = false;
    return heatmap(context.ui, name, image_matrix(images, index), image_box(images.rows, images.cols, size), style);
}

// How many are right, of which network, and how to get to the last one.
void draw_summary(PanelContext& context) {
    Ui& ui = context.ui;
    const ResultsState& state = context.state.results;
    const ResultsView& view = *state.results.view();
    const auto count = static_cast<double>(view.images.size());
    text(ui,
         fmt::format("{} of {} test images are right: {}", view.right, view.images.size(), percent(view.right / count)),
         {.font = ui.fonts.bold});
    std::string where = "by the network " + view.where;
    if (state.results.measuring())
        where += fmt::format("; reading on, {:.0f}%", state.results.share() * 100);
    else if (!state.results.measures(network_moment(context.session)))
        where += "; the cursor has moved on";
    text(ui, where, {.font = ui.fonts.small, .color = ui.theme.dim});
    if (const std::optional<Position> end = end_of_training(context.session)) {
        same_line_if_fits(text_width(ui, "to the end of the training", ui.fonts.small), 2 * ui.theme.gap);
        push_font(ui.fonts.small);
        if (link(ui, "to the end of the training")) context.actions.push_back(GoToMoment{*end});
        ImGui::PopFont();
    }
}

// Gives the width of it.
float draw_counts(PanelContext& context, ImVec2 size) {
    Ui& ui = context.ui;
    ResultsState& state = context.state.results;
    const ResultsView& view = *state.results.view();
    std::optional<Cell> selected;
    if (state.cell) selected = Cell{state.cell->label, state.cell->prediction};
    const CountsResult result =
        counts_square(ui, "confusion matrix", "label ↓   read as →", view.confusion, size, selected);
    if (result.hovered) {
        const auto [label, prediction] = *result.hovered;
        const std::vector<ReadImage> images = listed(view, LabelAndClass{label, prediction});
        const std::string of = list_title(view, LabelAndClass{label, prediction}, images.size());
        tooltip(ui, of.substr(0, of.find(',')) + "\nclick to see them");
    }
    if (!result.clicked) return result.rect.width();
    const LabelAndClass cell{result.clicked->row, result.clicked->col};
    list(state, state.cell == cell ? std::nullopt : std::optional(cell));
    if (!state.list.empty()) choose(state, 0, state.list.front().index);
    return result.rect.width();
}

// Which image: a list of sets and a field for its number.
void draw_choice(PanelContext& context, float width) {
    Ui& ui = context.ui;
    ResultsState& state = context.state.results;
    std::vector<std::string> sets{"test image", "training image"};
    if (data_of(context).validation.count > 0) sets.push_back("validation image");
    const float field = std::min(74 * ui.theme.scale, width * 0.4F), left = width - field - ui.theme.gap;
    if (left < text_width(ui, sets.back()) + 2 * ImGui::GetFrameHeight())
        for (std::string& name : sets) name.resize(name.find(' '));
    int set = state.set, index = state.index;
    if (choice(ui, "##which images", sets, set, left)) choose(state, set, 0);
    ImGui::SameLine(0, ui.theme.gap);
    if (input(ui, "##image number", index, field)) choose(state, set, std::max(0, index));
    if (ImGui::IsItemHovered() && !ImGui::IsItemActive())
        tooltip(ui, fmt::format("the number of the image, 0 to {}", images_of(context).count - 1));
}

void step_through(PanelContext& context, const ReadImage& read) {
    const char* const sets[] = {"test image", "training image", "validation image"};
    const Dataset& images = images_of(context);
    const std::uint8_t* const pixels = images.image(read.index);
    context.actions.push_back(StepImage{{pixels, pixels + images.pixels()},
                                        read.label,
                                        fmt::format("{} {}", sets[context.state.results.set], read.index)});
}

void draw_chosen(PanelContext& context, const Rect& place) {
    Ui& ui = context.ui;
    ResultsState& state = context.state.results;
    const float scale = ui.theme.scale;
    ImGui::SetCursorScreenPos(place.min);
    read_chosen(context);
    draw_choice(context, place.width());
    read_chosen(context);  // what has just been chosen
    const float top = std::round(ImGui::GetItemRectMax().y + ui.theme.gap);
    if (!state.read) {
        ImGui::SetCursorScreenPos({place.min.x, top});
        return wrapped_text(
            ui, fmt::format("There is no such image: their numbers go from 0 to {}.", images_of(context).count - 1),
            {.color = ui.theme.warning}, place.width());
    }
    const ReadImage& read = *state.read;
    const float button_width = text_width(ui, "Step") + 2 * ImGui::GetStyle().FramePadding.x;
    const float beside = 2 * ui.theme.gap + text_width(ui, "read as 0", ui.fonts.small) + button_width;
    const float wanted = (place.max.y - top < 260 * scale ? 56 : 112) * scale;
    const float size = std::clamp(std::floor(place.width() - beside), 28 * scale, wanted);
    ImGui::SetCursorScreenPos({place.min.x, top});
    picture(context, "chosen image", images_of(context), read.index, size);
    const float x = place.min.x + size + 1.5F * ui.theme.gap;
    float y = text_at(ui, {x, top}, fmt::format("a {}", read.label), {.font = ui.fonts.heading}).max.y;
    const Color color = read.right() ? ui.theme.text : ui.theme.warning;
    const std::string read_as = fmt::format("read as {}", read.prediction);
    y = text_at(ui, {x, y}, read_as, {.font = ui.fonts.small, .color = color}).max.y;
    const Rect said =
        text_at(ui, {x, y}, probability_text(read.probability), {.font = ui.fonts.small, .color = ui.theme.dim});
    const float widest = text_width(ui, read_as, ui.fonts.small);
    const bool fits = x + widest + ui.theme.gap + button_width <= place.max.x;
    float bars = std::max(top + size, said.max.y) + ui.theme.gap;
    ImGui::SetCursorScreenPos(fits ? ImVec2{place.max.x - button_width, top} : ImVec2{place.min.x, bars});
    if (button(ui, "Step", {.tooltip = "Step through the network with this image"})) step_through(context, read);
    if (!fits) bars = ImGui::GetItemRectMax().y + ui.theme.gap;
    probability_bars(ui, "probabilities", state.probabilities, {{place.min.x, bars}, place.max}, read.label);
}

void draw_tile(PanelContext& context, const ReadImage& image, ImVec2 corner, float size) {
    Ui& ui = context.ui;
    ResultsState& state = context.state.results;
    ImGui::SetCursorScreenPos(corner);
    const std::string name = fmt::format("test image {}", image.index);
    const HeatmapResult result = picture(context, name.c_str(), data_of(context).test, image.index, size);
    if (state.set == 0 && state.index == image.index)
        ImGui::GetWindowDrawList()->AddRect(result.rect.min, result.rect.max, ui.theme.accent, 0, 0,
                                            2 * ui.theme.scale);
    if (result.hovered)
        tooltip(ui, fmt::format("test image {}: a {}, read as {} with {}", image.index, image.label, image.prediction,
                                probability_text(image.probability)));
    if (result.clicked) choose(state, 0, image.index);
    const float y = corner.y + size + 2 * ui.theme.scale;
    const Rect below{{corner.x, y}, {corner.x + size, y + font_size(ui.fonts.small) + 2 * ui.theme.scale}};
    const std::string read_as = fmt::format("{}→{}", image.label, image.prediction);
    text_in(ui, below, {0, 0}, read_as,
            {.font = ui.fonts.small, .color = image.right() ? ui.theme.text : ui.theme.warning});
    const std::string sure =
        std::isfinite(image.probability) ? fmt::format("{:.0f}%", std::floor(image.probability * 100)) : "NaN";
    if (text_width(ui, read_as + " " + sure, ui.fonts.small) <= size)
        text_in(ui, below, {1, 0}, sure, {.font = ui.fonts.small, .color = ui.theme.dim});
}

// Only those in sight are drawn: an untrained network makes thousands of mistakes.
void draw_list(PanelContext& context) {
    Ui& ui = context.ui;
    ResultsState& state = context.state.results;
    clipped_text(ui, state.title, ImGui::GetContentRegionAvail().x - (state.cell ? 110 : 0) * ui.theme.scale,
                 {.font = ui.fonts.bold});
    if (state.cell) {
        ImGui::SameLine(0, 2 * ui.theme.gap);
        if (link(ui, "all mistakes")) list(state, std::nullopt);
    }
    begin_scroll(ui, "mistakes", {0, 0});
    const float size = 56 * ui.theme.scale, gap = ui.theme.gap;
    const float high = size + font_size(ui.fonts.small) + 5 * ui.theme.scale + gap / 2;
    const auto count = static_cast<int>(state.list.size());
    const int across = std::max(1, static_cast<int>((ImGui::GetContentRegionAvail().x + gap) / (size + gap)));
    const int lines = (count + across - 1) / across;
    const ImVec2 at = ImGui::GetCursorScreenPos(), corner{at.x + ui.theme.hairline, at.y};  // room for frames
    const float scrolled = ImGui::GetScrollY();
    const int first = static_cast<int>(scrolled / high);
    const int end = std::min(lines, static_cast<int>((scrolled + ImGui::GetWindowHeight()) / high) + 1);
    for (int i = first * across; i < std::min(count, end * across); ++i)
        draw_tile(context, state.list[static_cast<std::size_t>(i)],
                  {corner.x + static_cast<float>(i % across) * (size + gap),
                   corner.y + static_cast<float>(i / across) * high + 2},
                  size);
    ImGui::SetCursorScreenPos({corner.x, corner.y + static_cast<float>(lines) * high});
    ImGui::Dummy({1, 1});
    end_scroll(ui);
}

void draw_measured(PanelContext& context) {
    Ui& ui = context.ui;
    ResultsState& state = context.state.results;
    if (state.listed_of != state.results.count()) list(state, state.cell);
    draw_summary(context);
    ImGui::Dummy({1, ui.theme.gap / 2});
    const ImVec2 corner = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
    const float size = std::min({room.x * 0.55F, room.y * 0.58F, 420 * ui.theme.scale});
    const float wide = draw_counts(context, {std::max(size, std::min(room.x * 0.66F, 420 * ui.theme.scale)), size});
    const float bottom = ImGui::GetCursorScreenPos().y - ui.theme.gap / 2;
    const float left = std::round(corner.x + std::max(size, wide) + 2 * ui.theme.gap);
    const float right = std::min(corner.x + room.x, left + 340 * ui.theme.scale);
    draw_chosen(context, {{left, corner.y}, {right, bottom}});
    ImGui::SetCursorScreenPos({corner.x, bottom + ui.theme.gap});
    draw_list(context);
}

}  // namespace

void draw_results(PanelContext& context) {
    Ui& ui = context.ui;
    ResultsState& state = context.state.results;
    if (const auto& data = context.session.timelines.timeline()->plan().data; state.data != data) {
        state = {};
        state.data = data;
    }
    begin_panel(ui, "results", context.place, {.scroll = false, .border_left = true});
    if (data_of(context).test.count == 0)
        wrapped_text(ui, "There are no test images, so there is nothing to count.", {.color = ui.theme.dim});
    else {
        measure(context);
        if (state.results.view())
            draw_measured(context);
        else
            dim_text(ui, fmt::format("Reading the test images: {:.0f}%", state.results.share() * 100));
    }
    end_panel(ui);
}

}  // namespace backstep
