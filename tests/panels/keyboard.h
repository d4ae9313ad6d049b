#pragma once
// A window that is used without a mouse.

#include <algorithm>
#include <string>

#include "tests/panels/lesson_window.h"
#include "viewer/panels/reach.h"

namespace backstep {

inline constexpr KeyPress back{.key = Key::tab, .shift = true};
inline constexpr KeyPress menu{.key = Key::enter, .shift = true};
inline constexpr KeyPress ctrl_p{.character = U'p', .ctrl = true};

template <class SomeWindow>
struct Keyboard : SomeWindow {
    using SomeWindow::state, SomeWindow::ui;

    std::vector<Item> items() const { return reachable(ui.registry()); }
    std::vector<Item> all() const { return within_reach(ui.registry()); }
    bool sees(const std::string& panel, const std::string& name) const {
        const std::vector<Item> in_sight = items();
        return std::any_of(in_sight.begin(), in_sight.end(),
                           [&](const Item& item) { return item.panel == panel && item.name == name && !item.part; });
    }
    // Tab, until it has come there.
    bool tab_to(const std::string& panel, const std::string& name) {
        for (std::size_t i = 0; i <= 2 * all().size(); ++i) {
            if (state.reach.on && state.reach.panel == panel && state.reach.name == name) return true;
            ui.key(Key::tab);
            ui.settle(30);
        }
        return false;
    }
    void press(const KeyPress& key) {
        ui.key(key);
        ui.settle(60);
    }
    // The letters of that item, typed.
    void type_letters_of(const std::string& panel, const std::string& name) {
        ui.type("f");
        const std::vector<Item> all = items();
        const std::vector<std::string> letters = letters_for(all.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].panel == panel && all[i].name == name) {
                for (const char letter : letters[i]) ui.type(std::string(1, letter));
                ui.settle(60);
                return;
            }
        BOOST_FAIL(panel + "/" + name + " has no letters");
    }
};

struct LessonKeyboard : Keyboard<Window> {
    LessonKeyboard() {
        open_lesson_five();
        go_to("dW[2]");
    }
};

}  // namespace backstep
