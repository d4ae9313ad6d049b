#pragma once
// The viewer without a window: the same frame function, driven by injected input and drawn by the software rasteriser.
// For --screenshot, for the pictures of the book, and for tests that click.

#include <string>
#include <string_view>
#include <vector>

#include "viewer/platform/keyboard_mouse.h"
#include "viewer/platform/png.h"
#include "viewer/platform/soft_textures.h"
#include "viewer/platform/window.h"

namespace backstep {

struct HeadlessOptions {
    int width = 1600, height = 1000;  // pixels of the picture
    float scale = 1;
    bool dark = true;
    bool fonts = true;  // false: ImGui's built-in face, which loads in a millisecond
};

// One at a time in a thread, as ImGui has one current context. Times are simulated: a frame lasts 1/60 s.
class HeadlessUi {
public:
    HeadlessUi(const HeadlessOptions& options, FrameFunction frame);
    ~HeadlessUi();
    HeadlessUi(const HeadlessUi&) = delete;
    HeadlessUi& operator=(const HeadlessUi&) = delete;

    // Draws frames; the first two are drawn by the constructor, so that there is something to find.
    void frames(int count = 1);
    // Draws until no frame asks for another (ui.animating), at most `limit`.
    void settle(int limit = 600);

    const Registry& registry() const { return registry_; }
    // The item of that name; throws std::out_of_range with all names if there is none.
    Item find(std::string_view name) const { return registry_.find(name); }

    // Positions are in pixels of the window, or in fractions of an item (0.5, 0.5 is its middle). Items that are not
    // visible are refused with std::logic_error.
    void move(ImVec2 position);
    void move(std::string_view name, float x = 0.5F, float y = 0.5F);
    void press(bool down, int button = 0);
    void click(ImVec2 position, int button = 0);
    void click(std::string_view name, float x = 0.5F, float y = 0.5F, int button = 0);
    void double_click(std::string_view name, float x = 0.5F, float y = 0.5F);
    void drag(std::string_view name, ImVec2 from, ImVec2 to);
    void wheel(float lines);
    // Turns the wheel over `over` until the item shows; throws std::logic_error if it never does.
    void scroll_to(std::string_view name, ImVec2 over);

    // Files dropped on the window.
    void drop(std::vector<std::string> files);

    // Keys as the window would deliver them: to ui.keys and to ImGui.
    void key(Key key, bool ctrl = false);
    void key(const KeyPress& press);
    void type(std::string_view text);
    // Replaces the text of an input and presses Enter.
    void fill(std::string_view name, std::string_view text);

    const Image& image();  // the last frame
    void screenshot(const std::string& path) { write_png(path, image()); }
    bool closed() const { return request_.close; }
    const TextureCache& textures() const { return *cache_; }
    std::uint64_t uploads() const { return cache_->uploads(); }

private:
    void frame();
    void apply(bool dark);
    void load_faces();

    HeadlessOptions options_;
    FrameFunction frame_;
    ImGuiContext* context_ = nullptr;
    SoftTextures textures_;
    std::unique_ptr<TextureCache> cache_;
    Registry registry_;
    Ui ui_;
    FrameRequest request_;
    KeyboardMouse mouse_;
    float zoom_ = 1;
    std::vector<KeyPress> keys_;
    std::vector<std::string> dropped_;
    double seconds_ = 0;
    Image image_;
    bool image_is_current_ = false;
};

// Draws `frame` until it has settled and writes the picture. Throws InputError if it cannot be written.
void screenshot(const HeadlessOptions& options, const FrameFunction& frame, const std::string& path);

}  // namespace backstep
