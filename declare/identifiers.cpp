#include "declare/identifiers.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <set>
#include <vector>

namespace retort::declare {

namespace {

/// Keywords and alternative tokens of C++20 and what is reserved for C++26, and macros of the standard and the C
/// library, of GCC's predefined ones those without underscores.
const std::set<std::string_view>& reserved_words() {
    static const std::set<std::string_view> words = {
        "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch",
        "char", "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl", "concept",
        "const", "const_cast", "consteval", "constexpr", "constinit", "continue", "contract_assert", "decltype",
        "default", "delete", "do", "double", "dynamic_cast", "else", "enum", "explicit", "export", "extern", "false",
        "float", "for", "friend", "goto", "if", "import", "inline", "int", "long", "module", "mutable", "namespace",
        "new", "noexcept", "not", "not_eq", "nullptr", "operator", "or", "or_eq", "private", "protected", "public",
        "register", "reinterpret_cast", "requires", "return", "short", "signed", "sizeof", "static", "static_assert",
        "static_cast", "struct", "switch", "template", "this", "thread_local", "throw", "true", "try", "typedef",
        "typeid", "typename", "typeof", "union", "unsigned", "using", "virtual", "void", "volatile", "wchar_t", "while",
        "xor", "xor_eq",
        // macros
        "assert", "errno", "linux", "unix", "i386", "major", "minor", "makedev", "math_errhandling", "offsetof",
        "setjmp", "sigsetjmp", "stderr", "stdin", "stdout", "va_arg", "va_copy", "va_end", "va_start", "BUFSIZ",
        "CLOCKS_PER_SEC", "DOMAIN", "EDOM", "EOF", "EILSEQ", "ERANGE", "FILENAME_MAX", "FOPEN_MAX", "HUGE_VAL",
        "INFINITY", "MB_CUR_MAX", "MB_LEN_MAX", "NAN", "NULL", "OVERFLOW", "RAND_MAX", "SEEK_CUR", "SEEK_END",
        "SEEK_SET", "SIZE_MAX", "TIME_UTC", "TMP_MAX", "UNDERFLOW", "WCHAR_MAX", "WCHAR_MIN", "WEOF"};
    return words;
}

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }
char upper(char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); }

/// Macros of <climits>, <cfloat>, <cerrno>, <csignal>, <cinttypes> and the like: in capitals, with a known prefix or
/// suffix.
bool is_macro_name(std::string_view name) {
    const bool capitals = !name.empty() && is_upper(name.front()) &&
                          std::none_of(name.begin(), name.end(), [](char c) { return std::islower(c) != 0; });
    if (!capitals) return false;
    static constexpr std::array<std::string_view, 12> prefixes = {"DBL_", "FLT_", "LDBL_", "FE_",  "FP_",  "LC_",
                                                                  "SIG",  "PRI",  "SCN",   "INT_", "UINT", "ATOMIC_"};
    static constexpr std::array<std::string_view, 2> suffixes = {"_MAX", "_MIN"};
    return std::any_of(prefixes.begin(), prefixes.end(), [&](auto each) { return name.starts_with(each); }) ||
           std::any_of(suffixes.begin(), suffixes.end(), [&](auto each) { return name.ends_with(each); }) ||
           (name.front() == 'E' && name.size() >= 4 && name.size() <= 7 &&
            name.find('_') == std::string_view::npos);  // errno's values
}

/// ASCII letters for U+00C0 to U+017F, in pairs of capital and small letters where Unicode has them so.
std::string latin(std::uint32_t point) {
    static constexpr std::array<std::string_view, 64> first = {
        "A", "A", "A", "A", "Ae", "A", "Ae", "C", "E", "E", "E", "E", "I",  "I", "I",  "I",
        "D", "N", "O", "O", "O",  "O", "Oe", "",  "O", "U", "U", "U", "Ue", "Y", "Th", "ss",
        "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i",  "i", "i",  "i",
        "d", "n", "o", "o", "o",  "o", "oe", "",  "o", "u", "u", "u", "ue", "y", "th", "y"};
    static constexpr std::string_view second =
        "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUu"
        "UuUu"
        "UuWwYyYZzZzZzs";
    if (point >= 0xC0 && point < 0x100) return std::string(first[point - 0xC0]);
    if (point >= 0x100 && point - 0x100 < second.size()) return std::string(1, second[point - 0x100]);
    return {};
}

