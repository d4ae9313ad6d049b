// The loss as a landscape, and the way of each racer through it.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

#include "engine/math/error.h"
#include "viewer/model/number.h"
#include "viewer/panels/race_parts.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/heatmap.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

constexpr int losses_a_frame = 8;  // some milliseconds

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// Those whose ways can be drawn. While they race, one that has not begun yet is waited for.
TrainingWays::Trainings who_has_a_way(const Session& session) {
    TrainingWays::Trainings who;
    for (const int racer : racers(session)) {
        const auto& timeline = session.timelines.all[at(racer)].timeline;
        if (!timeline->diverged_at() && (session.timelines.racing || timeline->trained() > 0)) who.push_back(timeline);
    }
    return who;
}

// While they race, their ways are watched; when they rest, the loss around the ways is found. Both begin anew with
// other racers, or when these have come farther.
void begin(PanelContext& context) {
    RaceState& state = context.state.race;
    const Timelines& timelines = context.session.timelines;
    const TrainingWays::Trainings who = who_has_a_way(context.session);
    std::vector<long> trained;
    for (const auto& timeline : who) trained.push_back(timelines.racing ? 0 : timeline->trained());
    const bool watched = state.ways && state.ways->trainings() == who;
    if (timelines.racing
            ? watched
            : timelines.training || (state.slice && state.slice->trainings() == who && state.sliced == trained))
        return;
    std::optional<TrainingWays> seen;
    if (watched) seen = std::move(*state.ways);
    state.ways.reset();
    state.slice.reset();
    state.shades = {};
    state.sliced = trained;
    state.no_slice.clear();
    if (who.empty()) return;
    try {
        if (!seen) seen = TrainingWays(who, SliceSettings{}.points);
        if (timelines.racing)
            state.ways = std::make_shared<TrainingWays>(std::move(*seen));
        else
            state.slice = std::make_shared<LossSlice>(std::move(*seen));
    } catch (const InputError& error) {
        state.no_slice = error.what();
    }
}

void shade(RaceState& state) {
    const Matrix& losses = state.slice->losses();
    std::vector<double> finite;
    std::ranges::copy_if(losses.values, std::back_inserter(finite), [](double loss) { return std::isfinite(loss); });
    if (finite.empty()) finite.push_back(0);
    state.lowest = std::ranges::min(finite);
    state.highest = std::ranges::max(finite);
    state.shades = losses;
    const double bottom = std::log(std::max(state.lowest, 1e-12));
    const double reach = std::log(std::max(state.highest, 1e-12)) - bottom;
    for (double& loss : state.shades.values)
        loss = loss > state.highest ? 1 : reach > 0 ? (std::log(std::max(loss, 1e-12)) - bottom) / reach : 0;
}

// Of losses some can be found in a frame.
void work(PanelContext& context) {
    RaceState& state = context.state.race;
    try {
        const auto visit = [&] { return state.ways->visit(*context.session.compute); };
        if (state.ways && take_look(context, RaceState::Look::way, visit)) state.ways->draw();
        if (!state.slice || state.shades.size() > 0) return;
        const int pieces = state.slice->ways().empty() ? 1 : losses_a_frame;
        if (!state.slice->work(*context.session.compute, pieces)) shade(state);
    } catch (const std::exception& error) {
        state.no_slice = error.what();
        state.slice.reset();
        state.ways.reset();
    }
    // The news of a race are frames enough.
    if (!context.session.timelines.racing) context.ui.animating = true;
}

// Which of the racers this training is.
std::size_t place_among_racers(const Session& session, const std::shared_ptr<const Timeline>& training) {
    const std::vector<int>& who = racers(session);
    std::size_t place = 0;
    while (place + 1 < who.size() && session.timelines.all[at(who[place])].timeline != training) ++place;
    return place;
}

// Gives whether the mouse is over one of its points.
bool draw_way(PanelContext& context, const TrainingWays& seen, std::size_t training, const Rect& rect, float thick) {
    Ui& ui = context.ui;
    const Session& session = context.session;
    const std::size_t place = place_among_racers(session, seen.trainings()[training]);
    const int racer = racers(session)[place];
    const Color color = racer_color(ui.theme, place);
    const auto on_screen = [&](const SlicePoint& point) {
        const double x = (point.x - seen.x_low) / (seen.x_high - seen.x_low);
        const double y = (seen.y_high - point.y) / (seen.y_high - seen.y_low);
        return ImVec2{rect.min.x + static_cast<float>(x) * rect.width(),
                      rect.min.y + static_cast<float>(y) * rect.height()};
    };
    ImDrawList* list = ImGui::GetWindowDrawList();
    const std::vector<SlicePoint>& way = seen.ways()[training];
    const float dot = thick / 2 + 1.5F * ui.theme.scale;
    std::vector<ImVec2> line;
    for (const SlicePoint& point : way) line.push_back(on_screen(point));
    const int count = static_cast<int>(line.size());
    list->AddPolyline(line.data(), count, ui.theme.background, 0, thick + ui.theme.scale);
    list->AddPolyline(line.data(), count, color, 0, thick);
    const SlicePoint* nearest = nullptr;
    for (std::size_t i = 0; i < way.size(); ++i) {
        list->AddCircleFilled(line[i], i + 1 == way.size() ? 2 * dot : dot, color);
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        if (std::hypot(mouse.x - line[i].x, mouse.y - line[i].y) < 3 * dot && ImGui::IsWindowHovered())
            nearest = &way[i];
        const bool shown =
            way[i].step < session.timelines.step && (i + 1 == way.size() || way[i + 1].step >= session.timelines.step);
        if (shown) list->AddCircle(line[i], 8 * ui.theme.scale, ui.theme.text, 0, 1.5F * ui.theme.scale);
    }
    if (!nearest) return false;
    const double far = std::hypot(nearest->x, nearest->y, nearest->away);
    tooltip(ui, fmt::format("{} after step {}\n{} from the start, {} of it out of this plane\nclick: go there",
                            name_of_racer(session, racer), nearest->step, short_number(far, context.state.digits),
                            short_number(nearest->away, context.state.digits)));
    if (!ImGui::IsMouseClicked(0)) return true;
    context.actions.push_back(ShowTimeline{racer});
    context.actions.push_back(GoToMoment{{std::max(1L, nearest->step), session.position}});
    return true;
}

