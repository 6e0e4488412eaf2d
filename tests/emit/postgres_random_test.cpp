// Random pairs of PostgreSQL schemas on a real server: the plan leads from one to the other,
// back, and there again, and every time introspection finds nothing left to change.

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "emit/plan.hpp"
#include "emit/postgres/conversion.hpp"
#include "tests/support/pg_dump.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test {
namespace {

using Words = std::vector<std::string>;

/// What a column may be. In the texts {0} is the column and {1} a label of the enum.
struct Sort {
    std::string type;
    Words defaults;
    Words checks;
    Words computed;  ///< "type: expression"
    bool indexable = true;
    int enumeration = -1;
};

const std::vector<Sort>& plain_sorts() {
    static const std::vector<Sort> sorts{
        {"integer", {"5", "-1", "1 + 2"}, {"{0} > 0", "{0} IN (1, 2, 3)"}, {"integer: {0} * 2", "text: 'n' || {0}"}},
        {"bigint", {"7"}, {"{0} BETWEEN 0 AND 100"}, {"bigint: {0} + 1"}},
        {"smallint", {"1"}, {"{0} <> 3"}, {"smallint: abs({0})"}},
        {"numeric(10,2)", {"0.5"}, {"{0} >= 0"}, {"numeric: {0} / 2"}},
        {"numeric", {"-1.5"}, {"{0} < 10.5"}, {"numeric(12,3): round({0}, 1)"}},
        {"double precision", {"1.5"}, {"{0} > '-1'::integer"}, {"double precision: sqrt({0})"}},
        {"text", {"'x'", "upper('q'::text)", "''"}, {"{0} <> ''", "length({0}) < 100", "{0} ~ '^a' OR {0} IN ('b', 'c')"}, {"text: lower({0})", "integer: length({0})"}},
        {"varchar(20)", {"'y'"}, {"{0} <> 'z'", "{0} LIKE 'a%'"}, {"text: upper({0})"}},
        {"varchar(40)", {"'y'"}, {"{0} IN ('a', 'b')"}, {"text: {0} || 'x'"}},
        {"char(3)", {"'abc'"}, {"{0} <> 'zzz'"}, {"text: trim({0})"}},
        {"boolean", {"true", "false"}, {"{0} OR NOT {0}"}, {"boolean: NOT {0}"}},
        {"uuid", {"gen_random_uuid()"}, {"{0} <> '00000000-0000-0000-0000-000000000000'"}, {"boolean: {0} IS NULL"}},
        {"timestamptz", {"now()"}, {"{0} > '2000-01-01 00:00:00+00'"}, {"timestamp: {0} AT TIME ZONE 'UTC'"}},
        {"timestamp", {"LOCALTIMESTAMP"}, {"{0} > '2000-01-01'"}, {"date: {0}::date"}},
        {"date", {"CURRENT_DATE", "'2020-01-01'"}, {"{0} > '2000-01-01'"}, {"integer: extract(year FROM {0})::integer"}},
        {"time", {"'12:00'"}, {"{0} < '23:00'"}, {"interval: {0}::interval"}},
        {"interval", {"'1 day'"}, {"{0} > '0'"}, {"interval: {0} * 2"}},
        {"json", {"'{{}}'"}, {"({0} ->> 'a') IS NULL"}, {"text: {0} ->> 'a'"}, false},
        {"jsonb", {"'{{}}'", "'[1]'"}, {"{0} ? 'a'"}, {"jsonb: {0} -> 'a'"}},
        {"bytea", {"'\\x01'"}, {"length({0}) > 1"}, {"integer: length({0})"}},
        {"inet", {"'127.0.0.1'"}, {"family({0}) = 4"}, {"integer: masklen({0})"}},
        {"text[]", {"'{{}}'", "ARRAY['a', 'b']"}, {"'a' = ANY ({0})"}, {"integer: cardinality({0})"}},
        {"integer[]", {"'{{1,2}}'"}, {"array_length({0}, 1) < 9"}, {"integer: {0}[1]"}},
    };
    return sorts;
}

std::uint64_t mix(std::uint64_t value) {
    value += 0x9E3779B97F4A7C15U;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
}

std::uint64_t hashed(std::uint64_t seed, const std::string& key) {
    std::uint64_t value = mix(seed);
    for (const char c : key) value = mix(value ^ static_cast<unsigned char>(c));
    return value;
}

/// A schema as a script. Every decision is drawn by its own key: with the same seed, `changes`
/// in a hundred decisions are drawn anew from `other_seed`, the rest stay.
class RandomSchema {
public:
    RandomSchema(std::uint64_t seed, std::uint64_t other_seed, unsigned changes)
        : seed_(seed), other_seed_(other_seed), changes_(changes) {}

