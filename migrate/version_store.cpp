#include "migrate/version_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "introspect/transaction.hpp"
#include "migrate/heads.hpp"
#include "schema/name.hpp"

namespace retort::migrate {

namespace {

using introspect::StatementError;

ObjectName parse_name(Dialect dialect, std::string_view text, std::string_view setting) {
    const auto reject = [&](const std::string& what) {
        throw Error("RT076", fmt::format("[database] {} = \"{}\": {}", setting, text, what),
                    "write \"name\", or on PostgreSQL \"schema.name\"");
    };
    const std::size_t dot = text.find('.');
    ObjectName name;
    if (dot != std::string_view::npos) name.schema = text.substr(0, dot);
    name.name = text.substr(dot == std::string_view::npos ? 0 : dot + 1);
    if (name.name.empty()) reject("no name");
    if (dot == 0) reject("no schema before the '.'");
    if (name.name.find('.') != std::string::npos) reject("more than one '.'");
    if (!name.schema.empty() && !info(dialect).schemas) reject("SQLite has no schemas");
    if (name.name.size() > 63 || name.schema.size() > 63) reject("a name has at most 63 bytes");
    return name;
}

/// Runs `work` on one of the two tables; a statement that fails becomes an Error RT073 that names the table.
template <class Work>
auto guarded(const introspect::Database& database, std::string_view doing, std::string_view kind,
             const ObjectName& table, std::string_view setting, Work work) {
    try {
        return work();
    } catch (const StatementError& error) {
        const auto& failure = error.failure();
        throw Error(Diagnostic{
            .code = "RT073",
            .message =
                fmt::format("can't {} the {} table {} of {}: {}{}", doing, kind, display(table), database.describe(),
                            failure.message, failure.sqlstate.empty() ? "" : " (SQLSTATE " + failure.sqlstate + ")"),
            .hint = failure.sqlstate == "42501" || failure.sqlstate == "25006"
                        ? "grant the privilege to the role of the database URL"
                        : fmt::format("if that table is not the {} table, set another name with '{}'", kind, setting)});
    }
}

bool is_history(const std::set<std::string>& columns) {
    return std::all_of(HistoryTable::known_by().begin(), HistoryTable::known_by().end(),
                       [&](const std::string& name) { return columns.contains(name); });
}

}  // namespace

VersionStore::VersionStore(Dialect dialect, std::string_view version_table, std::string_view history_table,
                           introspect::Filter in_scope)
    : dialect_(dialect), version_(parse_name(dialect, version_table, "version_table")), in_scope_(std::move(in_scope)) {
    if (history_table.empty()) return;
    ObjectName history = parse_name(dialect, history_table, "history_table");
    if (history.schema.empty()) history.schema = version_.schema;
    history_ = HistoryTable(dialect, history);
    if (history == version_)
        throw Error("RT276",
                    fmt::format("[database] version_table and history_table are both \"{}\"", display(version_)),
                    "give one of them another name");
}

introspect::Filter VersionStore::filter() const {
    introspect::Filter filter = in_scope_;
    const auto ignore = [&](const ObjectName& table, const std::vector<std::string>& columns) {
        if (table.empty()) return;
        filter.ignored_tables.push_back({table, columns});
        // The default schema has no name in a Schema.
        if (table.schema == "public") filter.ignored_tables.push_back({{"", table.name}, columns});
    };
    ignore(version_, {"version_num"});
    ignore(history_.name(), HistoryTable::known_by());
    ignore(history_.former(), HistoryTable::known_by());
    ignore(alembic(), {"version_num"});
    ignore({"", alembic().name}, {"version_num"});
    return filter;
}

ObjectName VersionStore::alembic() const { return {version_.schema, "alembic_version"}; }

std::string VersionStore::other_version(introspect::Database& database) const {
    return guarded(database, "read", "version", version_, "version_table", [&]() -> std::string {
        if (version_ == alembic() || exists(database, version_) || !exists(database, alembic())) return {};
        const auto rows = database.query("SELECT version_num FROM " + quote(alembic()));
        return rows.empty() ? std::string() : rows.front().at(0).value_or("");
    });
}

void VersionStore::adopt(Schema& live, Schema& desired) const {
    for (const std::string& schema : {version_.schema, history_.name().schema}) {
        if (schema.empty() || (!live.schemas.contains(schema) && !desired.schemas.contains(schema))) continue;
        live.schemas.insert(schema);
        desired.schemas.insert(schema);
    }
}

std::optional<std::set<std::string>> VersionStore::columns(introspect::Database& database,
                                                           const ObjectName& table) const {
    if (table.empty()) return std::nullopt;
    std::set<std::string> names;
    if (!info(dialect_).server) {
        for (const auto& row : database.query("SELECT lower(name) FROM pragma_table_info($1)", {table.name}))
            names.insert(row.at(0).value_or(""));
        return names.empty() ? std::nullopt : std::optional(std::move(names));
    }
    // to_regclass() finds no table in a schema that the role may not use.
    const auto rows = database.query(
        "SELECT to_regclass($1) IS NOT NULL, coalesce(row_security_active(to_regclass($1)), false),\n"
        "       (SELECT quote_ident(nspname) || '.' || quote_ident(relname)\n"
        "          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace\n"
        "         WHERE to_regclass($1) IS NULL AND relname = $2 AND NOT has_schema_privilege(n.oid, 'USAGE')\n"
        "           AND (nspname = $3 OR $3 = '' AND nspname = ANY (regexp_split_to_array(\n"
        "                                     replace(current_setting('search_path'), '\"', ''), ' *, *')))\n"
        "         LIMIT 1),\n"
        "       (SELECT string_agg(attname, ',') FROM pg_attribute\n"
        "         WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped)",
        {quote(table), table.name, table.schema});
    const introspect::Row& found = rows.at(0);
    if (found.at(1) == "t")
        throw StatementError({.message = "row-level security hides its rows from this role",
                              .detail = {},
                              .sqlstate = "42501",
                              .offset = -1});
    if (found.at(0) != "t" && found.at(2)) database.query("SELECT FROM " + *found.at(2));  // permission denied
    if (found.at(0) != "t") return std::nullopt;
    std::string_view rest = found.at(3) ? std::string_view(*found.at(3)) : std::string_view();
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        names.emplace(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return names;
}

Heads VersionStore::current(introspect::Database& database) const {
    return guarded(database, "read", "version", version_, "version_table", [&] {
        Heads heads;
        if (!exists(database, version_)) return heads;
        for (const auto& row : database.query("SELECT version_num FROM " + quote(version_)))
            heads.push_back(row.at(0).value_or(""));
        std::sort(heads.begin(), heads.end());
        return heads;
    });
}

Heads VersionStore::known_current(introspect::Database& database, const Chain& chain) const {
    Heads heads = current(database);
    for (const std::string& id : heads) {
        if (chain.find(id) != nullptr) continue;
        if (const Revision* squashed = chain.replacing(id))
            throw Error(Diagnostic{
                .code = "RT330",
                .message = fmt::format("the table {} of {} contains revision {}, which was squashed into {}",
                                       display(version_), database.describe(), id, squashed->title()),
                .position = {squashed->path, 0, 0},
                .hint = fmt::format("take the migration files from before the squash, and run 'retort upgrade {}' with "
                                    "them; after that the squashed file leads on",
                                    squashed->id)});
        std::vector<std::string_view> ids;
        for (const Revision& each : chain.revisions()) ids.emplace_back(each.id);
        const std::string_view meant = did_you_mean(id, ids);
        throw Error(
            "RT071",
            fmt::format("the table {} of {} contains revision {}, but no {} does{}", display(version_),
                        database.describe(), id, chain.in_program() ? "revision of this program" : "file",
                        meant.empty() || chain.in_program() ? "" : fmt::format(" (did you mean {}?)", meant)),
            chain.in_program()
                ? fmt::format("a newer version of the program has upgraded the database, which this one knows up to "
                              "{}: start the newer program, or restore a backup from before",
                              chain.heads().empty() ? "base" : chain.heads().back()->title())
                : "restore the file (from another branch, for example); or, if the database has the schema of a "
                  "known revision, record it with 'retort stamp REV'");
    }
    for (const std::string& id : heads)
        if (chain.covers(without(heads, {id}), id))
            throw Error("RT232",
                        fmt::format("the table {} of {} contains {}, but {} is an ancestor of another",
                                    display(version_), database.describe(), listed(heads), chain.get(id).title()),
                        "record the database's actual revision with 'retort stamp REV'");
    return heads;
}

std::vector<HistoryEntry> VersionStore::history(introspect::Database& database) const {
    return guarded(database, "read", "history", history_.name(), "history_table", [&] {
        ObjectName table = history_.name();
        auto found = columns(database, table);
        if (!found && !history_.former().empty()) {
            table = history_.former();
            found = columns(database, table);
            if (found && !is_history(*found)) found.reset();
        }
        if (!found) return std::vector<HistoryEntry>{};
        history_.require_own(database, table, *found);
        if (!database.in_transaction()) return history_.read(database, table, *found);
        introspect::Transaction reading(database);  // a missing privilege would end the open transaction
        auto entries = history_.read(database, table, *found);
        reading.commit();
        return entries;
    });
}

CreatedTables VersionStore::create_missing(introspect::Database& database) const {
    CreatedTables tables;
    const auto create = [&](const ObjectName& table, const std::string& sql) {
        // Queried first: CREATE SCHEMA IF NOT EXISTS requires the privilege even when the schema exists.
        if (!table.schema.empty() &&
            database.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", {table.schema}).empty())
            database.execute("CREATE SCHEMA " + quote(table.schema));
        database.execute("CREATE " + sql);
        tables.created.push_back(table);
    };
    guarded(database, "create", "version", version_, "version_table", [&] {
        if (!exists(database, version_)) create(version_, version_table_sql());
    });
    if (!history_.kept()) return tables;
    guarded(database, "create", "history", history_.name(), "history_table", [&] {
        auto found = columns(database, history_.name());
        if (!found && !history_.former().empty()) {
            found = columns(database, history_.former());
            if (found && is_history(*found)) {
                database.execute(fmt::format("ALTER TABLE {} RENAME TO {}", quote(history_.former()),
                                             quote(ObjectName{{}, history_.name().name})));
                tables.former = history_.former();
            } else {
                found.reset();
            }
        }
        if (!found) return create(history_.name(), history_.table_sql());
        history_.require_own(database, history_.name(), *found);
        if (history_.extend(database, *found)) tables.extended = history_.name();
    });
    return tables;
}

Error VersionStore::changed_elsewhere(const introspect::Database& database, const std::string& rows) const {
    return Error(
        "RT074",
        fmt::format("the table {} of {} {}: another session changed it", display(version_), database.describe(), rows),
        "check 'retort current', then run again");
}

void VersionStore::move(introspect::Database& database, const Heads& from, const Heads& to) const {
    guarded(database, "change", "version", version_, "version_table", [&] {
        Heads dropped = without(from, to);
        Heads added = without(to, from);
        const auto once = [&](const std::string& sql, const std::vector<std::string>& parameters) {
            const std::size_t rows = database.query(sql + " RETURNING version_num", parameters).size();
            if (rows == 0) throw changed_elsewhere(database, "no longer contains " + listed(from));
            if (rows > 1)
                throw Error("RT275",
                            fmt::format("the table {} of {} contains {} twice", display(version_), database.describe(),
                                        parameters.back()),
                            "record the database's revision once with 'retort stamp REV'");
        };
        while (!dropped.empty() && !added.empty()) {
            once(fmt::format("UPDATE {} SET version_num = $1 WHERE version_num = $2", quote(version_)),
                 {added.back(), dropped.back()});
            dropped.pop_back();
            added.pop_back();
        }
        for (const std::string& id : dropped)
            once(fmt::format("DELETE FROM {} WHERE version_num = $1", quote(version_)), {id});
        for (const std::string& id : added)
            once(fmt::format("INSERT INTO {} (version_num) VALUES ($1)", quote(version_)), {id});
    });
    if (const Heads now = current(database); now != to)
        throw changed_elsewhere(database, fmt::format("contains {}, but {} was expected", listed(now), listed(to)));
}

void VersionStore::replace(introspect::Database& database, const Heads& to) const {
    guarded(database, "change", "version", version_, "version_table", [&] {
        database.execute("DELETE FROM " + quote(version_));
        for (const std::string& id : to)
            database.query(fmt::format("INSERT INTO {} (version_num) VALUES ($1)", quote(version_)), {id});
    });
}

long long VersionStore::record(introspect::Database& database, const HistoryEntry& entry) const {
    return guarded(database, "add to", "history", history_.name(), "history_table",
                   [&] { return history_.add(database, entry); });
}

bool VersionStore::update(introspect::Database& database, const HistoryEntry& entry) const {
    return guarded(database, "change", "history", history_.name(), "history_table",
                   [&] { return history_.update(database, entry); });
}

void VersionStore::end_running(introspect::Database& database) const {
    guarded(database, "change", "history", history_.name(), "history_table", [&] { history_.end_running(database); });
}

}  // namespace retort::migrate
