#pragma once
// Tells things apart by their bytes: FNV-1a (Fowler, Noll, Vo), 64 bit, over eight bytes at a time. For names and
// places that are kept, not for recordings: those have the hash of their state (engine/network/mlp.h).

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace backstep {

struct Fingerprint {
    std::uint64_t value = 0xCBF29CE484222325U;

    void add(std::uint64_t number) { value = (value ^ number) * 0x100000001B3U; }
    void add(std::string_view bytes) {
        add(bytes.size());
        for (std::size_t at = 0; at < bytes.size(); at += 8) {
            std::uint64_t eight = 0;
            std::memcpy(&eight, bytes.data() + at, std::min<std::size_t>(8, bytes.size() - at));
            add(eight);
        }
    }
};

}  // namespace backstep
