#include "tests/emit/random/journey.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <iostream>
#include <set>

#include <fmt/format.h>

#include "diff/constraint_names.hpp"
#include "sql/identifiers.hpp"
#include "tests/emit/random/declared.hpp"
#include "tests/support/case_checks.hpp"
#include "tests/support/pg_dump.hpp"

namespace retort::test::random {

namespace {

/// Rows that the other schema cannot hold: a value that does not convert, a violated constraint.
class BlockedByRows : public std::exception {};

std::string described(const introspect::StatementError& error) {
    const introspect::StatementFailure& failure = error.failure();
    return failure.sqlstate + " " + failure.message + (failure.detail.empty() ? "" : "\n" + failure.detail);
}

/// Digits and names differ between pairs, so only the first words are compared.
std::string kind_of(const std::string& way, const introspect::StatementError& error) {
    return way + ": fails with " + error.failure().sqlstate;
}

/// True if the statement may fail for a stored value: one that violates a constraint, does not convert, is no tsvector,
/// or names no object (reg types). A statement that is wrong itself fails without rows too.
bool may_fail_for_a_value(const std::string& statement, const introspect::StatementFailure& failure) {
    const std::string& state = failure.sqlstate;
    if (state.starts_with("22") || state.starts_with("23")) return true;
    if (state == "42601") return failure.message.find("tsvector") != std::string::npos;
    static const std::set<std::string> names_nothing = {"42704", "42602", "42883", "42P01", "3F000"};
    return names_nothing.contains(state) && statement.starts_with("ALTER TABLE") &&
           (statement.find("TYPE reg") != std::string::npos || statement.find("::reg") != std::string::npos);
}

void run(introspect::Database& db, const emit::Script& script, const std::string& way, bool rows) {
    std::string at;
    try {
        if (script.transactional) db.execute(at = "BEGIN");
        for (const emit::Statement& statement : script.statements) db.execute(at = statement.sql);
        if (script.transactional) db.execute(at = "COMMIT");
    } catch (const introspect::StatementError& error) {
        if (db.in_transaction()) db.execute("ROLLBACK");
        if (rows && may_fail_for_a_value(at, error.failure())) {
            if (std::getenv("RETORT_RANDOM_VERBOSE"))
                std::cout << "rows in the way, " << way << ": " << at.substr(0, 200) << "\n  " << described(error)
                          << "\n";
            throw BlockedByRows();
        }
        throw Failed(kind_of(way, error), at + "\n" + described(error) + "\nin the plan\n" + to_text(script));
    }
}

Schema introspected(introspect::Database& db, bool privileges) {
    introspect::Filter filter;
    filter.privileges = privileges;
    Schema schema = db.introspect(filter);
    diff::treat_names_as_explicit(schema);
    return schema;
}

bool in_a_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0; }

void replace_name(std::string& text, const std::string& name, const std::string& other) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if ((at > 0 && in_a_word(text[at - 1])) || (end < text.size() && in_a_word(text[end]))) continue;
        text.replace(at, name.size(), other);
    }
}

/// Names of inherited indexes on partitions are not compared (docs/postgresql.md); here they are replaced by the root
/// index and their table.
std::string dump_of(introspect::Database& db, const std::string& url, bool privileges) {
    std::vector<std::string> statements = pg_dump_unordered(url, privileges);
    const auto names = db.query(R"(
SELECT format('%I', i.relname), format('<%s on %s>', r.relname, t.relname)
  FROM pg_index x
  JOIN pg_class i ON i.oid = x.indexrelid
  JOIN pg_class t ON t.oid = x.indrelid
  JOIN pg_class r ON r.oid = pg_partition_root(i.oid)
 WHERE i.relispartition ORDER BY 1)");
    for (std::string& statement : statements)  // nor are names of identity sequences compared
        if (const auto at = statement.find("    SEQUENCE NAME "); at != std::string::npos)
            statement.erase(at, statement.find('\n', at) + 1 - at);
    for (const auto& row : names)
        for (std::string& statement : statements) replace_name(statement, *row[0], *row[1]);
    std::sort(statements.begin(), statements.end());
    return text_of(statements);
}

/// False for a type whose text representation changes or may change.
bool same_definition(const ObjectName& type, const Schema& from, const Schema& to) {
    for (const ObjectKind kind : {ObjectKind::composite, ObjectKind::domain, ObjectKind::range}) {
        const auto before = from.definitions.find({kind, type, {}}), after = to.definitions.find({kind, type, {}});
        if (before == from.definitions.end() && after == to.definitions.end()) continue;
        const bool relabelled = std::any_of(to.enums.begin(), to.enums.end(), [](const auto& each) {
            return !each.second.transition->old_labels.empty();
        });
        return before != from.definitions.end() && after != to.definitions.end() &&
               before->second.sql == after->second.sql && !relabelled;
    }
    return true;
}

/// The root of the partition tree that the table belongs to; the table itself if it is not a partition.
const Table& root_of(const Schema& schema, const ObjectName& name) {
    const Table* table = &schema.tables.at(name);
    while (!table->partition_of.empty()) table = &schema.tables.at(table->partition_of);
    return *table;
}

