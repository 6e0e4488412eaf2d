#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "migrate/foreign/foreign.hpp"
#include "schema/name.hpp"

namespace retort::migrate {

namespace {

/// A table of a tool, and the query of its rows: the version, and whether it has run ("t", "1"), in the order of the
/// runs.
struct ToolTable {
    ForeignFormat format;
    std::string_view schema, table, query;
    bool marker = false;  ///< its one row has the last version, and whether that is half done
};

constexpr std::array<ToolTable, 7> tables{{
    {ForeignFormat::flyway, "", "flyway_schema_history",
     "SELECT version, success, type FROM {} WHERE version IS NOT NULL ORDER BY installed_rank"},
    {ForeignFormat::flyway, "", "schema_version",
     "SELECT version, success, type FROM {} WHERE version IS NOT NULL ORDER BY installed_rank"},
    {ForeignFormat::goose, "", "goose_db_version",
     "SELECT version_id, is_applied, '' FROM {} WHERE version_id <> 0 ORDER BY id"},
    {ForeignFormat::golang_migrate, "", "schema_migrations", "SELECT version, dirty, '' FROM {}", true},
    {ForeignFormat::dbmate, "", "schema_migrations", "SELECT version, 1, '' FROM {}"},
    {ForeignFormat::supabase, "supabase_migrations", "schema_migrations", "SELECT version, 1, '' FROM {}"},
    {ForeignFormat::numbered, "", "schema_migrations", "SELECT version, 1, '' FROM {}"},
}};

bool exists(introspect::Database& database, const ObjectName& table) {
    if (info(database.dialect()).server)
        return database.query("SELECT to_regclass($1) IS NOT NULL", {quote(table)}).at(0).at(0) == "t";
    return table.schema.empty() && !database.query("SELECT 1 FROM sqlite_master WHERE name = $1", {table.name}).empty();
}

bool truth(const std::optional<std::string>& value) { return value == "t" || value == "1" || value == "true"; }

[[noreturn]] void reject(const introspect::Database& database, const ToolTable& table, std::string why) {
    throw Error("RT486", fmt::format("the table {} of {} {}", table.table, database.describe(), why),
                "bring it to a state with the tool, or give the revision with --stamp");
}

/// The versions that have run, in any order.
std::vector<std::string> versions_in(introspect::Database& database, const ToolTable& table,
                                     const ForeignChain& chain) {
    const ObjectName name{std::string(table.schema), std::string(table.table)};
    std::vector<std::string> versions;
    const auto add_up_to = [&](const std::string& last) {
        for (const ForeignRevision& each : chain.revisions)
            if (compare_versions(each.version, last) <= 0) versions.push_back(each.version);
    };
    for (const introspect::Row& row : database.query(fmt::format(fmt::runtime(table.query), quote(name)))) {
        const std::string version = row.at(0).value_or("");
        const std::string type = row.at(2).value_or("");
        if (table.marker) {
            if (truth(row.at(1))) reject(database, table, fmt::format("says that {} is half done", version));
            if (std::none_of(chain.revisions.begin(), chain.revisions.end(),
                             [&](const auto& each) { return compare_versions(each.version, version) == 0; }))
                versions.push_back(version);  // which no file has
            add_up_to(version);
        } else if (type == "BASELINE") {
            add_up_to(version);
        } else if (truth(row.at(1)) && !type.starts_with("UNDO")) {
            versions.push_back(version);
        } else if (table.format == ForeignFormat::goose || type.starts_with("UNDO")) {
            std::erase_if(versions, [&](const auto& each) { return compare_versions(each, version) == 0; });
        } else {
            reject(database, table, fmt::format("says that {} failed", version));
        }
    }
    return versions;
}

ForeignState state_of(introspect::Database& database, const ToolTable& table, const ForeignChain& chain) {
    ForeignState state{.schema = std::string(table.schema), .table = std::string(table.table)};
    const std::vector<std::string> versions = versions_in(database, table, chain);
    const auto ran = [&](const ForeignRevision& each) {
        return std::any_of(versions.begin(), versions.end(),
                           [&](const auto& version) { return compare_versions(version, each.version) == 0; });
    };
    for (const std::string& version : versions)
        if (std::none_of(chain.revisions.begin(), chain.revisions.end(),
                         [&](const auto& each) { return compare_versions(version, each.version) == 0; }))
            reject(database, table, fmt::format("has version {}, of which there is no file", version));
    while (state.applied < chain.revisions.size() && ran(chain.revisions[state.applied])) ++state.applied;
    for (std::size_t i = state.applied; i < chain.revisions.size(); ++i)
        if (ran(chain.revisions[i]))
            reject(database, table,
                   fmt::format("has version {} and not {}, which is before it", chain.revisions[i].version,
                               chain.revisions[state.applied].version));
    return state;
}

}  // namespace

std::optional<ForeignState> foreign_state(introspect::Database& database, const ForeignChain& chain, bool rows) {
    for (const ToolTable& each : tables) {
        if (each.format != chain.format) continue;
        if (!exists(database, {std::string(each.schema), std::string(each.table)})) continue;
        if (rows) return state_of(database, each, chain);
        return ForeignState{.schema = std::string(each.schema), .table = std::string(each.table)};
    }
    return std::nullopt;
}

}  // namespace retort::migrate
