#include "migrate/file_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "schema/name.hpp"
#include "schema/unicode.hpp"
#include "sql/text_file.hpp"

namespace retort::migrate {

namespace {

constexpr std::size_t slug_limit = 40;
constexpr auto fields =
    std::to_array<std::string_view>({"day", "hour", "minute", "month", "number", "revision", "second", "slug", "year"});

[[noreturn]] void reject(std::string_view pattern, const std::string& what, const std::string& hint = {}) {
    throw Error("RT062", fmt::format("[migrations] file_name \"{}\": {}", pattern, what), hint);
}

/// A piece of a template: literal text, or a field with its minimum number of digits.
struct Piece {
    std::string_view text;
    bool field = false;
    int width = 0;
};

Piece read_field(std::string_view pattern, std::string_view inside) {
    const std::size_t colon = std::min(inside.find(':'), inside.size());
    Piece piece{inside.substr(0, colon), true, 0};
    if (std::find(fields.begin(), fields.end(), piece.text) == fields.end()) {
        const std::string_view meant = did_you_mean(piece.text, fields);
        reject(pattern, fmt::format("unknown field '{}'", piece.text),
               meant.empty() ? "the fields are number, revision, slug, year, month, day, hour, minute, second"
                             : fmt::format("did you mean '{}'?", meant));
    }
    if (colon == inside.size()) return piece;
    const std::string_view format = inside.substr(colon + 1);
    int width = 0;
    const auto [end, error] = std::from_chars(format.data(), format.data() + format.size(), width);
    if (piece.text != "number" || format.size() < 2 || format.front() != '0' || error != std::errc{} ||
        end != format.data() + format.size() || width < 1 || width > 18)
        reject(pattern, fmt::format("unknown format in '{{{}}}'", inside),
               "only {number} takes a format: {number:04} for four digits");
    piece.width = width;
    return piece;
}

std::vector<Piece> pieces_of(std::string_view pattern) {
    std::vector<Piece> pieces;
    for (std::string_view rest = pattern; !rest.empty();) {
        const std::size_t bracket = std::min(rest.find_first_of("{}"), rest.size());
        if (bracket > 0) pieces.push_back({rest.substr(0, bracket)});
        rest.remove_prefix(bracket);
        if (rest.empty()) break;
        if (rest.front() == '}') reject(pattern, "unmatched '}'");
        const std::size_t close = rest.find('}');
        if (close == std::string_view::npos) reject(pattern, "unmatched '{'");
        pieces.push_back(read_field(pattern, rest.substr(1, close - 1)));
        rest.remove_prefix(close + 1);
    }
    return pieces;
}

std::string value_of(const Piece& piece, const Revision& revision) {
    // Parts of "2026-11-20T16:56:00Z".
    const auto part = [&](std::size_t offset, std::size_t length) {
        return revision.created.size() >= offset + length ? revision.created.substr(offset, length)
                                                          : std::string(length, '0');
    };
    if (piece.text == "number") {
        std::string digits = revision.number;
        digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
        const auto width = static_cast<std::size_t>(std::max(piece.width, 1));
        return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
    }
    if (piece.text == "revision") return revision.id;
    if (piece.text == "slug") return slug(revision.message);
    if (piece.text == "year") return part(0, 4);
    if (piece.text == "month") return part(5, 2);
    if (piece.text == "day") return part(8, 2);
    if (piece.text == "hour") return part(11, 2);
    if (piece.text == "minute") return part(14, 2);
    return part(17, 2);
}

}  // namespace

void check_file_name(std::string_view pattern) {
    const std::vector<Piece> pieces = pieces_of(pattern);
    if (!pattern.ends_with(".sql"))
        reject(pattern, "does not end in \".sql\"", fmt::format("the default is \"{}\"", default_file_name));
    const auto bad = [](char c) { return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    if (std::any_of(pattern.begin(), pattern.end(), bad))
        reject(pattern, "a file name can't contain '/', '\\' or control characters", "set the folder with 'directory'");
    if (pattern.front() == '.') reject(pattern, "begins with '.', which hides the file");
    const bool distinct = std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
        return piece.field &&
               (piece.text == "number" || piece.text == "revision" || piece.text == "slug" || piece.text == "second");
    });
    if (!distinct)
        reject(pattern, "gives every revision the same name", "add {number}, {revision}, {slug} or {second}");
    if (pattern.size() > 120) reject(pattern, "is longer than 120 characters");
}

std::string file_name(std::string_view pattern, const Revision& revision) {
    check_file_name(pattern);
    std::string name;
    for (const Piece& piece : pieces_of(pattern))
        name += piece.field ? value_of(piece, revision) : std::string(piece.text);
    return to_nfc(name);
}

std::string slug(std::string_view message) {
    std::u32string words;
    for (const char32_t each : to_nfc(decode_utf8(message))) {
        const char32_t c = to_lower(each);
        const bool after_letter = !words.empty() && words.back() != U'_';
        if (is_word_character(c) && c != replacement_character && (after_letter || !is_mark(c)))
            words += c;
        else if (after_letter)
            words += U'_';
    }
    while (words.ends_with(U'_')) words.pop_back();
    words = to_nfc(words);
    const std::string text = encode_utf8(words);
    if (text.empty()) return "revision";
    if (text.size() <= slug_limit) return text;
    // Between words, unless that leaves less than half; else between characters.
    const std::size_t word_end = text.rfind('_', slug_limit);
    if (word_end != std::string::npos && word_end >= slug_limit / 2) return text.substr(0, word_end);
    std::u32string cut = decode_utf8(clip_utf8(text, slug_limit));
    while (cut.size() > 1 && is_mark(words[cut.size()])) cut.pop_back();
    return encode_utf8(cut);
}

namespace {

/// Throws Error RT318 for a file in `directory` whose name differs from `name` only in its normalisation: file systems
/// take the two for one, or for two that look the same.
void require_distinct(const std::string& directory, const std::string& name) {
    std::error_code error;
    for (std::filesystem::directory_iterator entries(directory, error), end; !error && entries != end;
         entries.increment(error)) {
        const std::string other = entries->path().filename().string();
        const auto ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
        if (other == name || std::all_of(other.begin(), other.end(), ascii) || to_nfc(other) != name) continue;
        throw Error("RT318",
                    fmt::format("{} differs from {} only in its Unicode normalisation",
                                (std::filesystem::path(directory) / name).string(), other),
                    "choose another message, or rename the other file to its composed form (NFC)");
    }
}

}  // namespace

std::string write_revision(Revision& revision, const std::string& directory, std::string_view pattern) {
    const std::string name = file_name(pattern, revision);
    const std::string content = format_revision(revision);
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) sql::reject_path("can't create", directory, error.value());
    require_distinct(directory, name);
    const std::string path = (std::filesystem::path(directory) / name).string();
    sql::write_new_file(path, content);
    revision = parse_revision(content, path);
    return path;
}

}  // namespace retort::migrate
