#include "viewer/model/batch.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace backstep {
namespace {

constexpr int classes = 10;

// The newest value of that name at or before the position, or else the first one anywhere; −1 if there is none.
int find_value(const Session& session, const char* name) {
    return session.trace ? find_event(*session.trace, name, session.position).value_or(-1) : -1;
}

int side_of(const Numbers& X) { return static_cast<int>(std::lround(std::sqrt(static_cast<double>(X.rows)))); }

bool columns_are_probabilities(const Numbers& A) {
    if (A.rows != classes) return false;
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

int find_probabilities(const Session& session, int examples) {
    for (int i = session.position - 1; i >= 0; --i) {
        const Event& event = session.trace->events[static_cast<std::size_t>(i)];
        const Numbers value = session.trace->value(event);
        const bool is_activation = event.name.prefix.empty() && event.name.symbol == "A" && !event.given;
        if (is_activation && value.cols == examples && columns_are_probabilities(value)) return i;
    }
    return -1;
}

int row_of_largest(const double* column) {
    return static_cast<int>(std::max_element(column, column + classes) - column);
}

int label_in(const double* column) {
    const int row = row_of_largest(column);
    return column[row] == 1 ? row : -1;
}

double largest_of(const Numbers& X) {
    double largest = 0;
    X.visit([&](double number) { largest = std::max(largest, number); });
    return largest;
}

// Fills in what Y and A, where there are any, say about the images.
void read_digits(BatchView& view, int count, std::optional<Numbers> Y, std::optional<Numbers> A) {
    std::vector<double> room;
    for (int col = 0; col < count; ++col) {
        BatchDigit digit;
        digit.column = col;
        if (Y) digit.label = label_in(Y->column(col, room));
        if (A) {
            const double* column = A->column(col, room);
            digit.prediction = row_of_largest(column);
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
    return side_of(X) >= 8 && side_of(X) * side_of(X) == X.rows && X.cols > 0 ? event : -1;
}

BatchView batch_view(const Session& session) {
    BatchView view;
    view.event = batch_event(session);
    if (view.event < 0) return view;
    const Numbers X = session.trace->value(view.event);
    view.rows = view.cols = side_of(X);
    view.ink = largest_of(X) > 1 ? 255 : 1;

    const int labels = find_value(session, "Y");
    std::optional<Numbers> Y, A;
    if (labels >= 0) Y = session.trace->value(labels);
    if (Y && (Y->cols != X.cols || Y->rows != classes)) Y.reset();
    view.prediction_event = find_probabilities(session, X.cols);
    if (view.prediction_event >= 0) A = session.trace->value(view.prediction_event);
    read_digits(view, X.cols, Y, A);
    return view;
}

}  // namespace backstep
