#include "viewer/model/csv.h"

#include <cctype>

#include "viewer/model/number.h"
#include "viewer/model/value_name.h"

namespace backstep {

std::string csv_text(const Numbers& numbers) {
    std::string text;
    for (int row = 0; row < numbers.rows; ++row)
        for (int col = 0; col < numbers.cols; ++col)
            text += exact_number(numbers(row, col)) + (col + 1 < numbers.cols ? "," : "\n");
    return text;
}

std::string file_name(const std::string& value) {
    std::string name;
    for (const char c : ascii_name(value)) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) && static_cast<unsigned char>(c) < 0x80;
        if (plain)
            name += c;
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    while (!name.empty() && name.back() == '_') name.pop_back();
    return name.empty() ? "value" : name;
}

}  // namespace backstep
