#include "viewer/platform/soft_raster.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace backstep {

namespace {

// a·b/255, rounded, for bytes.
unsigned scale_byte(unsigned a, unsigned b) {
    const unsigned product = a * b + 128;
    return (product + (product >> 8)) >> 8;
}

Color modulate(Color one, Color other) {
    // White changes nothing: the usual case of letters (white, with alpha) and of pictures (drawn in white).
    if (one == ~0U) return other;
    if ((other | 0xFF000000U) == ~0U) return (one & 0x00FFFFFFU) | scale_byte(one >> 24, other >> 24) << 24;
    Color result = 0;
    for (int shift = 0; shift < 32; shift += 8)
        result |= scale_byte((one >> shift) & 255U, (other >> shift) & 255U) << shift;
    return result;
}

struct Box {
    int left, top, right, bottom;  // right and bottom are outside
};

Color nearest(const Image& image, float u, float v) {
    const int x = static_cast<int>(std::floor(u * static_cast<float>(image.width)));
    const int y = static_cast<int>(std::floor(v * static_cast<float>(image.height)));
    return image.at(std::clamp(x, 0, image.width - 1), std::clamp(y, 0, image.height - 1));
}

// One byte of four neighbours, weighted in 1/256 of a pixel.
unsigned weigh(const Color (&at)[4], int shift, unsigned x, unsigned y) {
    const auto byte = [&](int index) { return (at[index] >> shift) & 255U; };
    const unsigned upper = byte(0) * (256 - x) + byte(1) * x, lower = byte(2) * (256 - x) + byte(3) * x;
    return (upper * (256 - y) + lower * y + (1U << 15)) >> 16;
}

Color bilinear(const SoftTexture& texture, float u, float v) {
    const Image& image = texture.image;
    const float x = u * static_cast<float>(image.width) - 0.5F, y = v * static_cast<float>(image.height) - 0.5F;
    const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
    const auto part = [](float value, int whole) {
        return static_cast<unsigned>((value - static_cast<float>(whole)) * 256.0F + 0.5F);
    };
    const int x0 = std::clamp(left, 0, image.width - 1), x1 = std::clamp(left + 1, 0, image.width - 1);
    const int y0 = std::clamp(top, 0, image.height - 1), y1 = std::clamp(top + 1, 0, image.height - 1);
    const Color at[4] = {image.at(x0, y0), image.at(x1, y0), image.at(x0, y1), image.at(x1, y1)};
    const unsigned across = part(x, left), down = part(y, top);
    if (texture.white) return 0x00FFFFFFU | weigh(at, 24, across, down) << 24;
    Color result = 0;
    for (int shift = 0; shift < 32; shift += 8) result |= weigh(at, shift, across, down) << shift;
    return result;
}

Color sample(const SoftTexture& texture, ImVec2 uv) {
    return texture.nearest ? nearest(texture.image, uv.x, uv.y) : bilinear(texture, uv.x, uv.y);
}

bool same(ImVec2 one, ImVec2 other) { return one.x == other.x && one.y == other.y; }

void fill_span(Image& target, int y, int left, int right, Color color) {
    if (left >= right || color >> 24 == 0) return;
    Color* row = &target.at(0, y);
    if (color >> 24 == 255) {
        std::fill(row + left, row + right, color);
    } else {
        for (int x = left; x < right; ++x) row[x] = blend(row[x], color);
    }
}

// An axis-aligned rectangle of one colour from its upper left to its lower right corner.
void draw_quad(Image& target, const SoftTexture& texture, const ImDrawVert& a, const ImDrawVert& c, Box clip) {
    const auto first_center = [](float edge) { return static_cast<int>(std::ceil(edge - 0.5F)); };
    const int left = std::max(clip.left, first_center(a.pos.x)), right = std::min(clip.right, first_center(c.pos.x));
    const int top = std::max(clip.top, first_center(a.pos.y)), bottom = std::min(clip.bottom, first_center(c.pos.y));
    if (same(a.uv, c.uv)) {
        const Color color = modulate(a.col, sample(texture, a.uv));
        for (int y = top; y < bottom; ++y) fill_span(target, y, left, right, color);
        return;
    }
    const float du = (c.uv.x - a.uv.x) / (c.pos.x - a.pos.x), dv = (c.uv.y - a.uv.y) / (c.pos.y - a.pos.y);
    for (int y = top; y < bottom; ++y) {
        const float v = a.uv.y + (static_cast<float>(y) + 0.5F - a.pos.y) * dv;
        Color* row = &target.at(0, y);
        for (int x = left; x < right; ++x) {
            const Color texel = sample(texture, {a.uv.x + (static_cast<float>(x) + 0.5F - a.pos.x) * du, v});
            if (texel >> 24 != 0) row[x] = blend(row[x], modulate(a.col, texel));
        }
    }
}

// Twice the signed area of (a, b, point): positive on the inner side of the edge a→b of a triangle that turns with the
// screen's y downwards.
struct Edge {
    double a, b, c;      // value at (x, y) is a·x + b·y + c
    bool takes_its_own;  // top or left edge: points on it belong to the triangle

