#include <boost/test/unit_test.hpp>
#include <vector>

#include "viewer/widgets/textures.h"

using namespace backstep;

namespace {

// Notes what a renderer is asked to do.
struct FakeRenderer {
    int created = 0, updated = 0, destroyed = 0;

    TextureStore store() {
        TextureStore store;
        store.create = [this](const Image&) { return texture_id(static_cast<std::uintptr_t>(++created)); };
        store.update = [this](ImTextureID, const Image&) { ++updated; };
        store.destroy = [this](ImTextureID) { ++destroyed; };
        return store;
    }
};

Image pixel() { return Image(1, 1, rgb(0xABCDEF)); }

}  // namespace

BOOST_AUTO_TEST_SUITE(textures)

BOOST_AUTO_TEST_CASE(the_content_of_a_texture_is_told_by_its_key_and_its_version) {
    FakeRenderer renderer;
    TextureCache cache(renderer.store());
    const ImTextureID one = cache.get(7, 1, pixel), other = cache.get(8, 1, pixel);
    const std::uint64_t before = cache.content_of(one);
    BOOST_TEST(cache.content_of(other) != before);
    cache.get(7, 1, pixel);
    BOOST_TEST(cache.content_of(one) == before);
    cache.get(7, 2, pixel);
    BOOST_TEST(cache.content_of(one) != before);
    BOOST_TEST(cache.content_of(texture_id(99)) == 0U);
}

BOOST_AUTO_TEST_CASE(an_unchanged_version_is_neither_painted_nor_uploaded_again) {
    FakeRenderer renderer;
    TextureCache cache(renderer.store());
    int painted = 0;
    const auto paint = [&] { return ++painted, pixel(); };
    const ImTextureID first = cache.get(7, 1, paint);
    BOOST_TEST((cache.get(7, 1, paint) == first));
    BOOST_TEST(painted == 1);
    BOOST_TEST((cache.get(7, 2, paint) == first));
    BOOST_TEST(painted == 2);
    BOOST_TEST(renderer.updated == 1);
    BOOST_TEST(cache.uploads() == 2U);
}

BOOST_AUTO_TEST_CASE(a_texture_nobody_asks_for_is_given_back_after_120_frames) {
    FakeRenderer renderer;
    TextureCache cache(renderer.store());
    cache.get(1, 1, pixel);
    for (int frame = 0; frame < 120; ++frame) {
        cache.get(2, 1, pixel);
        cache.end_frame();
    }
    BOOST_TEST(cache.size() == 2U);
    cache.end_frame();
    BOOST_TEST(cache.size() == 1U);
    BOOST_TEST(renderer.destroyed == 1);
}

BOOST_AUTO_TEST_CASE(all_textures_are_given_back_at_the_end) {
    FakeRenderer renderer;
    {
        TextureCache cache(renderer.store());
        for (std::uint64_t key : {3U, 5U, 8U}) cache.get(key, 1, pixel);
    }
    BOOST_TEST(renderer.destroyed == 3);
}

BOOST_AUTO_TEST_CASE(hashes_differ_with_every_part_and_with_their_order) {
    BOOST_TEST(combine_hash(1, 2) != combine_hash(2, 1));
    BOOST_TEST(combine_hash(0, 0) != 0U);
    BOOST_TEST(hash_of(0.0) != hash_of(-0.0));
}

BOOST_AUTO_TEST_SUITE_END()