// Each way is thinner than those below it, so that all are seen where they lie on each other. Gives whether the mouse
// is over a point of one.
bool draw_ways(PanelContext& context, const TrainingWays& seen, const Rect& rect) {
    constexpr float thinnest = 2, thinner = 2;  // pixels, before scale
    std::vector<std::size_t> some;
    for (std::size_t training = 0; training < seen.ways().size(); ++training)
        if (seen.ways()[training].size() > 1) some.push_back(training);
    bool over = false;
    ImGui::PushClipRect(rect.min, rect.max, true);
    for (std::size_t i = 0; i < some.size(); ++i) {
        const float above = static_cast<float>(some.size() - 1 - i);
        over = draw_way(context, seen, some[i], rect, (thinnest + thinner * above) * context.ui.theme.scale) || over;
    }
    ImGui::PopClipRect();
    return over;
}

// In whole, and shorter and shorter for narrow windows.
std::vector<std::string> titles_of(const RaceState& state, bool dark_theme) {
    std::vector<std::string> titles;
    const auto say = [&](std::initializer_list<const char*> beginnings, const std::string& end) {
        for (const char* beginning : beginnings) titles.push_back(beginning + end);
    };
    const double done = state.slice ? 100 * state.slice->done() : 0;
    if (state.shades.size() > 0)
        say({"loss around their ways: ", "loss: ", ""},
            // The palette of greys begins at the page's colour.
            fmt::format("{} {}, {} {}", dark_theme ? "dark" : "light", brief_number(state.lowest),
                        dark_theme ? "light" : "dark", brief_number(state.highest)));
    else if (state.slice && !state.slice->ways().empty())
        say({"their ways; the loss around them ", "the loss around them ", "loss ", ""},
            fmt::format("… {:.0f}%", done));
    else if (state.slice)
        say({"walking the ways of the racers ", "walking their ways ", ""}, fmt::format("… {:.0f}%", done));
    else
        say({"their ways so far", "their ways"}, "");
    return titles;
}

}  // namespace

// Before the losses are known, the ways stand on a plain ground.
void draw_race_slice(PanelContext& context, ImVec2 size) {
    Ui& ui = context.ui;
    begin(context);
    work(context);
    const RaceState& state = context.state.race;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float line = font_size(ui.fonts.small) + 6 * ui.theme.scale;
    const TextStyle small{.font = ui.fonts.small, .color = ui.theme.dim};
    const Rect all{corner, {corner.x + size.x, corner.y + size.y}};
    if (!state.slice && !state.ways) {
        ImGui::SetCursorScreenPos({corner.x, corner.y + size.y / 2 - line});
        return wrapped_text(ui,
                            state.no_slice.empty() ? "their ways are drawn when the training rests" : state.no_slice,
                            small, size.x);
    }
    fitted_text(ui, titles_of(state, ui.theme.dark), size.x, small);
    Rect ground{{corner.x, corner.y + line}, {all.max.x, all.max.y - 2}};
    std::optional<Cell> hovered;
    if (state.shades.size() > 0) {
        ImGui::SetCursorScreenPos(ground.min);
        HeatmapStyle style;
        style.grey = true;
        style.max = 1;
        style.digits = false;
        style.largest_cell = 100;
        const HeatmapResult result = heatmap(ui, "loss slice", state.shades, ground.size(), style);
        ground = result.rect;
        hovered = result.hovered;
    } else {
        ImGui::GetWindowDrawList()->AddRectFilled(ground.min, ground.max, ui.theme.panel);
        note_item(ui, "ways of the racers", ground);
    }
    const bool over_way = draw_ways(context, state.slice ? state.slice->plane() : *state.ways, ground);
    if (hovered && !over_way)
        tooltip(ui, fmt::format("loss {}",
                                short_number(state.slice->losses()(hovered->row, hovered->col), context.state.digits)));
}

}  // namespace backstep
