#include "engine/timeline/position.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "engine/math/error.h"

namespace backstep {
namespace {

const char* const remedy = "write it like epoch 6 batch 386 dW[1], step 2731, or dW[1]; each part may be left out";

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    constexpr std::string_view blanks = " \t";
    for (std::size_t begin = text.find_first_not_of(blanks); begin != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(blanks, begin), text.size());
        words.push_back(text.substr(begin, end - begin));
        begin = text.find_first_not_of(blanks, end);
    }
    return words;
}

// Reads the words from left to right.
struct Reader {
    std::string_view text;
    std::vector<std::string_view> words;
    std::size_t next = 0;

    [[noreturn]] void refuse(const std::string& finding, const std::string& what_to_do) const {
        throw InputError("position '" + std::string(text) + "'", finding, what_to_do);
    }

    // The number after `keyword`, 1 … last, if this is the next word.
    std::optional<long> number_after(std::string_view keyword, long last) {
        if (next == words.size() || words[next] != keyword) return std::nullopt;
        const std::string name(keyword);
        if (++next == words.size()) refuse("no number after " + name, remedy);
        const std::string_view word = words[next++];
        const char* const end = word.data() + word.size();
        long number = 0;
        const auto [stop, error] = std::from_chars(word.data(), end, number);
        if (stop != end || error == std::errc::invalid_argument)
            refuse("'" + std::string(word) + "' is no number of " + (name == "batch" ? "a " : "an ") + name, remedy);
        if (error != std::errc() || number < 1 || number > last) refuse_beyond(name, word, last);
        return number;
    }

    [[noreturn]] void refuse_beyond(const std::string& name, std::string_view word, long last) const {
        refuse("there is no " + name + " " + std::string(word),
               last < 1 ? "there is no step yet" : "give one from 1 to " + std::to_string(last));
    }
};

}  // namespace

EpochAndBatch epoch_and_batch(long step, long steps_per_epoch) {
    return {(step - 1) / steps_per_epoch + 1, (step - 1) % steps_per_epoch + 1};
}

long step_of(EpochAndBatch where, long steps_per_epoch) { return (where.epoch - 1) * steps_per_epoch + where.batch; }

std::string step_text(long step, long steps_per_epoch) {
    const EpochAndBatch where = epoch_and_batch(step, steps_per_epoch);
    return "epoch " + std::to_string(where.epoch) + " batch " + std::to_string(where.batch);
}

std::string position_text(Position position, long steps_per_epoch, const Trace& trace) {
    std::string text = step_text(position.step, steps_per_epoch);
    const int last = std::min(position.event, static_cast<int>(trace.events.size())) - 1;
    if (last < 0) return text;
    const Event& event = trace.events[static_cast<std::size_t>(last)];
    text += " " + event.name.text();
    const auto same_name = [&](const Event& other) { return other.name == event.name; };
    if (std::count_if(trace.events.begin(), trace.events.end(), same_name) > 1)
        text += "@" + std::to_string(event.version);
    return text;
}

TypedPosition parse_position(std::string_view text, Position here, long steps_per_epoch, long steps) {
    Reader reader{text, words_of(text)};
    if (reader.words.empty()) reader.refuse("no words", remedy);

    // The epoch and the batch, each that of `here` if the other is all there is to go by.
    TypedPosition result;
    result.step = here.step;
    const long epochs = epoch_and_batch(steps, steps_per_epoch).epoch;
    const std::optional<long> epoch = reader.number_after("epoch", steps < 1 ? 0 : epochs);
    EpochAndBatch where{epoch.value_or(epoch_and_batch(here.step, steps_per_epoch).epoch), 1};
    const long first = step_of(where, steps_per_epoch);
    const std::optional<long> batch = reader.number_after("batch", std::min(steps_per_epoch, steps - first + 1));
    where.batch = batch.value_or(1);
    if (epoch || batch) result.step = step_of(where, steps_per_epoch);

    if (const std::optional<long> step = reader.number_after("step", steps)) {
        if (epoch || batch) reader.refuse("a step beside an epoch or batch", "give one of them");
        result.step = *step;
    }
    if (reader.next < reader.words.size()) result.value = reader.words[reader.next++];
    if (reader.next < reader.words.size())
        reader.refuse("'" + std::string(reader.words[reader.next]) + "' is too much", remedy);
    return result;
}

}  // namespace backstep