    std::string script() const {
        std::string sql;
        if (has_app()) sql += "CREATE SCHEMA app;\n";
        for (int i = 0; i < enums; ++i)
            if (has_enum(i)) sql += enumeration(i);
        sql += sequences() + functions();
        for (int i = 0; i < tables; ++i)
            if (has_table(i)) sql += table(i);
        for (int i = 0; i < tables; ++i)
            if (has_table(i)) sql += indexes(i) + comments(i);
        return sql + links() + views() + triggers();
    }

private:
    static constexpr int tables = 5, columns = 6, references = 2, computed = 2, enums = 3;
    static constexpr int unlogged = 3;  ///< the table that may be so, and that nothing refers to

    unsigned draw(const std::string& key, std::size_t below) const {
        const bool anew = changes_ > 0 && hashed(other_seed_, "redraw " + key) % 100 < changes_;
        return static_cast<unsigned>(hashed(anew ? other_seed_ : seed_, key) % below);
    }
    bool chance(const std::string& key, unsigned percent) const { return draw(key, 100) < percent; }
    const std::string& one_of(const std::string& key, const Words& words) const { return words[draw(key, words.size())]; }

    bool has_app() const { return chance("app", 80); }
    bool has_enum(int e) const { return chance(fmt::format("enum{}", e), 85) && (e != 2 || has_app()); }
    std::string enum_name(int e) const { return Words{"mood", "\"Kind\"", "app.level"}[static_cast<std::size_t>(e)]; }
    Words labels(int e) const {
        static const std::vector<Words> lists{{"a", "b"}, {"a", "b", "c"}, {"b", "a"}, {"z", "a", "b"}, {"a", "it''s", "b"}, {"c"}, {"a", "b", "c", "d"}};
        return lists[draw(fmt::format("labels{}", e), lists.size())];
    }
    std::string label(int e, const std::string& key) const { return "'" + one_of(key, labels(e)) + "'"; }
    std::string enumeration(int e) const {
        std::string sql = fmt::format("CREATE TYPE {} AS ENUM ('{}');\n", enum_name(e), fmt::join(labels(e), "', '"));
        if (chance(fmt::format("enumcomment{}", e), 30)) sql += fmt::format("COMMENT ON TYPE {} IS '{}';\n", enum_name(e), draw(fmt::format("enumtext{}", e), 3));
        return sql;
    }

    std::string table_name(int t) const {
        static const Words names{"alpha", "beta", "\"Gamma ray\"", "\"order\"", "delta"};
        return (t == 4 && has_app() ? "app." : "") + names[static_cast<std::size_t>(t)];
    }
    bool has_table(int t) const { return chance(fmt::format("table{}", t), 80); }
    std::string column_name(int c) const {
        static const Words names{"a", "b", "\"C c\"", "\"select\"", "e", "\"f\"\"f\""};
        return names[static_cast<std::size_t>(c)];
    }
    bool has_column(int t, int c) const { return c == 0 || chance(fmt::format("column{}.{}", t, c), 70); }

    Sort sort(int t, int c) const {
        const std::string key = fmt::format("sort{}.{}", t, c);
        const int e = static_cast<int>(draw(key + "enum", enums));
        if (chance(key + "isenum", 30) && has_enum(e)) {
            const std::string type = enum_name(e);
            if (chance(key + "array", 25))
                return {type + "[]", {"'{{}}'", "ARRAY[{1}]::" + type + "[]"}, {"{1} = ANY ({0})", "cardinality({0}) < 5"}, {"integer: cardinality({0})", "boolean: {1} = ANY ({0})"}, true, e};
            return {type, {"{1}"}, {"{0} <> {1}", "{0} IN ({1})", "{0} > {1} OR {0} IS NULL"}, {"boolean: {0} = {1}", type + ": coalesce({0}, {1})"}, true, e};
        }
        return plain_sorts()[draw(key, plain_sorts().size())];
    }
    std::string filled(const std::string& text, const Sort& sort, const std::string& column, const std::string& key) const {
        return fmt::format(fmt::runtime(text), column, sort.enumeration >= 0 ? label(sort.enumeration, key + "label") : "");
    }

