#include "engine/data/csv.h"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "engine/data/files.h"
#include "engine/math/error.h"

namespace backstep {
namespace {

constexpr int most_pixels = 1'000'000;
constexpr int highest_label = 255;  // a label is a byte
const char* const use_kaggle = "use a file like train.csv of Kaggle's digit-recognizer, as it was downloaded";

// What the columns after the label are called.
struct Columns {
    bool by_place = false;  // 1x1, 1x2, …; else pixel0, pixel1, …
    int first = 0;          // pixel0 or pixel1
    int pixels = 0, cols = 0;
    int rows() const { return pixels / cols; }

    std::string name(int pixel) const {
        if (!by_place) return fmt::format("pixel{}", first + pixel);
        return cols > 0 ? fmt::format("{}x{}", pixel / cols + 1, pixel % cols + 1) : fmt::format("1x{}", pixel + 1);
    }
};

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

    // A whole number from 0 to `most`, of one to three digits. name() gives that of the column.
    template <class Name>
    int number(int most, const Name& name) {
        const char* p = at_;
        int value = 0;
        while (p != end_ && p - at_ < 3 && *p >= '0' && *p <= '9') value = 10 * value + (*p++ - '0');
        const bool ended = p == end_ || *p == ',' || *p == '\n' || *p == '\r';
        if (p == at_ || !ended || value > most)
            refuse(fmt::format("{} is {}, expected a whole number from 0 to {}", name(), found(), most));
        at_ = p;
        return value;
    }

    [[noreturn]] void refuse(const std::string& finding) const { refuse_line(line_, finding); }
    [[noreturn]] void refuse_header(const std::string& finding) const { refuse_line(1, finding); }

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
    [[noreturn]] void refuse_line(std::size_t line, const std::string& finding) const {
        throw InputError(fmt::format("{} line {}", path_, line), finding, use_kaggle);
    }

    const std::string& path_;
    const char *at_, *end_;
    std::size_t line_ = 1;
};

// The name of the first pixel says how all are called.
Columns columns_of(Reader& reader) {
    reader.skip("\xef\xbb\xbf");
    if (reader.at_end()) reader.refuse("an empty file, expected the header label,pixel0,pixel1,…");
    if (reader.rest().starts_with("pixel")) reader.refuse("no column \"label\": this is the unlabelled test.csv");
    if (!reader.skip("label"))
        reader.refuse(fmt::format("column 1 of the header is {}, expected label", reader.found()));
    Columns columns;
    const std::string_view second = reader.rest();
    columns.by_place = second.starts_with(",1x1");
    columns.first = second.starts_with(",pixel1,") ? 1 : 0;
    return columns;
}

Columns read_header(Reader& reader) {
    Columns columns = columns_of(reader);
    for (; !reader.skip_line_end(); ++columns.pixels) {
        if (!reader.skip(","))
            reader.refuse(fmt::format("the header goes on with {} after column {}, expected a comma or its end",
                                      reader.found("\r\n"), columns.pixels + 1));
        // Where the first line of pixels ends, the second begins.
        if (columns.by_place && columns.cols == 0 && reader.rest().starts_with("2x1")) columns.cols = columns.pixels;
        if (!reader.skip(columns.name(columns.pixels)))
            reader.refuse(fmt::format("column {} of the header is {}, expected {}", columns.pixels + 2, reader.found(),
                                      columns.name(columns.pixels)));
        if (columns.pixels == most_pixels) reader.refuse(fmt::format("more than {} pixels", most_pixels));
    }
    if (!columns.by_place) columns.cols = static_cast<int>(std::lround(std::sqrt(columns.pixels)));
    if (columns.by_place && columns.cols == 0) columns.cols = columns.pixels;
    if (columns.pixels == 0) reader.refuse_header("no column of a pixel after the label");
    if (columns.by_place ? columns.pixels % columns.cols != 0 : columns.cols * columns.cols != columns.pixels)
        reader.refuse_header(fmt::format("{} pixels are no {}", columns.pixels,
                                         columns.by_place ? fmt::format("lines of {}", columns.cols) : "square image"));
    return columns;
}

void read_image(Reader& reader, const Columns& columns, Dataset& data) {
    data.labels.push_back(static_cast<std::uint8_t>(reader.number(highest_label, [] { return "label"; })));
    const std::size_t first = data.images.size();
    data.images.resize(first + static_cast<std::size_t>(columns.pixels));
    for (int pixel = 0; pixel < columns.pixels; ++pixel) {
        if (!reader.skip(","))
            reader.refuse(fmt::format("ends after {} columns, expected {}", pixel + 1, columns.pixels + 1));
        data.images[first + static_cast<std::size_t>(pixel)] =
            static_cast<std::uint8_t>(reader.number(255, [&] { return columns.name(pixel); }));
    }
    if (!reader.skip_line_end())
        reader.refuse(fmt::format("goes on with {} after {} columns", reader.found("\r\n"), columns.pixels + 1));
    ++data.count;
}

}  // namespace

Dataset read_csv(const std::string& path) {
    const Bytes file = read_file(path);
    Reader reader(path, file);
    const Columns columns = read_header(reader);

    Dataset data;
    data.rows = columns.rows();
    data.cols = columns.cols;
    data.source = path;
    // A line has at least two bytes a column.
    data.images.reserve(file.size() / 2);
    data.labels.reserve(file.size() / (2 * static_cast<std::size_t>(columns.pixels + 1)));
    while (!reader.at_end()) {
        if (reader.rest() == "\n" || reader.rest() == "\r\n") break;
        read_image(reader, columns, data);
    }
    if (data.count == 0) reader.refuse("no images after the header");
    data.images.shrink_to_fit();
    return data;
}

}  // namespace backstep
