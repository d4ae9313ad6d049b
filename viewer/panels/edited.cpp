#include "viewer/panels/edited.h"

#include <algorithm>

namespace backstep {

bool set_by_hand(const Trace& trace, int event, Cell cell) {
    return std::any_of(trace.edits.begin(), trace.edits.end(), [&](const Edit& edit) {
        return edit.event == event && edit.row == cell.row && edit.col == cell.col;
    });
}

void mark_edits(const Ui& ui, const Trace& trace, int event, const HeatmapResult& picture) {
    const float grow = 2 * ui.theme.scale;
    for (const Edit& edit : trace.edits) {
        if (edit.event != event) continue;
        const Rect cell = picture.cell_rect({edit.row, edit.col});
        ImGui::GetWindowDrawList()->AddRect({cell.min.x - grow, cell.min.y - grow},
                                            {cell.max.x + grow, cell.max.y + grow}, ui.theme.warning, 0, 0, grow);
    }
}

}  // namespace backstep
