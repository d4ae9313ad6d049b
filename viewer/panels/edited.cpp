#include "viewer/panels/edited.h"

namespace backstep {

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
