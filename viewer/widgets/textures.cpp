#include "viewer/widgets/textures.h"

#include <cstring>
#include <utility>

namespace backstep {

namespace {

constexpr std::uint64_t frames_kept = 120;

}  // namespace

TextureCache::TextureCache(TextureStore store) : store_(std::move(store)) {}

TextureCache::~TextureCache() {
    for (const auto& [key, entry] : entries_) store_.destroy(entry.id);
}

ImTextureID TextureCache::get(std::uint64_t key, std::uint64_t version, const std::function<Image()>& paint) {
    const auto found = entries_.find(key);
    if (found == entries_.end()) {
        const ImTextureID id = store_.create(paint());
        ++uploads_;
        entries_[key] = Entry{id, version, frame_};
        return id;
    }
    Entry& entry = found->second;
    entry.last_used = frame_;
    if (entry.version != version) {
        store_.update(entry.id, paint());
        ++uploads_;
        entry.version = version;
    }
    return entry.id;
}

std::uint64_t TextureCache::content_of(ImTextureID id) const {
    for (const auto& [key, entry] : entries_) {
        if (entry.id == id) return combine_hash(key, entry.version);
    }
    return 0;
}

void TextureCache::end_frame() {
    ++frame_;
    for (auto entry = entries_.begin(); entry != entries_.end();) {
        if (frame_ - entry->second.last_used > frames_kept) {
            store_.destroy(entry->second.id);
            entry = entries_.erase(entry);
        } else {
            ++entry;
        }
    }
}

// The finaliser of MurmurHash3 (A. Appleby) over the running hash: every bit of both reaches every bit of the result.
std::uint64_t combine_hash(std::uint64_t hash, std::uint64_t value) {
    // The factor tells the order of the parts.
    std::uint64_t mixed = (hash * 0xD1B54A32D192ED03U ^ value) + 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 33)) * 0xFF51AFD7ED558CCDU;
    mixed = (mixed ^ (mixed >> 33)) * 0xC4CEB9FE1A85EC53U;
    return mixed ^ (mixed >> 33);
}

std::uint64_t hash_of(double value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}

}  // namespace backstep
