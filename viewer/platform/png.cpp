#include "viewer/platform/png.h"

#include "engine/math/error.h"

// The whole of stb_image_write, private to this file; its warnings are not ours to mend.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wunused-function"
#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

namespace backstep {

void write_png(const std::string& path, const Image& image) {
    const int written = stbi_write_png(path.c_str(), image.width, image.height, 4, image.pixels.data(),
                                       image.width * static_cast<int>(sizeof(Color)));
    if (written == 0) {
        throw InputError(path, "the picture cannot be written", "choose a folder that exists and may be written to");
    }
}

}  // namespace backstep