    Edge(ImVec2 from, ImVec2 to)
        : a(static_cast<double>(from.y) - static_cast<double>(to.y)),
          b(static_cast<double>(to.x) - static_cast<double>(from.x)),
          c(-(a * static_cast<double>(from.x) + b * static_cast<double>(from.y))),
          takes_its_own((from.y == to.y && to.x > from.x) || to.y < from.y) {}
    double at(double x, double y) const { return a * x + b * y + c; }
    bool has(double x, double y) const {
        const double value = at(x, y);
        return value > 0 || (value == 0 && takes_its_own);
    }
};

class Triangle {
public:
    Triangle(const SoftTexture& texture, const ImDrawVert& v0, const ImDrawVert& v1, const ImDrawVert& v2)
        : texture_(texture), v_{&v0, &v1, &v2}, edges_{{v1.pos, v2.pos}, {v2.pos, v0.pos}, {v0.pos, v1.pos}} {
        area_ = edges_[2].at(static_cast<double>(v2.pos.x), static_cast<double>(v2.pos.y));
        flat_ = v0.col == v1.col && v1.col == v2.col;
        one_texel_ = same(v0.uv, v1.uv) && same(v1.uv, v2.uv);
    }

    void draw(Image& target, Box clip) const {
        const auto [low, high] = std::minmax({v_[0]->pos.y, v_[1]->pos.y, v_[2]->pos.y});
        const int top = std::max(clip.top, static_cast<int>(std::floor(low)));
        const int bottom = std::min(clip.bottom, static_cast<int>(std::ceil(high)));
        const Color texel = sample(texture_, v_[0]->uv);
        const Color color = modulate(v_[0]->col, texel);
        for (int y = top; y < bottom; ++y) {
            const auto [left, right] = span(y, clip);
            if (flat_ && one_texel_) {
                fill_span(target, y, left, right, color);
            } else {
                for (int x = left; x < right; ++x) target.at(x, y) = blend(target.at(x, y), color_at(x, y, texel));
            }
        }
    }

private:
    bool covers(int x, double center_y) const {
        return std::all_of(std::begin(edges_), std::end(edges_),
                           [&](const Edge& edge) { return edge.has(x + 0.5, center_y); });
    }

    // The pixels of a row that the triangle covers: about where the edges cut it, then to the pixel by the exact rule.
    std::pair<int, int> span(int y, Box clip) const {
        const double center = y + 0.5;
        double low = clip.left, high = clip.right;
        for (const Edge& edge : edges_) {
            const double cut = -(edge.b * center + edge.c) / edge.a;
            if (edge.a > 0) low = std::max(low, cut - 1.5);
            if (edge.a < 0) high = std::min(high, cut + 1.5);
        }
        if (!(low < high)) return {0, 0};
        int left = static_cast<int>(low), right = static_cast<int>(std::ceil(high));
        while (left < right && !covers(left, center)) ++left;
        while (right > left && !covers(right - 1, center)) --right;
        return {left, right};
    }

