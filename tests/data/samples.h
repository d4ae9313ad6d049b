#pragma once
// What the tests of this room read: folders of their own, files in the formats, and a look at the errors.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/files.h"

namespace backstep::samples {

// A folder that is gone when the test ends.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const std::string& path() const { return path_; }
    std::string path(const std::string& name) const { return path_ + "/" + name; }
    // Writes the file; its path.
    std::string write(const std::string& name, const Bytes& bytes) const;
    std::string write(const std::string& name, std::string_view text) const;

private:
    std::string path_;
};

// The text of the InputError that `action` throws; a failed check, and "", if it throws none.
std::string input_error(const std::function<void()>& action);

// Checks that action throws an InputError whose text has all these words in it.
void check_refused(const std::function<void()>& action, const std::vector<std::string>& words);

// zlib's gzip of the bytes, one member.
Bytes gzipped(const Bytes& bytes);
Bytes joined(Bytes first, const Bytes& second);

// A header of big-endian words, then the bytes.
Bytes with_header(const std::vector<std::uint32_t>& words, const Bytes& bytes);
// Pixel p of image i.
std::uint8_t sample_pixel(int i, int p);
// IDX files of that many images, or of these labels.
Bytes idx_images(int count);
Bytes idx_labels(const Bytes& labels);

// A CSV: the header and a line for each label, with the pixels above.
std::string csv_header();
std::string csv_line(int i, int label);
std::string csv_file(const Bytes& labels);

}  // namespace backstep::samples
