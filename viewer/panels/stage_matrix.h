#pragma once
// A matrix of the stage: its heatmap with what is written around it, and what the mouse does to it.

#include <string>

#include "viewer/model/equation.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/heatmap.h"

namespace backstep {

Numbers value_of(const Session& session, int event);

// Its numbers' largest finite magnitude, and whether all are finite. Measured once, as long as the recording stays.
const StageState::Measure& measure_of(PanelContext& context, int event);

// What a heatmap would otherwise look for in all the numbers of the event, in every frame.
void know_numbers(PanelContext& context, int event, HeatmapStyle& style);

// Hover shows a cell's name and value, a click explains it, a double click shows its matrix alone.
void answer_mouse(PanelContext& context, int event, const HeatmapResult& result);

// The scale of its colours: each matrix has one of its own.
std::string extent_text(const StageState::Measure& measure);

// Name above a matrix, shape and, of an operand, scale below; the dimensions that have to match stand out.
void draw_labels(PanelContext& context, const Rect& picture, const std::string& name, const EquationPiece& piece,
                 bool is_result);

void draw_matrix(PanelContext& context, const Rect& picture, int event, bool transposed, const HeatmapStyle& wanted);

}  // namespace backstep
