#include "viewer/model/batch.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace backstep {
namespace {

constexpr int fewest_classes = 2;

// The newest value of that name at or before the position, or else the first one anywhere; −1 if there is none.
int find_value(const Session& session, const char* name) {
    return session.trace ? find_event(*session.trace, name, session.position).value_or(-1) : -1;
}

bool columns_are_probabilities(const Numbers& A) {
    std::vector<double> room;
    for (int col = 0; col < A.cols; ++col) {
        const double* column = A.column(col, room);
        double sum = 0;
        for (int row = 0; row < A.rows; ++row) {
            if (!(column[row] >= 0)) return false;
            sum += column[row];
        }
        if (!(std::abs(sum - 1) < 1e-9)) return false;
    }
    return true;
}

// classes: 0 if nothing says how many there are.
int find_probabilities(const Session& session, int examples, int classes) {
    for (int i = session.position - 1; i >= 0; --i) {
        const Event& event = session.trace->events[static_cast<std::size_t>(i)];
        const Numbers value = session.trace->value(event);
        const bool is_activation = event.name.prefix.empty() && event.name.symbol == "A" && !event.given;
        const bool has_classes = classes == 0 ? value.rows >= fewest_classes : value.rows == classes;
        if (is_activation && has_classes && value.cols == examples && columns_are_probabilities(value)) return i;
    }
    return -1;
}

int row_of_largest(const double* column, int rows) {
    return static_cast<int>(std::max_element(column, column + rows) - column);
}

int label_in(const double* column, int rows) {
    const int row = row_of_largest(column, rows);
    return column[row] == 1 ? row : -1;
}

// Fills in what Y and A, where there are any, say about the images.
void read_digits(BatchView& view, int count, std::optional<Numbers> Y, std::optional<Numbers> A) {
    std::vector<double> room;
    for (int col = 0; col < count; ++col) {
        BatchDigit digit;
        digit.column = col;
        if (Y) digit.label = label_in(Y->column(col, room), Y->rows);
        if (A) {
            const double* column = A->column(col, room);
            digit.prediction = row_of_largest(column, A->rows);
            digit.probability = column[digit.prediction];
        }
        if (A && digit.label >= 0 && digit.right()) ++view.right;
        view.digits.push_back(digit);
    }
}

}  // namespace

int batch_event(const Session& session) {
    const int event = find_value(session, "X");
    if (event < 0) return event;
    const Numbers X = session.trace->value(event);
    return X.cols > 0 && image_size(*session.trace, X.rows) ? event : -1;
}

BatchView batch_view(const Session& session) {
    BatchView view;
    view.event = batch_event(session);
    if (view.event < 0) return view;
    const Numbers X = session.trace->value(view.event);
    const ImageSize size = *image_size(*session.trace, X.rows);
    view.rows = size.rows;
    view.cols = size.cols;
    view.ink = largest_finite(X) > 1 ? 255 : 1;

    const int labels = find_value(session, "Y");
    std::optional<Numbers> Y, A;
    if (labels >= 0) Y = session.trace->value(labels);
    if (Y && (Y->cols != X.cols || Y->rows < fewest_classes)) Y.reset();
    view.prediction_event = find_probabilities(session, X.cols, Y ? Y->rows : 0);
    if (view.prediction_event >= 0) A = session.trace->value(view.prediction_event);
    read_digits(view, X.cols, Y, A);
    return view;
}

}  // namespace backstep
