#include "migrate/repeated_statement.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "migrate/digest.hpp"
#include "migrate/statement.hpp"

namespace retort::migrate {

namespace {

/// PostgreSQL, appendix A: duplicate_table, duplicate_object, duplicate_database, duplicate_schema.
constexpr std::array exists{"42P07", "42710", "42P04", "42P06"};
/// undefined_table, which a detached partition is for its parent, too; undefined_object, invalid_catalog_name.
constexpr std::array missing{"42P01", "42704", "3D000"};

template <std::size_t Size>
bool is_one_of(const std::array<const char*, Size>& states, const std::string& state) {
    return std::find(states.begin(), states.end(), state) != states.end();
}

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return out;
}

}  // namespace

std::string checksum(const std::vector<SectionStatement>& statements, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += std::string(statements[i].sql) + ";\n";
    return count == 0 ? std::string() : sha256(all);
}

bool complete_repeated(introspect::Database& database, std::string_view sql,
                       const introspect::StatementFailure& failure) {
    const std::string words = upper(skip_comments(sql));
    if (words.starts_with("CREATE")) return is_one_of(exists, failure.sqlstate);
    if (words.starts_with("DROP")) return is_one_of(missing, failure.sqlstate);
    const std::size_t concurrently = words.rfind("CONCURRENTLY");
    if (!words.starts_with("ALTER") || concurrently == std::string::npos || words.find("DETACH") == std::string::npos)
        return false;
    if (is_one_of(missing, failure.sqlstate)) return true;
    if (failure.sqlstate != "55000") return false;  // object_not_in_prerequisite_state: the detachment is pending
    const std::string_view text = skip_comments(sql);
    database.execute(std::string(text.substr(0, concurrently)) + "FINALIZE");
    return true;
}

}  // namespace retort::migrate