    std::string id_type(int t) const { return one_of(fmt::format("idtype{}", t), {"bigint", "bigint", "integer", "text", "uuid"}); }
    std::string id(int t) const {
        const std::string type = id_type(t), key = fmt::format("id{}", t);
        if (type == "text") return "id text NOT NULL";
        if (type == "uuid") return "id uuid NOT NULL DEFAULT gen_random_uuid()";
        switch (draw(key, 5)) {
            case 0: return fmt::format("id {} GENERATED ALWAYS AS IDENTITY", type);
            case 1: return fmt::format("id {} GENERATED BY DEFAULT AS IDENTITY", type);
            case 2: return fmt::format("id {} GENERATED BY DEFAULT AS IDENTITY ({})", type, one_of(key + "options", {"START WITH 10", "INCREMENT BY 5 CACHE 3", "MAXVALUE 1000 CYCLE", "START WITH -1 INCREMENT BY -1"}));
            case 3: return fmt::format("id {}", type == "bigint" ? "bigserial" : "serial");
            default: return fmt::format("id {} NOT NULL", type);
        }
    }
    int parent_of(int t, int r) const {
        const std::string key = fmt::format("parent{}.{}", t, r);
        const int parent = static_cast<int>(draw(key, tables));
        return chance(key + "is", 60) && has_table(parent) && parent != unlogged ? parent : -1;
    }

    std::string column(int t, int c) const {
        const std::string key = fmt::format("column{}.{}.", t, c);
        const Sort s = sort(t, c);
        std::string sql = column_name(c) + " " + s.type;
        if (s.type == "text" && chance(key + "collate", 15)) sql += " COLLATE \"C\"";
        if (chance(key + "default", 45)) sql += fmt::format(" DEFAULT ({})", filled(one_of(key + "which", s.defaults), s, column_name(c), key + "default"));
        if (chance(key + "notnull", 35)) sql += " NOT NULL";
        if (s.indexable && chance(key + "unique", 10)) sql += " UNIQUE";
        if (chance(key + "check", 30)) {
            if (chance(key + "named", 50)) sql += fmt::format(" CONSTRAINT c{}", c);
            sql += fmt::format(" CHECK ({})", filled(one_of(key + "checkwhich", s.checks), s, column_name(c), key + "check"));
        }
        return sql;
    }

    std::string table(int t) const {
        const auto key = [&](const char* what) { return fmt::format("{}{}", what, t); };
        Words parts{id(t)};
        for (int c = 0; c < columns; ++c)
            if (has_column(t, c)) parts.push_back(column(t, c));
        for (int r = 0; r < references; ++r)
            if (const int parent = parent_of(t, r); parent >= 0) parts.push_back(fmt::format("r{} {}", r, id_type(parent)));
        for (int g = 0; g < computed; ++g) {
            const std::string name = fmt::format("computed{}.{}", t, g);
            const int c = static_cast<int>(draw(name + "from", columns));
            if (!chance(name, 40) || !has_column(t, c)) continue;
            const Sort s = sort(t, c);
            const std::string& text = one_of(name + "which", s.computed);
            const std::size_t colon = text.find(": ");
            parts.push_back(fmt::format("g{} {} GENERATED ALWAYS AS ({}) STORED", g, text.substr(0, colon), filled(text.substr(colon + 2), s, column_name(c), name)));
        }
        if (chance(key("sequence"), 25)) parts.push_back(fmt::format("n {}", one_of(key("n"), {"serial", "bigserial", "integer GENERATED ALWAYS AS IDENTITY", "integer", "bigint DEFAULT 1"})));
        else if (has_sequence(0) && chance(key("shared"), 25)) parts.emplace_back("n bigint DEFAULT nextval('counter')");
        switch (draw(key("key"), 4)) {
            case 0: parts.emplace_back("PRIMARY KEY (id)"); break;
            case 1: parts.push_back(fmt::format("CONSTRAINT key{} PRIMARY KEY (id)", t)); break;
            case 2: parts.emplace_back("UNIQUE (id)"); break;
            default: break;  // a unique index, see indexes
        }
        if (sort(t, 0).indexable && chance(key("wide"), 30)) {
            const std::string list = has_column(t, 1) && sort(t, 1).indexable ? "a, b" : "a, id";
            parts.push_back(fmt::format("{}UNIQUE {}({})", draw("wide", tables) == static_cast<unsigned>(t) ? "CONSTRAINT wide " : "", chance(key("nulls"), 20) ? "NULLS NOT DISTINCT " : "", list));
        }
        if (chance(key("widecheck"), 25)) parts.push_back(fmt::format("CONSTRAINT {} CHECK (a IS NOT NULL OR id IS NULL)", one_of(key("widecheckname"), {"whole", "all_of_it"})));
        return fmt::format("CREATE {}TABLE {} ({});\n", t == unlogged && chance(key("unlogged"), 30) ? "UNLOGGED " : "", table_name(t), fmt::join(parts, ", "));
    }

