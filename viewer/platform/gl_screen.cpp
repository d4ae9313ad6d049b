#include "viewer/platform/gl_screen.h"

#include <GLFW/glfw3.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <string_view>

#include "viewer/platform/part.h"

namespace backstep {

namespace {

bool draws_with_the_cpu() {
    const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));  // NOLINT: OpenGL's text is unsigned
    const std::string_view renderer = name ? name : "";
    return renderer.starts_with("llvmpipe") || renderer.starts_with("softpipe");
}

void clear(const Rect& rect, ImVec2 size, Color background) {
    const ImVec4 color = ImGui::ColorConvertU32ToFloat4(background);
    glClearColor(color.x, color.y, color.z, 1);
    const bool whole = rect.width() == size.x && rect.height() == size.y;
    if (!whole) glEnable(GL_SCISSOR_TEST);
    glScissor(static_cast<int>(rect.min.x), static_cast<int>(size.y - rect.max.y), static_cast<int>(rect.width()),
              static_cast<int>(rect.height()));
    glClear(GL_COLOR_BUFFER_BIT);
    glDisable(GL_SCISSOR_TEST);
}

// Of the buffer that is drawn to. OpenGL's rows go up.
Image drawn_pixels(ImVec2 size) {
    Image image(static_cast<int>(size.x), static_cast<int>(size.y));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, image.width, image.height, GL_RGBA, GL_UNSIGNED_BYTE, image.pixels.data());
    for (Color& pixel : image.pixels) pixel |= IM_COL32_A_MASK;
    for (int y = 0; y < image.height / 2; ++y)
        std::swap_ranges(&image.at(0, y), &image.at(0, y) + image.width, &image.at(0, image.height - 1 - y));
    return image;
}

}  // namespace

// GLX_MESA_copy_sub_buffer, by the types of its C interface, so that X11's headers are not needed.
std::optional<GlScreen::CopyToScreen> GlScreen::find_copy_to_screen() {
    if (font_atlas_grows || !draws_with_the_cpu() || !glfwExtensionSupported("GLX_MESA_copy_sub_buffer"))
        return std::nullopt;
    using GetDisplay = void* (*)();
    using GetDrawable = unsigned long (*)();
    using Copy = void (*)(void*, unsigned long, int, int, int, int);
    const auto display = reinterpret_cast<GetDisplay>(glfwGetProcAddress("glXGetCurrentDisplay"));     // NOLINT
    const auto drawable = reinterpret_cast<GetDrawable>(glfwGetProcAddress("glXGetCurrentDrawable"));  // NOLINT
    const auto copy = reinterpret_cast<Copy>(glfwGetProcAddress("glXCopySubBufferMESA"));              // NOLINT
    if (!display || !drawable || !copy) return std::nullopt;
    return
        [=](int left, int bottom, int width, int height) { copy(display(), drawable(), left, bottom, width, height); };
}

GlScreen::GlScreen(GLFWwindow* window) : window_(window), copy_to_screen_(find_copy_to_screen()) {}

void GlScreen::show(const ImDrawData& data, Color background, const TextureContent& content, Image* copy) {
    int width = 0, height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    glViewport(0, 0, width, height);
    const ImVec2 size(static_cast<float>(width), static_cast<float>(height));
    const bool pixels_are_units = size.x == data.DisplaySize.x && size.y == data.DisplaySize.y;
    if (copy_to_screen_ && pixels_are_units && !copy)
        show_changes(data, background, content);
    else
        show_whole(data, size, background, copy);
}

void GlScreen::show_whole(ImDrawData data, ImVec2 size, Color background, Image* copy) {
    clear({{0, 0}, size}, size, background);
    ImGui_ImplOpenGL3_RenderDrawData(&data);
    if (copy) *copy = drawn_pixels(size);
    glfwSwapBuffers(window_);
    damage_.forget();
}

void GlScreen::show_changes(const ImDrawData& data, Color background, const TextureContent& content) {
    if (whole_frames_ > 0) {
        --whole_frames_;
        damage_.forget();
    }
    const std::vector<Primitive> primitives = primitives_of(data);
    const ImVec2 size = data.DisplaySize;
    const std::vector<Rect> changed = damage_.update(primitives, size, background, content);
    if (changed.empty()) return;
    for (const Rect& rect : changed) clear(rect, size, background);
    Part part(data, primitives, changed);
    ImGui_ImplOpenGL3_RenderDrawData(&part.data());
    for (const Rect& rect : changed) {
        (*copy_to_screen_)(static_cast<int>(rect.min.x), static_cast<int>(size.y - rect.max.y),
                           static_cast<int>(rect.width()), static_cast<int>(rect.height()));
    }
    glFlush();
}

}  // namespace backstep
