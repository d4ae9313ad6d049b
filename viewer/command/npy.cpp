#include "viewer/command/npy.h"

#include <fmt/format.h>
#include <zip.h>

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
struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error("npz: " + what); }

void add_entry(zip_t* archive, const std::string& name, const std::string& bytes) {
    zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
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

std::string read_all(zip_source_t* source) {
    zip_stat_t status;
    zip_stat_init(&status);
    if (zip_source_stat(source, &status) < 0 || zip_source_open(source) < 0) fail("the archive cannot be read back");
    std::string bytes(static_cast<std::size_t>(status.size), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const zip_int64_t count = zip_source_read(source, bytes.data() + done, bytes.size() - done);
        if (count <= 0) fail("the archive cannot be read back");
        done += static_cast<std::size_t>(count);
    }
    zip_source_close(source);
    return bytes;
}

}  // namespace

std::string npy_bytes(const Matrix& matrix) {
    std::string header =
        fmt::format("{{'descr': '<f8', 'fortran_order': True, 'shape': ({}, {}), }}", matrix.rows, matrix.cols);
    const std::size_t before = 10;  // magic, version and the length of the header
    const std::size_t unpadded = before + header.size() + 1;
    header += std::string((64 - unpadded % 64) % 64, ' ') + "\n";
    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(header.size() & 0xff);
    bytes += static_cast<char>(header.size() >> 8);
    bytes += header;
    bytes.reserve(bytes.size() + matrix.size() * sizeof(double));
    for (const double number : matrix.values) append_number(bytes, number);
    return bytes;
}

// The archive is made in memory: libzip asks for the source to outlive it, and the file appears whole or not at all.
std::string npz_bytes(const std::vector<NpzEntry>& entries) {
    std::vector<std::string> files;
    for (const NpzEntry& entry : entries) files.push_back(npy_bytes(*entry.matrix));
    zip_error_t error;
    zip_error_init(&error);
    Source source(zip_source_buffer_create(nullptr, 0, 0, &error));
    if (!source) fail("no memory");
    zip_source_keep(source.get());  // the archive takes one of two references
    std::unique_ptr<zip_t, DiscardArchive> archive(zip_open_from_source(source.get(), ZIP_TRUNCATE, &error));
    if (!archive) {
        zip_source_free(source.get());
        fail(zip_error_strerror(&error));
    }
    for (std::size_t i = 0; i < entries.size(); ++i) add_entry(archive.get(), entries[i].key + ".npy", files[i]);
    if (zip_close(archive.get()) < 0) fail(zip_strerror(archive.get()));
    archive.release();
    return read_all(source.get());
}

}  // namespace backstep
