#include "viewer/panels/number_text.h"

#include "viewer/model/number.h"
#include "viewer/widgets/text.h"

namespace backstep {

std::string number_within(const PanelContext& context, double number, float width, ImFont* font,
                          std::optional<int> wanted) {
    int digits = wanted.value_or(context.state.digits);
    while (digits > fewest_digits && text_width(context.ui, short_number(number, digits), font) > width) --digits;
    return short_number(number, digits);
}

float number_width(const PanelContext& context, ImFont* font) {
    return text_width(context.ui, "−0." + std::string(static_cast<std::size_t>(context.state.digits), '0') + "e−00",
                      font);
}

}  // namespace backstep
