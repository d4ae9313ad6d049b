#include "viewer/model/batch.h"

#include <algorithm>
#include <cmath>

namespace backstep {
namespace {

constexpr int classes = 10;

// The newest value of that name at or before the position, or else the first one anywhere; −1 if there is none.
int find_value(const Session& session, const char* name) {
    return session.trace ? find_event(*session.trace, name, session.position).value_or(-1) : -1;
}

bool columns_are_probabilities(const Matrix& A) {
    if (A.rows != classes) return false;
    for (int col = 0; col < A.cols; ++col) {
        double sum = 0;
        for (int row = 0; row < A.rows; ++row) {
            if (!(A(row, col) >= 0)) return false;
            sum += A(row, col);
        }
        if (!(std::abs(sum - 1) < 1e-9)) return false;
    }
    return true;
}

int find_probabilities(const Session& session, int examples) {
    for (int i = session.position - 1; i >= 0; --i) {
        const Event& event = session.trace->events[static_cast<std::size_t>(i)];
        const Matrix& value = session.trace->value(event);
        const bool is_activation = event.name.prefix.empty() && event.name.symbol == "A" && !event.given;
        if (is_activation && value.cols == examples && columns_are_probabilities(value)) return i;
    }
    return -1;
}

int row_of_largest(const Matrix& matrix, int col) {
    const double* column = matrix.column(col);
    return static_cast<int>(std::max_element(column, column + matrix.rows) - column);
}

int label_in(const Matrix& Y, int col) {
    const int row = row_of_largest(Y, col);
    return Y(row, col) == 1 ? row : -1;
}

}  // namespace

BatchView batch_view(const Session& session) {
    BatchView view;
    const int event = find_value(session, "X");
    if (event < 0) return view;
    const Matrix& X = session.trace->values[static_cast<std::size_t>(event)];
    const int side = static_cast<int>(std::lround(std::sqrt(static_cast<double>(X.rows))));
    if (side < 8 || side * side != X.rows || X.cols == 0) return view;
    view.event = event;
    view.rows = view.cols = side;
    view.ink = *std::max_element(X.values.begin(), X.values.end()) > 1 ? 255 : 1;

    const int labels = find_value(session, "Y");
    const Matrix* Y = labels < 0 ? nullptr : &session.trace->values[static_cast<std::size_t>(labels)];
    if (Y && (Y->cols != X.cols || Y->rows != classes)) Y = nullptr;
    view.prediction_event = find_probabilities(session, X.cols);
    const Matrix* A = nullptr;
    if (view.prediction_event >= 0) A = &session.trace->values[static_cast<std::size_t>(view.prediction_event)];
    for (int col = 0; col < X.cols; ++col) {
        BatchDigit digit;
        digit.column = col;
        digit.pixels = X.column(col);
        if (Y) digit.label = label_in(*Y, col);
        if (A) {
            digit.prediction = row_of_largest(*A, col);
            digit.probability = (*A)(digit.prediction, col);
        }
        if (A && digit.label >= 0 && digit.right()) ++view.right;
        view.digits.push_back(digit);
    }
    return view;
}

}  // namespace backstep