    /// Foreign keys come once every key is there.
    std::string links() const {
        std::string sql;
        for (int t = 0; t < tables; ++t)
            for (int r = 0; r < references && has_table(t); ++r) {
                const std::string key = fmt::format("link{}.{}", t, r);
                const int parent = parent_of(t, r);
                if (parent < 0 || !chance(key, 85)) continue;
                sql += fmt::format("ALTER TABLE {} ADD {}FOREIGN KEY (r{}) REFERENCES {} (id){};\n", table_name(t), chance(key + "named", 30) ? fmt::format("CONSTRAINT link{} ", r) : "", r, table_name(parent),
                                   one_of(key + "action", {"", " ON DELETE CASCADE", " ON DELETE SET NULL", " ON UPDATE CASCADE ON DELETE RESTRICT", " DEFERRABLE INITIALLY DEFERRED", " ON DELETE SET DEFAULT", " MATCH FULL"}));
            }
        return sql;
    }

    std::string indexes(int t) const {
        std::string sql;
        if (draw(fmt::format("key{}", t), 4) == 3) sql += fmt::format("CREATE UNIQUE INDEX id_{} ON {} (id);\n", t, table_name(t));
        for (int i = 0; i < 3; ++i) {
            const std::string key = fmt::format("index{}.{}", t, i);
            const int c = static_cast<int>(draw(key + "column", columns));
            if (!chance(key, 50) || !has_column(t, c)) continue;
            const Sort s = sort(t, c);
            const std::string name = column_name(c), expression = one_of(key + "computed", s.computed);
            const std::string computed_part = "(" + filled(expression.substr(expression.find(": ") + 2), s, name, key + "expression") + ")";
            std::string part = s.indexable ? one_of(key + "form", {name, name + " DESC", "id, " + name + " NULLS FIRST", computed_part}) : "id DESC";
            if (chance(key + "include", 15)) part += ") INCLUDE (id";
            sql += fmt::format("CREATE {}INDEX i{}{} ON {} ({})", chance(key + "unique", 15) ? "UNIQUE " : "", t, i, table_name(t), part);
            if (chance(key + "partial", 35)) sql += " WHERE " + filled(one_of(key + "where", s.checks), s, name, key + "where");
            sql += ";\n";
        }
        if (draw("sharedindex", tables) == static_cast<unsigned>(t) && t != 4) sql += fmt::format("CREATE INDEX shared ON {} (id);\n", table_name(t));
        return sql;
    }

    std::string comments(int t) const {
        std::string sql;
        const std::string key = fmt::format("comment{}", t);
        if (chance(key, 25)) sql += fmt::format("COMMENT ON TABLE {} IS 'It''s {}';\n", table_name(t), draw(key + "text", 3));
        if (chance(key + "column", 25)) sql += fmt::format("COMMENT ON COLUMN {}.a IS 'text {}';\n", table_name(t), draw(key + "columntext", 3));
        return sql;
    }