    Color color_at(int x, int y, Color texel) const {
        float weight[3];
        for (int index = 0; index < 3; ++index)
            weight[index] = static_cast<float>(edges_[index].at(x + 0.5, y + 0.5) / area_);
        Color color = v_[0]->col;
        if (!flat_) {
            color = 0;
            for (int shift = 0; shift < 32; shift += 8) {
                float sum = 0.5F;
                for (int index = 0; index < 3; ++index)
                    sum += weight[index] * static_cast<float>((v_[index]->col >> shift) & 255U);
                color |= static_cast<Color>(std::clamp(sum, 0.0F, 255.0F)) << shift;
            }
        }
        if (one_texel_) return modulate(color, texel);
        ImVec2 uv(0, 0);
        for (int index = 0; index < 3; ++index) {
            uv.x += weight[index] * v_[index]->uv.x;
            uv.y += weight[index] * v_[index]->uv.y;
        }
        return modulate(color, sample(texture_, uv));
    }

    const SoftTexture& texture_;
    const ImDrawVert* v_[3];
    Edge edges_[3];
    double area_ = 0;
    bool flat_ = false, one_texel_ = false;
};

void draw_triangle(Image& target, const SoftTexture& texture, const ImDrawVert& a, const ImDrawVert& b,
                   const ImDrawVert& c, Box clip) {
    const double area = Edge(a.pos, b.pos).at(static_cast<double>(c.pos.x), static_cast<double>(c.pos.y));
    if (area > 0) Triangle(texture, a, b, c).draw(target, clip);
    if (area < 0) Triangle(texture, a, c, b).draw(target, clip);
}

// ImGui draws rectangles, glyphs and images as two triangles (a, b, c), (a, c, d).
bool is_quad(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ImDrawVert& d) {
    return a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x && a.pos.x < c.pos.x &&
           a.pos.y < c.pos.y && a.col == b.col && a.col == c.col && a.col == d.col && a.uv.y == b.uv.y &&
           b.uv.x == c.uv.x && c.uv.y == d.uv.y && d.uv.x == a.uv.x;
}

void draw_command(Image& target, const ImDrawList& list, const ImDrawCmd& command) {
    if (command.UserCallback) return;
    const Box clip{std::max(0, static_cast<int>(command.ClipRect.x)), std::max(0, static_cast<int>(command.ClipRect.y)),
                   std::min(target.width, static_cast<int>(command.ClipRect.z)),
                   std::min(target.height, static_cast<int>(command.ClipRect.w))};
    if (clip.left >= clip.right || clip.top >= clip.bottom) return;
    const SoftTexture& texture = *reinterpret_cast<const SoftTexture*>(texture_handle(command));
    const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawVert* vertex = list.VtxBuffer.Data + command.VtxOffset;
    for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        const ImDrawVert &a = vertex[index[i]], &b = vertex[index[i + 1]], &c = vertex[index[i + 2]];
        if (i + 5 < command.ElemCount && index[i + 3] == index[i] && index[i + 4] == index[i + 2] &&
            is_quad(a, b, c, vertex[index[i + 5]])) {
            draw_quad(target, texture, a, c, clip);
            i += 3;
        } else {
            draw_triangle(target, texture, a, b, c, clip);
        }
    }
}

}  // namespace

Color blend(Color below, Color above) {
    const unsigned alpha = above >> 24;
    if (alpha == 255) return above;
    Color result = 0xFF000000U;
    for (int shift = 0; shift < 24; shift += 8) {
        const unsigned sum =
            scale_byte((above >> shift) & 255U, alpha) + scale_byte((below >> shift) & 255U, 255 - alpha);
        result |= std::min(sum, 255U) << shift;
    }
    return result;
}

void rasterise(const ImDrawData& data, Image& target) {
    for (int list = 0; list < data.CmdListsCount; ++list) {
        for (const ImDrawCmd& command : data.CmdLists[list]->CmdBuffer)
            draw_command(target, *data.CmdLists[list], command);
    }
}

}  // namespace backstep
