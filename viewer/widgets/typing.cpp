#include "viewer/widgets/typing.h"

#include <imgui_internal.h>

#include "viewer/widgets/imgui_compat.h"

namespace backstep {

// By itself ImGui notices in the frame after next, and until then says that it wants what is typed.
void stop_typing() {
    ImGui::ClearActiveID();
    ImGui::GetCurrentContext()->WantTextInputNextFrame = 0;
    ImGui::GetIO().WantTextInput = false;
}

bool list_is_open() { return ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup); }

}  // namespace backstep
