#include "sql/masked.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace retort::sql {

namespace {

constexpr std::string_view mask = "***", space_or_quote = " \t\r\n\"'`<>";

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }
bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-'; }

/// The length of the keyword of a password with which `text` begins; 0 for none.
std::size_t keyword(std::string_view text) {
    static constexpr std::array<std::string_view, 5> words = {"password", "sslpassword", "pgpassword", "passwd", "pwd"};
    for (const std::string_view word : words) {
        if (text.size() < word.size() || (text.size() > word.size() && is_word(text[word.size()]))) continue;
        if (std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
                return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
            }))
            return word.size();
    }
    return 0;
}

/// The password after "://": its start and its length in `text`, which begins there.
std::pair<std::size_t, std::size_t> in_authority(std::string_view text) {
    const std::string_view url = text.substr(0, text.find_first_of(space_or_quote));
    if (url.starts_with('[')) return {0, 0};  // an IPv6 address
    const std::size_t colon = url.find(':'), first_at = url.find('@');
    if (colon == std::string_view::npos || first_at < colon) return {0, 0};
    const std::size_t path = std::min(url.find_first_of("/?", colon), url.size());
    const std::string_view port = url.substr(colon + 1, path - colon - 1);
    const bool is_port = std::all_of(port.begin(), port.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    if (is_port && first_at >= std::min(url.find('?'), url.size())) return {0, 0};
    // A password may have a '@', '/' or '?' that should be written as %XX.
    const std::size_t end = std::min(url.rfind('@'), url.size());
    return {colon + 1, end - colon - 1};
}

/// The password of "postgresql:app:secret@db" or "app:secret@db", from which the slashes are missing: its start and its
/// length in `text`, which begins with it.
std::pair<std::size_t, std::size_t> without_slashes(std::string_view text) {
    const std::string_view token = text.substr(0, text.find_first_of(space_or_quote));
    const std::size_t end = token.rfind('@');
    std::size_t colon = token.find(':');
    if (end == std::string_view::npos || token.find("://") != std::string_view::npos) return {0, 0};
    if (token.starts_with("postgres") || token.starts_with("sqlite")) colon = token.find(':', colon + 1);
    if (colon >= end || !std::all_of(token.begin(), token.begin() + static_cast<std::ptrdiff_t>(colon),
                                     [](char c) { return is_word(c) || c == ':' || c == '+'; }))
        return {0, 0};
    return {colon + 1, end - colon - 1};
}

/// The value of a keyword: its start and its length in `text`, which begins after the keyword.
std::pair<std::size_t, std::size_t> value_after(std::string_view text) {
    const auto skip = [&](std::size_t at) {
        while (at < text.size() && is_space(text[at])) ++at;
        return at;
    };
    std::size_t at = skip(0);
    const bool assigned = at < text.size() && text[at] == '=';
    if (assigned) at = skip(at + 1);
    if (at >= text.size()) return {0, 0};
    if (text[at] == '\'' || text[at] == '"') {
        const std::size_t end = std::min(text.find(text[at], at + 1), text.size());
        return {at + 1, end - at - 1};
    }
    if (!assigned) return {0, 0};
    return {at, std::min(text.find_first_of(" \t\r\n&'\"", at), text.size()) - at};
}

/// The start and the length of each password in `text`, in order.
std::vector<std::pair<std::size_t, std::size_t>> secrets_in(std::string_view text) {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t before = 0;
        std::pair<std::size_t, std::size_t> secret{0, 0};
        if (text.substr(i).starts_with("://")) {
            before = 3;
            secret = in_authority(text.substr(i + before));
        } else if (i == 0 || !is_word(text[i - 1])) {
            before = keyword(text.substr(i));
            if (before > 0)
                secret = value_after(text.substr(i + before));
            else if (i == 0 || text[i - 1] == '=' || space_or_quote.find(text[i - 1]) != std::string_view::npos)
                secret = without_slashes(text.substr(i));
        }
        i += secret.second > 0 ? before + secret.first : std::max<std::size_t>(before, 1);
        if (secret.second > 0 && !text.substr(i).starts_with(mask)) found.emplace_back(i, secret.second);
        i += secret.second;
    }
    return found;
}

}  // namespace

std::string masked(std::string_view text) {
    std::string out;
    std::size_t done = 0;
    for (const auto& [start, length] : secrets_in(text)) {
        out.append(text.substr(done, start - done)).append(mask);
        done = start + length;
    }
    return out.append(text.substr(done));
}

std::vector<std::string_view> passwords_in(std::string_view text) {
    std::vector<std::string_view> passwords;
    for (const auto& [start, length] : secrets_in(text)) passwords.push_back(text.substr(start, length));
    return passwords;
}

}  // namespace retort::sql