    bool has_sequence(int s) const { return chance(fmt::format("sequence{}", s), 60); }
    std::string sequences() const {
        std::string sql;
        if (has_sequence(0)) sql += fmt::format("CREATE SEQUENCE counter{};\n", one_of("counter", {"", " AS integer", " INCREMENT BY 10 START WITH 5", " MINVALUE -5 MAXVALUE 100 CYCLE", " CACHE 7"}));
        switch (draw("thing", 5)) {
            case 0: sql += "CREATE SEQUENCE thing;\n"; break;
            case 1: sql += "CREATE TABLE thing (x integer);\n"; break;
            case 2: sql += "CREATE VIEW thing AS SELECT 1 AS x;\n"; break;
            case 3: sql += "CREATE MATERIALIZED VIEW thing AS SELECT 1 AS x;\nCREATE UNIQUE INDEX thing_x ON thing (x);\n"; break;
            default: break;
        }
        return sql;
    }

    std::string functions() const {
        std::string sql;
        if (chance("touch", 70)) sql += fmt::format("CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN {}; END $$;\n", one_of("touchbody", {"NEW", "NULL", "OLD"}));
        return sql;
    }
    std::string triggers() const {
        std::string sql;
        for (int t = 0; t < tables && chance("touch", 70); ++t) {
            const std::string key = fmt::format("trigger{}", t);
            const int c = static_cast<int>(draw(key + "column", columns));
            if (!has_table(t) || !has_column(t, c) || !chance(key, 40)) continue;
            const std::string what = one_of(key + "event", {"INSERT", "UPDATE OF " + column_name(c), "UPDATE"});
            const bool when = what != "INSERT" && chance(key + "when", 40);
            sql += fmt::format("CREATE TRIGGER tr BEFORE {} ON {} FOR EACH ROW {}EXECUTE FUNCTION touch();\n", what, table_name(t), when ? fmt::format("WHEN (NEW.{0} IS NULL) ", column_name(c)) : "");
        }
        return sql;
    }

    std::string views() const {
        std::string sql;
        Words made;
        for (int t = 0; t < tables; ++t) {
            const std::string key = fmt::format("view{}", t);
            const int c = static_cast<int>(draw(key + "column", columns));
            if (!has_table(t) || !chance(key, 45)) continue;
            const bool kept = chance(key + "kept", 25);
            const bool star = !has_column(t, c) || chance(key + "star", 20);
            const std::string name = column_name(c);
            sql += fmt::format("CREATE {}VIEW v{} AS SELECT {} FROM {}", kept ? "MATERIALIZED " : "", t, star ? "*" : "id, " + name + " AS x", table_name(t));
            if (has_column(t, c) && chance(key + "filter", 40)) sql += " WHERE " + filled(one_of(key + "where", sort(t, c).checks), sort(t, c), name, key + "where");
            sql += ";\n";
            if (kept && chance(key + "index", 60)) sql += fmt::format("CREATE INDEX vi{} ON v{} (id);\n", t, t);
            made.push_back(fmt::format("v{}", t));
            if (chance(key + "over", 40)) sql += fmt::format("CREATE VIEW over{} AS SELECT count(*) AS n, max(id::text) AS top FROM v{};\n", t, t);
        }
        if (made.size() > 1 && chance("join", 50)) sql += fmt::format("CREATE VIEW a_join AS SELECT l.id AS x, r.id AS y FROM {} l, {} r;\n", made.front(), made.back());
        return sql;
    }

    std::uint64_t seed_, other_seed_;
    unsigned changes_;
};

/// RETORT_RANDOM_PAIRS sets the number of pairs, for a long run; RETORT_RANDOM_FIRST the first seed.
std::uint64_t setting(const char* name, std::uint64_t otherwise) {
    const char* value = std::getenv(name);
    return value ? std::strtoull(value, nullptr, 10) : otherwise;
}

/// Neighbours, more distant ones, and schemas that have only their pools of names in common.
unsigned changes_of(std::uint64_t seed) {
    static constexpr unsigned share[] = {2, 5, 12, 100};
    return share[seed % 4];
}

void run(introspect::Database& db, const emit::Script& script) {
    db.execute("BEGIN");
    for (const emit::Statement& statement : script.statements) {
        try {
            db.execute(statement.sql);
        } catch (const introspect::StatementError& error) {
            db.execute("ROLLBACK");
            throw std::runtime_error(statement.sql + "\n" + error.what() + "\nin\n" + to_text(script));
        }
    }
    db.execute("COMMIT");
}

std::string differences(const Schema& from, const Schema& to) {
    std::string text;
    for (const diff::Change& change : emit::plan(from, to).changes) text += diff::describe(change) + "\n";
    return text;
}

/// A database that is emptied between pairs, which is faster than a new one.
class Bench {
public:
    Bench() : db_(database_.open()) {}

