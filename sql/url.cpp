#include "sql/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>
#include <vector>

#include "schema/error.hpp"
#include "schema/name.hpp"
#include "sql/masked.hpp"

namespace retort::sql {
namespace {

constexpr std::string_view accepted_forms =
    "write postgresql://user@host:5432/database, sqlite:path/to/file.db or sqlite::memory:";

[[noreturn]] void reject(const std::string& setting, const std::string& message, const std::string& hint) {
    throw Error("RT030", masked(setting + ": " + message), masked(hint));
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

struct Query {
    std::string key;
    std::string value;
};

std::vector<Query> split_query(std::string_view text) {
    std::vector<Query> out;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const std::string_view pair = text.substr(0, end);
        const auto equals = std::min(pair.find('='), pair.size());
        if (!pair.empty()) {
            out.push_back({std::string(pair.substr(0, equals)),
                           equals < pair.size() ? std::string(pair.substr(equals + 1)) : std::string()});
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

/// Parameters that only the Python drivers understand; libpq rejects URIs that contain them.
bool is_driver_only(const std::string& key) {
    static constexpr std::array<std::string_view, 8> names = {"async_fallback",
                                                              "command_timeout",
                                                              "prepared_statement_cache_size",
                                                              "prepared_statement_name_func",
                                                              "server_settings",
                                                              "statement_cache_size",
                                                              "timeout",
                                                              "use_native_uuid"};
    return std::find(names.begin(), names.end(), key) != names.end();
}

/// `rest` is the text after "//", `driver` the text after "+" in the scheme.
Url parse_postgres(const std::string& text, std::string_view driver, std::string_view rest,
                   const std::string& setting) {
    std::string_view query;
    if (const auto mark = rest.find('?'); mark != std::string_view::npos) {
        query = rest.substr(mark + 1);
        rest = rest.substr(0, mark);
    }

    const auto colon = rest.find(':'), last_at = rest.rfind('@'), slash = rest.find('/');
    const bool has_password = colon < last_at && last_at != std::string_view::npos && colon < slash;
    const bool goes_on = rest.find('@') == std::string_view::npos && colon != std::string_view::npos &&
                         slash == std::string_view::npos && query.find('@') != std::string_view::npos;
    if (goes_on || (has_password && (slash < last_at || rest.find('@') != last_at))) {
        reject(setting, "the password contains a reserved character of URLs",
               "write @ as %40, / as %2F, : as %3A, ? as %3F, # as %23 and % as %25 in the password");
    }

    if (!passwords_in("://" + std::string(rest)).empty() && !has_password)
        reject(setting, "what follows the ':' is neither a port nor a password before '@host'",
               std::string(accepted_forms));

    std::string kept;
    const auto append = [](std::string& to, const std::string& key, const std::string& value) {
        to += to.empty() ? '?' : '&';
        to += key;
        to += '=';
        to += value;
    };
    for (const Query& pair : split_query(query)) {
        if (driver.empty()) {
            append(kept, pair.key, pair.value);
        } else if (pair.key == "ssl") {
            const std::string value = lower(pair.value);
            const bool on = value == "true" || value == "1" || value == "on" || value.empty();
            append(kept, "sslmode", on ? "require" : value == "false" || value == "0" ? "disable" : pair.value);
        } else if (!is_driver_only(pair.key)) {
            append(kept, pair.key, pair.value);
        }
    }

    Url url;
    url.dialect = Dialect::postgresql;
    url.target = "postgresql://" + std::string(rest) + kept;
    url.display = masked(text);
    url.setting = masked(setting);
    return url;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// As SQLite decodes a URI file name: a '%' without two digits after it is itself.
std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool encoded =
            text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
        out += encoded ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])) : text[i];
        if (encoded) i += 2;
    }
    return out;
}

/// A parameter of SQLite's URI file names (uri.html, c3ref/open.html), and its values; no values: any.
struct SqliteParameter {
    std::string_view name;
    std::string_view values;  ///< separated by spaces
};

constexpr std::array<SqliteParameter, 7> sqlite_parameters = {{{"cache", "shared private"},
                                                               {"immutable", "0 1"},
                                                               {"mode", "ro rw rwc memory"},
                                                               {"modeof", ""},
                                                               {"nolock", "0 1"},
                                                               {"psow", "0 1"},
                                                               {"vfs", ""}}};

bool has_word(std::string_view words, std::string_view word) {
    return (" " + std::string(words) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

void check_sqlite_parameter(const std::string& text, const Query& pair, const std::string& setting) {
    std::vector<std::string_view> names;
    for (const SqliteParameter& each : sqlite_parameters) {
        names.push_back(each.name);
        if (each.name != pair.key) continue;
        if (pair.value.empty() || (!each.values.empty() && !has_word(each.values, percent_decoded(pair.value)))) {
            reject(setting, fmt::format("'{}': the parameter {} has the value '{}'", text, pair.key, pair.value),
                   each.values.empty() ? fmt::format("give {} a value, or remove it", pair.key)
                                       : fmt::format("its values: {}", each.values));
        }
        return;
    }
    const std::string_view meant = did_you_mean(pair.key, names);
    reject(setting, fmt::format("'{}' has the unknown parameter {}", text, pair.key),
           fmt::format("{}SQLite's parameters: {}; a '?' in a file name is written %3F",
                       meant.empty() ? "" : fmt::format("did you mean {}? ", meant), fmt::join(names, ", ")));
}

Url parse_sqlite(const std::string& text, std::string_view rest, const std::string& setting) {
    Url url;
    url.dialect = Dialect::sqlite;
    url.setting = setting;
    url.display = text;
    std::string_view query;
    if (const auto mark = rest.find('?'); mark != std::string_view::npos) {
        query = rest.substr(mark + 1);
        rest = rest.substr(0, mark);
    }
    const bool in_memory = rest == ":memory:" || rest == "//" || rest == "///:memory:" || rest == "//:memory:";
    if (rest.starts_with("//") && !rest.starts_with("///") && !in_memory) {
        const std::string path(rest.substr(2));
        reject(setting, "'" + text + "' has two slashes before the path instead of three",
               passwords_in(text).empty() ? "write sqlite:" + path + " or sqlite:///" + path
                                          : std::string(accepted_forms));
    }
    for (const Query& pair : split_query(query)) {
        if (pair.key == "uri") continue;  // SQLAlchemy's mark for a URI file name
        check_sqlite_parameter(text, pair, setting);
        url.parameters += fmt::format("{}{}={}", url.parameters.empty() ? "" : "&", pair.key, pair.value);
    }
    if (in_memory) {
        url.target = ":memory:";
        return url;
    }
    if (rest.starts_with("///")) {
        rest.remove_prefix(3);
    }
    if (rest.starts_with("file:")) {
        rest.remove_prefix(5);
        // file:///path and file://localhost/path are absolute.
        for (const std::string_view host : {"//localhost/", "///"})
            if (rest.starts_with(host)) rest.remove_prefix(host.size() - 1);
    }
    if (rest.empty()) {
        reject(setting, "'" + text + "' names no file", "write sqlite:path/to/file.db or sqlite::memory:");
    }
    url.target = percent_decoded(rest);
    if (url.target.find('\0') != std::string::npos)
        reject(setting, "'" + text + "' has a NUL byte in the path", "remove %00");
    return url;
}

}  // namespace

std::string Url::parameter(std::string_view name) const {
    for (const Query& pair : split_query(parameters))
        if (pair.key == name) return percent_decoded(pair.value);
    return {};
}

Url parse_url(const std::string& text, const std::string& setting) {
    const std::string_view view(text);
    const auto colon = view.find(':');
    if (text.empty()) {
        reject(setting, "the database URL is empty", std::string(accepted_forms));
    }
    if (colon == std::string_view::npos) {
        const bool path = view.find('/') != std::string_view::npos || view.find('.') != std::string_view::npos;
        reject(setting, "'" + text + "' is not a database URL",
               path ? "write sqlite:" + text : std::string(accepted_forms));
    }
    const std::string_view whole_scheme = view.substr(0, colon);
    const auto plus = std::min(whole_scheme.find('+'), whole_scheme.size());
    const std::string scheme = lower(whole_scheme.substr(0, plus));
    const std::string_view driver = plus < whole_scheme.size() ? whole_scheme.substr(plus + 1) : std::string_view();
    const std::string_view rest = view.substr(colon + 1);

    if (scheme == "postgresql" || scheme == "postgres") {
        if (!rest.starts_with("//")) {
            reject(setting, "a PostgreSQL URL needs two slashes after '" + scheme + ":'", std::string(accepted_forms));
        }
        return parse_postgres(text, driver, rest.substr(2), setting);
    }
    if (scheme == "sqlite" || scheme == "sqlite3") {
        return parse_sqlite(text, rest, setting);
    }
    static constexpr std::array<std::string_view, 3> schemes = {"postgresql", "postgres", "sqlite"};
    const std::string_view meant = did_you_mean(scheme, schemes);
    reject(setting, fmt::format("'{}:' is not a supported database scheme", whole_scheme),
           meant.empty() ? std::string(accepted_forms) : "did you mean " + std::string(meant) + ":?");
}

}  // namespace retort::sql