/// `name` in ASCII: other characters as letters or as "u65e5", what is no text of UTF-8 as an underscore.
std::string ascii(std::string_view name) {
    std::string made;
    for (std::size_t i = 0; i < name.size();) {
        const auto first = static_cast<unsigned char>(name[i]);
        if (first < 0x80) {
            made += name[i++];
            continue;
        }
        const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        std::uint32_t point = first & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < name.size(); ++k)
            point = point << 6 | (static_cast<unsigned char>(name[i + k]) & 0x3FU);
        i += length;
        const std::string letters = latin(point);
        if (!letters.empty()) {
            made += letters;
            continue;
        }
        static constexpr std::string_view digits = "0123456789abcdef";
        std::string hex;
        for (std::uint32_t rest = point; rest != 0; rest >>= 4) hex.insert(hex.begin(), digits[rest & 15]);
        made += "u" + hex;
    }
    return made;
}

std::string capitalized(std::string word) {
    const bool capitals =
        word.size() > 1 && std::none_of(word.begin(), word.end(), [](char c) { return std::islower(c) != 0; });
    if (capitals) std::transform(word.begin(), word.end(), word.begin(), lower);
    word.front() = upper(word.front());
    return word;
}

/// The words of a name: runs of letters and digits.
std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    bool open = false;
    for (const char c : ascii(name)) {
        const bool part = is_letter(c) || is_digit(c);
        if (part && !open) words.emplace_back();
        if (part) words.back() += c;
        open = part;
    }
    return words;
}

/// The last word within a word: "UserRoles" is {"User", "Roles"}.
std::size_t last_hump(const std::string& word) {
    for (std::size_t i = word.size(); i-- > 1;)
        if (is_upper(word[i]) && !is_upper(word[i - 1])) return i;
    return 0;
}

}  // namespace

bool is_identifier(std::string_view name) {
    if (name.empty() || is_digit(name.front())) return false;
    for (const char c : name)
        if (!is_letter(c) && !is_digit(c) && c != '_') return false;
    if (name.find("__") != std::string_view::npos) return false;
    if (name.size() > 1 && name.front() == '_' && is_upper(name[1])) return false;
    return !reserved_words().contains(name) && !is_macro_name(name) && name != "_";
}

std::string identifier(std::string_view name) {
    if (is_identifier(name)) return std::string(name);
    std::string made;
    for (const char c : ascii(name)) {
        const char next = is_letter(c) || is_digit(c) ? c : '_';
        if (next == '_' && !made.empty() && made.back() == '_') continue;
        made += next;
    }
    if (made.size() > 1 && made.back() == '_' && !name.ends_with('_')) made.pop_back();
    if (made.size() > 1 && made.front() == '_' && is_upper(made[1])) made.erase(0, 1);
    if (made.empty() || made == "_") made = "unnamed";
    if (is_digit(made.front())) made.insert(0, "_");
    if (!is_identifier(made)) made += "_";
    return made;
}

std::string type_name(std::string_view name, bool singular) {
    std::vector<std::string> words = words_of(name);
    if (words.empty()) return "Unnamed";
    if (singular) {
        std::string& last = words.back();
        const bool capitals =
            std::none_of(last.begin(), last.end(), [](char c) { return std::islower(static_cast<unsigned char>(c)); });
        const std::size_t hump = capitals ? 0 : last_hump(last);
        std::string noun = last.substr(hump);
        std::transform(noun.begin(), noun.end(), noun.begin(), lower);
        noun = singular_of(noun);
        if (hump > 0) noun.front() = upper(noun.front());
        last = last.substr(0, hump) + noun;
    }
    std::string made;
    for (std::string& word : words) {
        // Two numbers next to each other would become one.
        if (!made.empty() && is_digit(made.back()) && is_digit(word.front())) made += '_';
        made += capitalized(std::move(word));
    }
    if (is_digit(made.front())) made.insert(0, "T");
    return is_identifier(made) ? made : made + "_";
}

std::string free_identifier(const std::string& wanted, const std::function<bool(const std::string&)>& taken) {
    if (!taken(wanted)) return wanted;
    const std::string stem = wanted.ends_with('_') ? wanted : wanted + "_";
    for (int i = 2;; ++i)
        if (const std::string next = stem + std::to_string(i); !taken(next)) return next;
}

}  // namespace retort::declare