    Schema hold(const std::string& script) {
        db_->execute("DROP SCHEMA IF EXISTS app CASCADE");
        db_->execute("DROP SCHEMA public CASCADE");
        db_->execute("CREATE SCHEMA public");
        db_->execute(script);
        return db_->introspect();
    }
    introspect::Database& db() { return *db_; }
    std::string url() const { return database_.url(); }

private:
    FreshDatabase database_;
    std::unique_ptr<introspect::Database> db_;
};

/// Says how values get across where PostgreSQL has no cast, as a model would.
void declare_conversions(const Schema& from, Schema& to) {
    for (auto& [name, table] : to.tables) {
        const Table* before = from.find_table(name);
        for (Column& column : table.columns) {
            const Column* old = before ? before->find_column(column.name) : nullptr;
            if (!old || old->type == column.type) continue;
            try {
                emit::postgres::conversion(name, *old, column, from, to, emit::Direction::up);
            } catch (const Error&) {
                column.transition->using_sql = quote(column.name) + "::text::" + to_sql(column.type);
            }
        }
    }
}

/// One way: the plan from what is there leads to `to`, and nothing is left to change.
Schema go(introspect::Database& db, const Schema& from, const Schema& to, emit::Direction direction) {
    const emit::Script script = emit::plan(from, to, direction).script;
    run(db, script);
    Schema reached = db.introspect();
    EXPECT_EQ(differences(reached, to), "") << to_text(script);
    return reached;
}

void travel(Bench& here, Bench& there, const std::string& before, const std::string& after, bool dump) {
    const Schema from = here.hold(before);
    Schema to = there.hold(after);
    declare_conversions(from, to);
    const auto dump_before = dump ? pg_dump_unordered(here.url()) : Words{};
    const auto dump_after = dump ? pg_dump_unordered(there.url()) : Words{};

    // A name that nobody chose may stay what it was; but for that the databases are the same.
    const Schema reached = go(here.db(), from, to, emit::Direction::up);
    if (dump && reached == to) {
        EXPECT_EQ(text_of(pg_dump_unordered(here.url())), text_of(dump_after));
    }
    const Schema back = go(here.db(), reached, from, emit::Direction::down);
    if (dump && back == from) {
        EXPECT_EQ(text_of(pg_dump_unordered(here.url())), text_of(dump_before));
    }
    go(here.db(), back, to, emit::Direction::up);
}

TEST(PostgresRandom, SchemasLeadToEachOtherAndBack) {
    Bench here, there;
    const std::uint64_t first = setting("RETORT_RANDOM_FIRST", 1);
    for (std::uint64_t seed = first; seed < first + setting("RETORT_RANDOM_PAIRS", 60); ++seed) {
        const std::string before = RandomSchema(seed, 0, 0).script();
        const std::string after = RandomSchema(seed, seed + 1'000'000, changes_of(seed)).script();
        SCOPED_TRACE("seed " + std::to_string(seed) + "\nbefore:\n" + before + "after:\n" + after);
        try {
            travel(here, there, before, after, seed % 10 == 0);
        } catch (const Error& error) {
            std::string text = error.what();
            for (const Diagnostic& note : error.diagnostics().front().notes) text += "\n" + note.message;
            ADD_FAILURE() << text;
        } catch (const std::exception& error) {
            ADD_FAILURE() << error.what();
        }
        const auto* result = ::testing::UnitTest::GetInstance()->current_test_info()->result();
        if (result->total_part_count() > 20) return;
    }
}

}  // namespace
}  // namespace retort::test
