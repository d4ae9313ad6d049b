#include "viewer/command/npy.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace backstep {
namespace {

void append_number(std::string& bytes, double number) {
    // Which NaN an operation gives is the processor's choice.
    std::uint64_t bits = 0x7ff8000000000000u;
    if (!std::isnan(number)) std::memcpy(&bits, &number, sizeof bits);
    for (int shift = 0; shift < 64; shift += 8) bytes += static_cast<char>((bits >> shift) & 0xff);
}

struct DiscardArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error("npz: " + what); }

// The bytes of one .npy file as libzip asks for them.
zip_int64_t give(void* reader, void* to, zip_uint64_t room, zip_source_cmd_t command) {
    NpyReader& npy = *static_cast<NpyReader*>(reader);
    switch (command) {
        case ZIP_SOURCE_OPEN:
            npy.rewind();
            return 0;
        case ZIP_SOURCE_READ:
            return static_cast<zip_int64_t>(npy.read(static_cast<char*>(to), static_cast<std::size_t>(room)));
        case ZIP_SOURCE_STAT:
            zip_stat_init(static_cast<zip_stat_t*>(to));
            static_cast<zip_stat_t*>(to)->size = npy.size();
            static_cast<zip_stat_t*>(to)->valid = ZIP_STAT_SIZE;
            return sizeof(zip_stat_t);
        case ZIP_SOURCE_CLOSE:
        case ZIP_SOURCE_ERROR:
        case ZIP_SOURCE_FREE:
            return 0;
        case ZIP_SOURCE_SUPPORTS:
            return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                                  ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
        default:
            return -1;
    }
}

void add_entry(zip_t* archive, const std::string& name, NpyReader& npy) {
    zip_source_t* source = zip_source_function(archive, give, &npy);
    if (!source) fail(zip_strerror(archive));
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        fail(zip_strerror(archive));
    }
    const auto place = static_cast<zip_uint64_t>(index);
    constexpr zip_uint16_t first_of_january_1980 = (1 << 5) | 1;
    if (zip_set_file_compression(archive, place, ZIP_CM_STORE, 0) < 0 ||
        zip_file_set_dostime(archive, place, 0, first_of_january_1980, 0) < 0)
        fail(zip_strerror(archive));
}

std::string npy_header(int rows, int cols) {
    std::string header = fmt::format("{{'descr': '<f8', 'fortran_order': True, 'shape': ({}, {}), }}", rows, cols);
    const std::size_t before = 10;  // magic, version and the length of the header
    const std::size_t unpadded = before + header.size() + 1;
    header += std::string((64 - unpadded % 64) % 64, ' ') + "\n";
    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(header.size() & 0xff);
    bytes += static_cast<char>(header.size() >> 8);
    return bytes + header;
}

}  // namespace

NpyReader::NpyReader(const Numbers& numbers) : numbers_(numbers) { rewind(); }

void NpyReader::rewind() {
    bytes_ = npy_header(numbers_.rows, numbers_.cols);
    size_ = bytes_.size() + numbers_.size() * sizeof(double);
    given_ = 0;
    next_col_ = 0;
}

std::size_t NpyReader::read(char* to, std::size_t room) {
    std::size_t done = 0;
    while (done < room) {
        if (given_ == bytes_.size()) {
            if (next_col_ == numbers_.cols) break;
            const double* column = numbers_.column(next_col_++, column_);
            bytes_.clear();
            given_ = 0;
            for (int row = 0; row < numbers_.rows; ++row) append_number(bytes_, column[row]);
        }
        const std::size_t some = std::min(room - done, bytes_.size() - given_);
        std::copy_n(bytes_.data() + given_, some, to + done);
        given_ += some;
        done += some;
    }
    return done;
}

// libzip writes another file and renames it.
void write_npz(const std::string& file, const std::vector<NpzEntry>& entries) {
    std::vector<NpyReader> readers;
    for (const NpzEntry& entry : entries) readers.emplace_back(entry.numbers);
    int error = 0;
    std::unique_ptr<zip_t, DiscardArchive> archive(zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error));
    if (!archive) {
        zip_error_t why;
        zip_error_init_with_code(&why, error);
        fail(zip_error_strerror(&why));
    }
    for (std::size_t i = 0; i < entries.size(); ++i) add_entry(archive.get(), entries[i].key + ".npy", readers[i]);
    if (zip_close(archive.get()) < 0) fail(zip_strerror(archive.get()));
    archive.release();
}

}  // namespace backstep
