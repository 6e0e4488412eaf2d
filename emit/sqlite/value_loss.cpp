#include "emit/sqlite/value_loss.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sql/sqlite/affinity.hpp"
#include "sql/sqlite/tokens.hpp"

namespace retort::emit::sqlite {

using sql::sqlite::Affinity;
using sql::sqlite::affinity_of;

namespace {

struct Rule {
    Affinity from;
    Affinity to;
    std::string_view what;
};

constexpr std::string_view numbers = "that read as numbers become numbers";
constexpr std::string_view rounded_integers = "are rounded beyond 2^53";
constexpr std::string_view rounded_reals = "are rounded to 15 digits";

constexpr auto rules = std::to_array<Rule>({
    {Affinity::text, Affinity::numeric, numbers},
    {Affinity::text, Affinity::real, numbers},
    {Affinity::none, Affinity::numeric, numbers},
    {Affinity::none, Affinity::real, numbers},
    {Affinity::numeric, Affinity::real, rounded_integers},
    {Affinity::real, Affinity::text, rounded_reals},
    {Affinity::none, Affinity::text, rounded_reals},
});

}  // namespace

std::string copied_value(const std::string& value, const Table& from, const Column& before, const Table& to,
                         const Column& after) {
    const bool retyped = before.type != after.type || (to.strict && !from.strict);
    if (!retyped || !to.strict) return value;
    const std::string type = sql::sqlite::to_upper(after.type.sql);
    const std::string old_type = sql::sqlite::to_upper(before.type.sql);
    if (type == "BLOB" && affinity_of(old_type, from.strict) == Affinity::text)
        return fmt::format("CAST({} AS BLOB)", value);
    if (type == "TEXT" && (old_type.empty() || old_type.find("BLOB") != std::string::npos))
        return fmt::format("CAST({} AS TEXT)", value);
    return value;
}

std::string value_loss(const Table& from, const Column& before, const Table& to, const Column& after) {
    const Affinity old_affinity = affinity_of(before.type.sql, from.strict);
    const Affinity new_affinity = affinity_of(after.type.sql, to.strict);
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) {
        return rule.from == old_affinity && rule.to == new_affinity;
    });
    return found == rules.end() ? "" : std::string(found->what);
}

std::string comment_on_loss(const std::string& loss, const Table& table, const Column& before, const Column& after) {
    const auto type = [](const Column& column) { return column.type.sql.empty() ? "no type" : column.type.sql; };
    return fmt::format("values of {}.{} {}: {} → {}", display(table.name), after.name, loss, type(before), type(after));
}

}  // namespace retort::emit::sqlite
