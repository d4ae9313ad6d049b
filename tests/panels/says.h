#pragma once
// What the last frame says.

#include <algorithm>
#include <string>

#include "viewer/platform/headless.h"

namespace backstep {

// Does a text of that panel hold these words?
inline bool says(const HeadlessUi& ui, const std::string& panel, const std::string& words) {
    const std::vector<TextItem>& texts = ui.registry().texts;
    return std::any_of(texts.begin(), texts.end(), [&](const TextItem& text) {
        return text.panel == panel && text.text.find(words) != std::string::npos;
    });
}

}  // namespace backstep