/// True if rows may move between partitions: because of another partition key, or of values of another type.
bool partitioned_differently(const Table& before, const Table& after) {
    if (before.partition_by != after.partition_by) return true;
    return std::any_of(before.columns.begin(), before.columns.end(), [&](const Column& column) {
        const Column* other = after.find_column(column.name);
        return (!other || other->type != column.type) && sql::references_name(before.partition_by, column.name);
    });
}

/// True if a partition is dropped with its rows, since none of its ancestors is rebuilt, which would move the rows.
bool loses_partitions(const ObjectName& root, const Schema& from, const std::set<ObjectName>& kept,
                      const std::set<ObjectName>& rebuilt) {
    return std::any_of(from.tables.begin(), from.tables.end(), [&](const auto& each) {
        if (kept.contains(each.first) || each.second.partition_of.empty() || root_of(from, each.first).name != root)
            return false;
        for (const Table* table = &each.second; !table->partition_of.empty();) {
            table = &from.tables.at(table->partition_of);
            if (rebuilt.contains(table->name)) return false;
        }
        return true;
    });
}

/// If the partitioning of a table changes, its rows move between partitions, so only the rows of the whole tree are
/// compared.
void hold_divided(std::vector<HeldTable>& held, const Schema& from, const Schema& to) {
    std::set<ObjectName> divided, spilt, kept, rebuilt;
    for (const HeldTable& each : held) {
        kept.insert(each.before);
        if (partitioned_differently(from.tables.at(each.before), to.tables.at(each.after))) rebuilt.insert(each.before);
    }
    for (const HeldTable& each : held)
        if (rebuilt.contains(each.before))
            divided.insert({root_of(from, each.before).name, root_of(to, each.after).name});
    for (const HeldTable& each : held)
        if (from.tables.at(each.before).partition_of.empty() != to.tables.at(each.after).partition_of.empty())
            spilt.insert({root_of(from, each.before).name, root_of(to, each.after).name});
    std::erase_if(held, [&](const HeldTable& each) {
        const Table &before = from.tables.at(each.before), &after = to.tables.at(each.after);
        const bool below = !before.partition_of.empty() || !after.partition_of.empty();
        return (below && (divided.contains(root_of(from, each.before).name) ||
                          divided.contains(root_of(to, each.after).name))) ||
               (divided.contains(each.before) &&
                (spilt.contains(each.before) || loses_partitions(each.before, from, kept, rebuilt))) ||
               (divided.contains(each.after) && spilt.contains(each.after));
    });
    for (HeldTable& each : held)
        if (divided.contains(each.before) || divided.contains(each.after)) each.with_partitions = true;
}

emit::Plan planned(const Schema& from, const Schema& to, emit::Direction direction, const char* way) {
    try {
        return emit::plan(from, to, direction);
    } catch (const Error& error) {
        std::string text = error.what();
        for (const Diagnostic& each : error.diagnostics())
            for (const Diagnostic& note : each.notes) text += "\n" + note.message;
        throw Failed(std::string(way) + ": rejected " + std::string(error.diagnostics().front().code.text()), text);
    }
}

/// The lines that only one of the texts has.
std::string only_in(const std::string& reached, const std::string& goal) {
    const auto lines = [](const std::string& text) {
        std::multiset<std::string> all;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find(";\n", at), text.size());
            all.insert(text.substr(at, end - at));
            at = end + 2;
        }
        return all;
    };
    const auto is = lines(reached), ought = lines(goal);
    std::string text;
    for (const std::string& line : is)
        if (!ought.contains(line)) text += "is:    " + line + "\n";
    for (const std::string& line : ought)
        if (!is.contains(line)) text += "ought: " + line + "\n";
    return text.empty() ? "the same statements, another number of times\n" : text;
}

}  // namespace

Journey::Journey() : here_db_(here_.open_keeping_plans()), there_db_(there_.open_keeping_plans()) {}

void Journey::make(introspect::Database& db, const World& world) {
    empty(db);
    try {
        db.execute(world.script());
    } catch (const introspect::StatementError& error) {
        const int offset = error.failure().offset;
        const std::string& script = world.script();
        const std::string at =
            offset < 0 ? "" : script.substr(script.rfind(";\n", static_cast<std::size_t>(offset)) + 1, 300);
        throw Failed("generator: " + error.failure().message, described(error) + "\n" + at);
    }
}

long Journey::insert(const Words& rows, Tally& tally) {
    long inserted = 0;
    here_db_->execute("SET session_replication_role = replica");
    for (const std::string& row : rows) {
        try {
            here_db_->execute(row);
            ++inserted;
        } catch (const introspect::StatementError& error) {
            const std::string& state = error.failure().sqlstate;
            const bool by_rule = state == "0A000";  // a rule that does not support an INSERT of two rows
            const bool published = state == "55000" || state == "42P10";  // an UPDATE without a replica identity
            if (!state.starts_with("23") && !by_rule && !published)
                throw Failed("generator: a row", row + "\n" + described(error));
            ++tally.rejected;
        }
    }
    here_db_->execute("RESET session_replication_role");
    tally.rows += inserted;
    return inserted;
}

