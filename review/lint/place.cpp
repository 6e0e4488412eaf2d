#include "review/lint/place.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "review/hazards/rules.hpp"
#include "schema/name.hpp"

namespace retort::hazards {

Places::Places(const std::string& file, const std::string& text) : file_(file), text_(text), lines_{0} {
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
        lines_.push_back(at + 1);
}

Place Places::at(std::size_t offset) const {
    const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset);
    const std::size_t start = *(after - 1);
    const std::size_t end = after == lines_.end() ? text_.size() : *after - 1;
    std::string_view line = text_.substr(start, end - start);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::string_view before = text_.substr(start, offset - start);
    const auto starts = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
    Place place;
    place.position = {file_, static_cast<int>(after - lines_.begin()), 1 + static_cast<int>(before.size())};
    place.character = 1 + static_cast<int>(std::count_if(before.begin(), before.end(), starts));
    place.source_line = line;
    return place;
}

std::string meant_rule(std::string_view word) {
    std::vector<std::string_view> words;
    for (const RuleEntry& each : rules()) words.insert(words.end(), {each.code, each.name});
    const std::string_view meant = did_you_mean(word, words);
    return meant.empty() ? "retort explain lists all rules" : fmt::format("did you mean '{}'?", meant);
}

}  // namespace retort::hazards
