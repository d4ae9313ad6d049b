#include "viewer/platform/headless.h"

#include <cstring>
#include <stdexcept>
#include <utility>

#include "viewer/platform/keys.h"

namespace backstep {

namespace {

Fonts built_in_font() {
    ImGui::GetIO().Fonts->Clear();
    ImFont* font = ImGui::GetIO().Fonts->AddFontDefault();
    Fonts fonts;
    for (ImFont** face :
         {&fonts.sans, &fonts.small, &fonts.tiny, &fonts.bold, &fonts.heading, &fonts.large, &fonts.mono})
        *face = font;
    return fonts;
}

Image atlas_image() {
    const AtlasPixels atlas = build_font_atlas();
    Image image(atlas.width, atlas.height);
    std::memcpy(image.pixels.data(), atlas.rgba, image.pixels.size() * sizeof(Color));
    return image;
}

// The code points of UTF-8 text; of what is not UTF-8 something is made.
std::vector<char32_t> code_points(std::string_view text) {
    std::vector<char32_t> points;
    for (std::size_t at = 0; at < text.size();) {
        const unsigned lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t next = 1; next < length && at + next < text.size(); ++next)
            point = point << 6 | (static_cast<unsigned char>(text[at + next]) & 0x3FU);
        points.push_back(point);
        at += length;
    }
    return points;
}

ImVec2 place_in(const Item& item, float x, float y) {
    if (!item.visible) {
        throw std::logic_error("the item '" + item.panel + "/" + item.name + "' cannot be seen: scroll to it first");
    }
    return {item.rect.min.x + item.rect.width() * x, item.rect.min.y + item.rect.height() * y};
}

}  // namespace

HeadlessUi::HeadlessUi(const HeadlessOptions& options, FrameFunction frame)
    : options_(options), frame_(std::move(frame)), context_(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = ImVec2(static_cast<float>(options.width), static_cast<float>(options.height));
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    // Without a blinking cursor a picture of a field is the same at any time.
    io.ConfigInputTextCursorBlink = false;
    prepare_injected_keys();
    try {
        load_faces();
    } catch (...) {
        ImGui::DestroyContext(context_);
        throw;
    }
    cache_ = std::make_unique<TextureCache>(textures_.store());
    request_.dark = options.dark;
    apply(options.dark);
    inject_mouse_position(-1, -1);
    frames(2);
}

HeadlessUi::~HeadlessUi() { ImGui::DestroyContext(context_); }

void HeadlessUi::load_faces() {
    ui_.fonts = options_.fonts ? load_fonts_again(options_.scale * zoom_) : built_in_font();
    set_font_atlas_texture(textures_.add({atlas_image(), false, false}));
}

void HeadlessUi::apply(bool dark) {
    options_.dark = dark;
    ui_.theme = dark ? dark_theme(options_.scale * zoom_) : light_theme(options_.scale * zoom_);
    ui_.diverging = diverging_palette(dark);
    ui_.grey = grey_palette(dark);
    apply_theme(ui_.theme);
}

void HeadlessUi::frame() {
    if (request_.zoom != zoom_) {
        zoom_ = request_.zoom;
        load_faces();
        apply(request_.dark);
    }
    if (request_.dark != options_.dark) apply(request_.dark);
    ImGui::GetIO().DeltaTime = 1.0F / 60;
    seconds_ += 1.0 / 60;
    registry_.begin_frame();
    ui_.textures = cache_.get();
    ui_.registry = &registry_;
    ui_.keys = keys_;
    ui_.dropped = dropped_;
    const auto picture = std::exchange(request_.picture, {});
    ui_.size = ImGui::GetIO().DisplaySize;
    ui_.seconds = seconds_;
    ui_.animating = false;
    mouse_.before_frame(ui_);
    ImGui::NewFrame();
    frame_(ui_, request_);
    mouse_.after_frame(ui_);
    ImGui::Render();
    cache_->end_frame();
    keys_.clear();
    dropped_.clear();
    image_is_current_ = false;
    if (picture) picture(image());
}

void HeadlessUi::frames(int count) {
    ImGui::SetCurrentContext(context_);
    for (int done = 0; done < count; ++done) frame();
}

void HeadlessUi::settle(int limit) {
    frames(3);
    for (int done = 0; done < limit && ui_.animating; ++done) frame();
}

void HeadlessUi::move(ImVec2 position) {
    inject_mouse_position(position.x, position.y);
    frames();
}

void HeadlessUi::move(std::string_view name, float x, float y) { move(place_in(find(name), x, y)); }

void HeadlessUi::press(bool down, int button) {
    inject_mouse_button(button, down);
    frames();
}

void HeadlessUi::click(ImVec2 position, int button) {
    move(position);
    // A second frame lets what is under the mouse notice it.
    frames();
    press(true, button);
    press(false, button);
    frames();
}

void HeadlessUi::click(std::string_view name, float x, float y, int button) {
    click(place_in(find(name), x, y), button);
}

void HeadlessUi::double_click(std::string_view name, float x, float y) {
    move(name, x, y);
    for (bool down : {true, false, true, false}) press(down);
    frames();
}

void HeadlessUi::drag(std::string_view name, ImVec2 from, ImVec2 to) {
    const Item item = find(name);
    const ImVec2 start = place_in(item, from.x, from.y), end = place_in(item, to.x, to.y);
    move(start);
    frames();
    press(true);
    move({(start.x + end.x) / 2, (start.y + end.y) / 2});
    move(end);
    press(false);
    frames();
}

void HeadlessUi::wheel(float lines) {
    inject_wheel(lines);
    frames(2);
}

void HeadlessUi::scroll_to(std::string_view name, ImVec2 over) {
    move(over);
    frames();
    for (float direction : {-1.0F, 1.0F}) {
        for (int turn = 0; turn < 400 && !find(name).visible; ++turn) wheel(direction);
    }
    if (!find(name).visible) throw std::logic_error("scrolling does not bring up '" + std::string(name) + "'");
}

void HeadlessUi::drop(std::vector<std::string> files) {
    dropped_ = std::move(files);
    frames(2);
}

void HeadlessUi::key(Key key, bool ctrl) { this->key({.key = key, .ctrl = ctrl}); }

void HeadlessUi::key(const KeyPress& press) {
    if (!ImGui::GetIO().WantTextInput || works_while_typing(press)) keys_.push_back(press);
    inject_ctrl(press.ctrl);
    inject_key(press.key, true);
    frames();
    inject_key(press.key, false);
    inject_ctrl(false);
    frames();
}

void HeadlessUi::type(std::string_view text) {
    for (char32_t point : code_points(text)) {
        KeyPress press;
        press.character = point;
        if (!ImGui::GetIO().WantTextInput) keys_.push_back(press);
    }
    inject_text(std::string(text).c_str());
    frames(2);
}

void HeadlessUi::fill(std::string_view name, std::string_view text) {
    click(name);
    key(Key::a, true);
    type(text);
    key(Key::enter);
}

const Image& HeadlessUi::image() {
    if (image_is_current_) return image_;
    image_ = Image(options_.width, options_.height, ui_.theme.background);
    rasterise(*ImGui::GetDrawData(), image_);
    image_is_current_ = true;
    return image_;
}

void screenshot(const HeadlessOptions& options, const FrameFunction& frame, const std::string& path) {
    HeadlessUi ui(options, frame);
    ui.settle();
    ui.screenshot(path);
}

}  // namespace backstep