void Journey::check(const Schema& reached, const Schema& goal, const emit::Plan& plan, const char* way,
                    const std::string& dumped) {
    const std::string left = [&] {
        try {
            return differences(reached, goal);
        } catch (const Error& error) {
            return std::string(error.what());
        }
    }();
    if (!left.empty())
        throw Failed(std::string(way) + ": the next plan is not empty",
                     left + "after the plan\n" + to_text(plan.script));
    if (dumped.empty()) return;
    if (const std::string now = dump_of(*here_db_, here_.url(), goal.privileges->compared); now != dumped)
        throw Failed(std::string(way) + ": pg_dump differs",
                     only_in(now, dumped) + "after the plan\n" + to_text(plan.script));
}

void Journey::travel(const Pair& pair, bool dumps, Tally& tally) {
    World before(pair, false, server()), after(pair, true, server());
    make(*there_db_, after);
    make(*here_db_, before);
    const bool holds = insert(before.rows(), tally) > 0;
    const bool privileges = before.compares_privileges();
    const Schema from = introspected(*here_db_, privileges);
    Schema to = introspected(*there_db_, privileges);
    const bool renames = declare(from, before, to, after) > 0;
    const bool dumping = dumps && pg_dump_reads_server();
    const std::string start = dumping ? dump_of(*here_db_, here_.url(), privileges) : "",
                      target = dumping ? dump_of(*there_db_, there_.url(), privileges) : "";

    const emit::Plan up = planned(from, to, emit::Direction::up, "up");
    const emit::Plan down = planned(to, from, emit::Direction::down, "down");
    std::vector<HeldTable> held = held_by_both(from, to);
    hold_divided(held, from, to);
    for (HeldTable& table : held)
        for (HeldTable::Held& column : table.columns) {
            const Table& there_table = to.tables.at(table.after);
            const Column& after = *there_table.find_column(column.after);
            const auto is_filled = [&](const std::string& name) {
                const Column& is = *there_table.find_column(name);
                const Column* was =
                    from.tables.at(table.before)
                        .find_column(is.transition->renamed_from.empty() ? name : is.transition->renamed_from);
                return !is.transition->backfill_sql.empty() || !is.transition->using_sql.empty() ||
                       (was && was->nullable && !is.nullable);
            };
            const std::vector<std::string> columns = after.depends_on.columns();
            if (after.generated && std::any_of(columns.begin(), columns.end(), is_filled)) column.as_is = false;
            // Stored values of old mappings stay until they are computed again.
            if (after.depends_on.any(
                    [](const ObjectId& each) { return each.kind == ObjectKind::text_search_configuration; }))
                column.as_is = false;
            // A backfill changes rows without a value; the text of a composite value depends on its type's definition.
            if (is_filled(after.name) || !same_definition(after.type.user_type, from, to)) column.as_is = false;
        }
    const std::string same_rows = holds ? rows_of(*here_db_, held, Side::before, false) : "";

    const auto rows_kept = [&](Side side, const emit::Plan& plan, const char* way) {
        if (const std::string now = rows_of(*here_db_, held, side, false); now != same_rows)
            throw Failed(std::string(way) + ": rows differ",
                         "were:\n" + same_rows + "are:\n" + now + "after the plan\n" + to_text(plan.script));
    };
    bool kept = run_or_clear(up.script, "up", holds);
    check(introspected(*here_db_, privileges), to, up, "up", target);
    if (kept) rows_kept(Side::after, up, "up");
    tally.there_with_rows += kept;
    tally.blocked_by_rows += holds && !kept;
    kept = run_or_clear(down.script, "down", kept) && kept;
    check(introspected(*here_db_, privileges), from, down, "down", start);
    if (kept) rows_kept(Side::before, down, "down");
    tally.with_rows += kept;

    ++tally.pairs;
    tally.dumps += dumping;
    tally.renames += renames;
    tally.statements += static_cast<long>(up.script.statements.size());
}

/// Runs the script. If rows block it, deletes all rows, runs it without them and returns false.
bool Journey::run_or_clear(const emit::Script& script, const char* way, bool rows) {
    try {
        run(*here_db_, script, way, rows);
        return rows;
    } catch (const BlockedByRows&) {
        here_db_->execute(R"(
DO $$
DECLARE each regclass;
BEGIN
  FOR each IN SELECT oid FROM pg_class
               WHERE relkind IN ('r', 'p') AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)' LOOP
    EXECUTE format('TRUNCATE %s CASCADE', each);
  END LOOP;
  FOR each IN SELECT oid FROM pg_class WHERE relkind = 'm' LOOP
    EXECUTE format('REFRESH MATERIALIZED VIEW %s', each);
  END LOOP;
END $$)");
        run(*here_db_, script, way, false);
        return false;
    }
}

void Journey::go(const Pair& pair, bool dumps, Tally& tally) {
    try {
        travel(pair, dumps, tally);
    } catch (const introspect::StatementError& error) {
        throw Failed("a statement of the test", described(error));
    }
}

}  // namespace retort::test::random
