#include "engine/data/gzip.h"

#include <fmt/format.h>
#include <libdeflate.h>
#include <zlib.h>

#include <limits>
#include <memory>
#include <new>

#include "engine/math/error.h"
#include "engine/math/large_pages.h"

namespace backstep {
namespace {

const char* const again = "download the file again";

// Fills `bytes` with what is packed. libdeflate is several times as fast as zlib, but does not say what is wrong: false
// if anything is, or if the size is another one.
bool unpack_at_once(const Bytes& packed, Bytes& bytes) {
    const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> decompressor(
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    if (!decompressor) throw std::bad_alloc();
    std::size_t read = 0, written = 0;
    const libdeflate_result result = libdeflate_gzip_decompress_ex(
        decompressor.get(), packed.data(), packed.size(), bytes.data(), bytes.size(), &read, &written);
    return result == LIBDEFLATE_SUCCESS && read == packed.size() && written == bytes.size();
}

// zlib's stream over packed bytes in memory.
class Inflater {
public:
    Inflater(const std::string& place, const Bytes& packed) : place_(place), packed_(packed) {
        if (!is_gzip(packed))
            throw InputError(place, "does not begin with the gzip bytes 1f 8b 08", "name a gzip file, or unpack it");
        // zlib counts in unsigned int; files this large are refused before they come here.
        if (packed.size() > std::numeric_limits<uInt>::max()) throw InputError(place, "4 GiB or more of gzip", again);
        constexpr int gzip_only = 16 + MAX_WBITS;
        if (inflateInit2(&stream_, gzip_only) != Z_OK) throw std::bad_alloc();
        stream_.next_in = const_cast<Bytef*>(packed.data());  // zlib's interface; it only reads
        stream_.avail_in = static_cast<uInt>(packed.size());
    }
    ~Inflater() { inflateEnd(&stream_); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    // Unpacks into out as far as it reaches; the count of bytes written.
    std::size_t read(std::uint8_t* out, std::size_t space) {
        stream_.next_out = out;
        stream_.avail_out = static_cast<uInt>(space);
        int status = Z_OK;
        while (status == Z_OK && stream_.avail_out > 0) status = inflate(&stream_, Z_NO_FLUSH);
        ended_ = status == Z_STREAM_END;
        if (status == Z_MEM_ERROR) throw std::bad_alloc();
        if (status == Z_BUF_ERROR && stream_.avail_out > 0)
            throw InputError(place_, fmt::format("the gzip data is cut short at byte {}", packed_.size()), again);
        if (status == Z_DATA_ERROR)
            throw InputError(place_,
                             fmt::format("damaged gzip data before byte {} ({})", position(),
                                         stream_.msg ? stream_.msg : "no further detail"),
                             again);
        return space - stream_.avail_out;
    }

    bool ended() const { return ended_; }
    std::size_t position() const { return packed_.size() - stream_.avail_in; }

private:
    const std::string& place_;
    const Bytes& packed_;
    z_stream stream_{};
    bool ended_ = false;
};

void check_nothing_follows(const std::string& place, const Bytes& packed, std::size_t end) {
    if (end == packed.size()) return;
    const bool member = packed.size() - end >= 2 && packed[end] == 0x1f && packed[end + 1] == 0x8b;
    throw InputError(place,
                     fmt::format("{} at byte {}, expected the end of the file",
                                 member ? "another gzip member" : "bytes that are not gzip", end),
                     member ? "unpack the file, which then must hold one set of data" : again);
}

}  // namespace

bool is_gzip(const Bytes& bytes) { return bytes.size() >= 3 && bytes[0] == 0x1f && bytes[1] == 0x8b && bytes[2] == 8; }

Bytes gunzip_start(const std::string& place, const Bytes& packed, std::size_t most) {
    Bytes bytes(most);
    bytes.resize(Inflater(place, packed).read(bytes.data(), bytes.size()));
    return bytes;
}

Bytes gunzip(const std::string& place, const Bytes& packed, std::size_t size) {
    // Deflate packs at most 1032 to 1 (zlib's technical notes): a size beyond that is refused before memory is taken.
    if (size / 1032 > packed.size())
        throw InputError(
            place,
            fmt::format("{} bytes of gzip, which cannot hold the {} bytes its header promises", packed.size(), size),
            again);
    Bytes bytes;
    bytes.reserve(size + 1);
    ask_for_large_pages(bytes.data(), size + 1);
    bytes.resize(size);
    if (unpack_at_once(packed, bytes)) return bytes;
    // Something is wrong, and zlib tells what, and where.
    Inflater inflater(place, packed);
    bytes.resize(size + 1);
    const std::size_t got = inflater.read(bytes.data(), bytes.size());
    if (got > size)
        throw InputError(place, fmt::format("unpacks to more than the {} bytes its header promises", size), again);
    if (got < size)
        throw InputError(place, fmt::format("unpacks to {} bytes, its header promises {}", got, size), again);
    check_nothing_follows(place, packed, inflater.position());
    bytes.resize(size);
    return bytes;
}

}  // namespace backstep
