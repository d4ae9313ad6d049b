#include "engine/data/csv.h"

#include <fmt/format.h>

#include <string_view>

#include "engine/data/files.h"
#include "engine/math/error.h"

namespace backstep {
namespace {

constexpr int pixels = 28 * 28, columns = pixels + 1;
const char* const use_kaggle = "use train.csv of Kaggle's digit-recognizer as it was downloaded";

std::string column_name(int column) {
    if (column == 0) return "label";
    if (column < columns) return fmt::format("pixel{}", column - 1);
    return fmt::format("column {}", column + 1);
}

// Walks over the bytes of the file; knows the line for the messages.
class Reader {
public:
    Reader(const std::string& path, const Bytes& file)
        : path_(path), at_(reinterpret_cast<const char*>(file.data())), end_(at_ + file.size()) {}

    bool at_end() const { return at_ == end_; }

    bool skip(std::string_view text) {
        if (!rest().starts_with(text)) return false;
        at_ += text.size();
        return true;
    }

    // The end of a line, LF or CRLF, or of the file.
    bool skip_line_end() {
        const bool found = skip("\n") || skip("\r\n");
        line_ += found;
        return found || at_end();
    }

    // A whole number from 0 to `most`, of one to three digits.
    int number(int column, int most) {
        const char* p = at_;
        int value = 0;
        while (p != end_ && p - at_ < 3 && *p >= '0' && *p <= '9') value = 10 * value + (*p++ - '0');
        const bool ended = p == end_ || *p == ',' || *p == '\n' || *p == '\r';
        if (p == at_ || !ended || value > most)
            refuse(fmt::format("{} is {}, expected a whole number from 0 to {}", column_name(column), found(), most));
        at_ = p;
        return value;
    }

    [[noreturn]] void refuse(const std::string& finding) const {
        throw InputError(fmt::format("{} line {}", path_, line_), finding, use_kaggle);
    }

    std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }

    // The field that begins here (or the line, up to other ends), fit to be shown: its first bytes, and nothing that a
    // terminal would obey.
    std::string found(const char* ends = ",\r\n") const {
        const std::string_view start = rest().substr(0, 25);
        const std::string_view field = start.substr(0, start.find_first_of(ends));
        std::string text = "\"";
        for (char c : field.substr(0, 24))
            text += c >= ' ' && c <= '~' ? std::string(1, c) : fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        return text + (field.size() > 24 ? "…\"" : "\"");
    }

private:
    const std::string& path_;
    const char *at_, *end_;
    std::size_t line_ = 1;
};

void read_header(Reader& reader) {
    reader.skip("\xef\xbb\xbf");
    if (reader.at_end()) reader.refuse("an empty file, expected the header label,pixel0,…,pixel783");
    if (reader.rest().starts_with("pixel0")) reader.refuse("no column \"label\": this is the unlabelled test.csv");
    for (int column = 0; column < columns; ++column)
        if ((column > 0 && !reader.skip(",")) || !reader.skip(column_name(column)))
            reader.refuse(fmt::format("column {} of the header is {}, expected {}", column + 1, reader.found(),
                                      column_name(column)));
    if (!reader.skip_line_end())
        reader.refuse(fmt::format("the header goes on with {} after pixel{}, expected {} columns", reader.found("\r\n"),
                                  pixels - 1, columns));
}

void read_image(Reader& reader, Dataset& data) {
    data.labels.push_back(static_cast<std::uint8_t>(reader.number(0, 9)));
    const std::size_t first = data.images.size();
    data.images.resize(first + pixels);
    for (int pixel = 0; pixel < pixels; ++pixel) {
        if (!reader.skip(",")) reader.refuse(fmt::format("ends after {} columns, expected {}", pixel + 1, columns));
        data.images[first + static_cast<std::size_t>(pixel)] = static_cast<std::uint8_t>(reader.number(pixel + 1, 255));
    }
    if (!reader.skip_line_end())
        reader.refuse(fmt::format("goes on with {} after {} columns", reader.found("\r\n"), columns));
    ++data.count;
}

}  // namespace

Dataset read_csv(const std::string& path) {
    const Bytes file = read_file(path);
    Reader reader(path, file);
    read_header(reader);

    Dataset data;
    data.source = path;
    // A line has at least two bytes a column.
    data.images.reserve(file.size() / 2);
    data.labels.reserve(file.size() / (2 * columns));
    while (!reader.at_end()) {
        if (reader.rest() == "\n" || reader.rest() == "\r\n") break;
        read_image(reader, data);
    }
    if (data.count == 0) reader.refuse("no images after the header");
    data.images.shrink_to_fit();
    return data;
}

}  // namespace backstep
