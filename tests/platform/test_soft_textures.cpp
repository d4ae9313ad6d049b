#include <boost/test/unit_test.hpp>

#include "viewer/platform/soft_textures.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(soft_textures)

BOOST_AUTO_TEST_CASE(the_store_creates_updates_and_destroys) {
    SoftTextures textures;
    const TextureStore store = textures.store();
    const ImTextureID one = store.create(Image(2, 3, rgb(0x112233))), two = store.create(Image(1, 1, rgb(0xFFFFFF)));
    const auto* texture = reinterpret_cast<const SoftTexture*>(texture_handle(one));
    BOOST_TEST(texture->image.height == 3);
    BOOST_TEST(!texture->white);
    store.update(one, Image(4, 1, rgb(0xFFFFFF)));
    BOOST_TEST(texture->image.width == 4);
    BOOST_TEST(texture->white);
    store.destroy(two);
    BOOST_TEST(textures.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
