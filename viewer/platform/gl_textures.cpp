#include "viewer/platform/gl_textures.h"

#include <GLFW/glfw3.h>
#include <imgui_impl_opengl3.h>

#include <cstring>

namespace backstep {

namespace {

GLuint gl_name(ImTextureID id) { return static_cast<GLuint>(texture_handle(id)); }

void upload(GLuint name, const Image& image) {
    glBindTexture(GL_TEXTURE_2D, name);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, image.width, image.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 image.pixels.data());
}

ImTextureID create(const Image& image) {
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    upload(name, image);
    return texture_id(name);
}

void destroy(ImTextureID id) {
    const GLuint name = gl_name(id);
    glDeleteTextures(1, &name);
}

}  // namespace

TextureStore gl_texture_store() {
    TextureStore store;
    store.create = create;
    store.update = [](ImTextureID id, const Image& image) { upload(gl_name(id), image); };
    store.destroy = destroy;
    return store;
}

ImTextureID sample_fonts_by_pixel(ImTextureID last) {
    if (font_atlas_grows) return last;
    if (texture_handle(last))
        destroy(last);
    else if (!ImGui_ImplOpenGL3_CreateDeviceObjects())
        return last;
    const AtlasPixels atlas = build_font_atlas();
    Image image(atlas.width, atlas.height);
    std::memcpy(image.pixels.data(), atlas.rgba, image.pixels.size() * sizeof(Color));
    const ImTextureID texture = create(image);
    set_font_atlas_texture(texture);
    return texture;
}

}  // namespace backstep
