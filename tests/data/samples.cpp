#include "tests/data/samples.h"

#include <fmt/format.h>
#include <stdlib.h>
#include <zlib.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "engine/math/error.h"

namespace backstep::samples {

Folder::Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "backstep-XXXXXX").string();
    BOOST_REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string Folder::write(const std::string& name, std::string_view text) const {
    std::ofstream(path(name), std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
    return path(name);
}

std::string Folder::write(const std::string& name, const Bytes& bytes) const {
    return write(name, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

std::string input_error(const std::function<void()>& action) {
    try {
        action();
    } catch (const InputError& error) {
        return error.what();
    }
    BOOST_ERROR("no InputError was thrown");
    return "";
}

void check_refused(const std::function<void()>& action, const std::vector<std::string>& words) {
    const std::string text = input_error(action);
    for (const std::string& word : words)
        BOOST_CHECK_MESSAGE(text.find(word) != std::string::npos, "\"" << word << "\" is not in: " << text);
    // Where, what, and after a semicolon what to do.
    BOOST_CHECK_MESSAGE(text.find(": ") != std::string::npos && text.find("; ") != std::string::npos, text);
}

Bytes gzipped(const Bytes& bytes) {
    z_stream stream{};
    BOOST_REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    Bytes packed(deflateBound(&stream, bytes.size()));
    stream.next_in = const_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    BOOST_REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

Bytes joined(Bytes first, const Bytes& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

Bytes with_header(const std::vector<std::uint32_t>& words, const Bytes& bytes) {
    Bytes result;
    for (std::uint32_t word : words)
        for (int shift = 24; shift >= 0; shift -= 8) result.push_back(static_cast<std::uint8_t>(word >> shift));
    return joined(std::move(result), bytes);
}

std::uint8_t sample_pixel(int i, int p) { return static_cast<std::uint8_t>((i * 131 + p * 7) % 256); }

Bytes idx_images(int count) {
    Bytes pixels;
    for (int i = 0; i < count; ++i)
        for (int p = 0; p < 784; ++p) pixels.push_back(sample_pixel(i, p));
    return with_header({0x803, static_cast<std::uint32_t>(count), 28, 28}, pixels);
}

Bytes idx_labels(const Bytes& labels) {
    return with_header({0x801, static_cast<std::uint32_t>(labels.size())}, labels);
}

std::string csv_header() {
    std::string text = "label";
    for (int p = 0; p < 784; ++p) text += fmt::format(",pixel{}", p);
    return text + "\n";
}

std::string csv_line(int i, int label) {
    std::string text = fmt::format("{}", label);
    for (int p = 0; p < 784; ++p) text += fmt::format(",{}", sample_pixel(i, p));
    return text + "\n";
}

std::string csv_file(const Bytes& labels) {
    std::string text = csv_header();
    for (std::size_t i = 0; i < labels.size(); ++i) text += csv_line(static_cast<int>(i), labels[i]);
    return text;
}

}  // namespace backstep::samples
