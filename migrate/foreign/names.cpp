#include <algorithm>

#include "migrate/foreign/readers.hpp"

namespace retort::migrate {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string words(std::string_view text) {
    std::string name(text);
    std::replace(name.begin(), name.end(), '_', ' ');
    std::replace(name.begin(), name.end(), '-', ' ');
    return name;
}

std::size_t digits(std::string_view text) {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

}  // namespace

std::optional<ForeignName> flyway_name(std::string_view file) {
    if (!file.ends_with(".sql") || (!file.starts_with('V') && !file.starts_with('U'))) return std::nullopt;
    const std::size_t end = file.find("__");
    if (end == std::string_view::npos || end < 2) return std::nullopt;
    std::string version(file.substr(1, end - 1));
    std::replace(version.begin(), version.end(), '_', '.');
    if (!std::all_of(version.begin(), version.end(), [](char c) { return is_digit(c) || c == '.'; }))
        return std::nullopt;
    return ForeignName{version, words(file.substr(end + 2, file.size() - end - 6)), file.starts_with('U')};
}

std::optional<ForeignName> golang_migrate_name(std::string_view file) {
    const bool down = file.ends_with(".down.sql");
    if (!down && !file.ends_with(".up.sql")) return std::nullopt;
    file.remove_suffix(down ? 9 : 7);
    const std::size_t end = digits(file);
    if (end == 0 || end == file.size() || file[end] != '_') return std::nullopt;
    return ForeignName{std::string(file.substr(0, end)), words(file.substr(end + 1)), down};
}

std::optional<ForeignName> numbered_name(std::string_view file) {
    if (!file.ends_with(".sql")) return std::nullopt;
    file.remove_suffix(4);
    const std::size_t end = digits(file);
    if (end == 0 || (end < file.size() && file[end] != '_' && file[end] != '-')) return std::nullopt;
    return ForeignName{std::string(file.substr(0, end)), words(file.substr(std::min(end + 1, file.size())))};
}

int compare_versions(std::string_view a, std::string_view b) {
    while (!a.empty() || !b.empty()) {
        const auto part = [](std::string_view& text) {
            const std::size_t end = std::min(text.find('.'), text.size());
            std::string_view number = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
            return number;
        };
        const std::string_view left = part(a);
        const std::string_view right = part(b);
        if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
        if (left != right) return left < right ? -1 : 1;
    }
    return 0;
}

}  // namespace retort::migrate
