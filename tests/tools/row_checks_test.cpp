// Rows of the live database that would make a migration fail: they are counted when it is generated, and
// reported with the model's location and a fix.

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

/// `people` with a role, in the form in which the engine stores an enum.
std::string with_role(const std::string& labels, const std::string& clauses = "", const std::string& type = "Role") {
    return fmt::format(R"(#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <retort/model.hpp>

enum class Role {{ {} }};

struct Person {{
    std::int64_t id;
    {} role;

    static constexpr auto schema() {{
        using namespace retort;
        return table("people", column<&Person::id>().primary_key(), column<&Person::role>(){});
    }}
}};
)",
                       labels, type, clauses);
}

class DataChecks : public BothEngines {
protected:
    DataChecks() { project.configure(); }

    /// Migrates to the current models.
    void migrated(const std::string& header) {
        project.write("models/person.hpp", header);
        project.must({"revision", "--autogenerate", "-m", "a step"});
        project.must({"upgrade"});
    }

    Outcome generate(const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments = {"revision", "--autogenerate", "-m", "next"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return project.retort(arguments);
    }

    /// Expects that the current models are rejected because of rows, and that no file is written.
    std::string refused(const std::string& header) {
        project.write("models/person.hpp", header);
        const auto before = project.files();
        const Outcome outcome = generate();
        EXPECT_EQ(outcome.status, 2) << outcome.err;
        EXPECT_EQ(outcome.out, "");
        EXPECT_CONTAINS(outcome.err, "[RT084]");
        EXPECT_CONTAINS(outcome.err, "--no-data-checks");
        EXPECT_EQ(project.files(), before);
        return outcome.err;
    }

    bool postgres() const { return GetParam() == Dialect::postgresql; }
};

TEST_P(DataChecks, NewColumnNeedsValueForExistingRows) {
    migrated(person());
    project.sql("INSERT INTO people VALUES (1, 'a'), (2, 'b'), (3, 'c')");
    const std::string message = refused(person("std::int32_t age;"));
    EXPECT_CONTAINS(message, "new column people.age is NOT NULL and has no default, but table people has 3 rows ");
    EXPECT_CONTAINS(message, "models/person.hpp:10:18: error");
    EXPECT_CONTAINS(message, "std::int32_t age;");
    EXPECT_CONTAINS(message, ".backfill_sql(");

    migrated(person("std::int32_t age;", "column<&Person::age>().backfill_sql(\"id * 10\")"));
    EXPECT_EQ(project.value("SELECT age FROM people WHERE id = 3"), "30");
    migrated(person("std::int32_t age; std::int32_t shoes;",
                    "column<&Person::age>(), column<&Person::shoes>().server_default(42)"));
    EXPECT_EQ(project.value("SELECT shoes FROM people WHERE id = 3"), "42");
}

TEST_P(DataChecks, EmptyTableNeedsNoValue) {
    migrated(person());
    migrated(person("std::int32_t age;"));
    EXPECT_EQ(project.value("SELECT count(age) FROM people"), "0");
}

TEST_P(DataChecks, CountsNullsForSetNotNull) {
    migrated(person("std::optional<std::int32_t> age;"));
    project.sql("INSERT INTO people (id, email, age) VALUES (1, 'a', NULL), (2, 'b', 7), (3, 'c', NULL)");
    EXPECT_CONTAINS(refused(person("std::int32_t age;")), "people.age becomes NOT NULL, but is NULL in 2 rows");
    project.sql("UPDATE people SET age = 0 WHERE id = 1");
    EXPECT_CONTAINS(refused(person("std::int32_t age;")), "but is NULL in 1 row ");

    migrated(person("std::int32_t age;", "column<&Person::age>().backfill_sql(\"id + 100\")"));
    EXPECT_EQ(project.value("SELECT age FROM people WHERE id = 3"), "103");
    EXPECT_EQ(project.value("SELECT age FROM people WHERE id = 2"), "7") << "backfill is for NULLs alone";
    project.must({"downgrade", "-1"});
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT age FROM people WHERE id = 3"), "103");
}

TEST_P(DataChecks, ShowsValuesThatAreNotLabelsAndMapsThem) {
    migrated(with_role("patient, admin", ".varchar(20)", "std::string"));
    project.sql("INSERT INTO people VALUES (1, 'Admin'), (2, 'Admin'), (3, 'root'), (4, 'patient'), (5, 'admin')");
    const std::string message = refused(with_role("patient, admin"));
    EXPECT_CONTAINS(message, "3 rows");
    EXPECT_CONTAINS(message, "'Admin' (2 rows), 'root' (1 row)");
    EXPECT_CONTAINS(message, "models/person.hpp:11:");
    EXPECT_CONTAINS(message, ".old_label(");

    const std::string half = refused(with_role("patient, admin", ".old_label(\"Admin\", Role::admin)"));
    EXPECT_CONTAINS(half, "1 row");
    EXPECT_CONTAINS(half, "'root' (1 row)");
    EXPECT_EQ(count(half, "'Admin'"), 0) << half;

    migrated(with_role("patient, admin", ".old_label(\"Admin\", Role::admin).old_label(\"root\", Role::admin)"));
    EXPECT_EQ(project.value("SELECT count(*) FROM people WHERE role = 'admin'"), "4");
    EXPECT_EQ(project.value("SELECT count(*) FROM people WHERE role = 'patient'"), "1");
    EXPECT_EQ(project.retort({"check"}).status, 0);
    project.must({"downgrade", "-1"});
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT count(*) FROM people WHERE role = 'admin'"), "4");
}

TEST_P(DataChecks, ListsOnlyMostFrequentValues) {
    migrated(with_role("patient", ".varchar(80)", "std::string"));
    for (int i = 0; i < 9; ++i) project.sql(fmt::format("INSERT INTO people VALUES ({}, 'value {}')", i, i));
    project.sql("INSERT INTO people VALUES (100, 'a value that is longer than anybody would want to read it')");
    const std::string message = refused(with_role("patient"));
    EXPECT_CONTAINS(message, "10 rows");
    EXPECT_CONTAINS(message, "and 5 more values");
    EXPECT_EQ(count(message, "(1 row)"), 5) << message;
    EXPECT_CONTAINS(message, "'a value that is longer than anybody woul'…");
}

TEST_P(DataChecks, CountsRowsWithRemovedLabel) {
    migrated(with_role("patient, guest, admin"));
    project.sql("INSERT INTO people VALUES (1, 'guest'), (2, 'guest'), (3, 'admin')");
    const std::string message = refused(with_role("patient, admin"));
    EXPECT_CONTAINS(message, "2 rows");
    EXPECT_CONTAINS(message, "'guest' (2 rows)");

    migrated(with_role("patient, admin", ".old_label(\"guest\", Role::patient)"));
    EXPECT_EQ(project.value("SELECT count(*) FROM people WHERE role = 'patient'"), "2");
    EXPECT_EQ(project.retort({"check"}).status, 0);
}

TEST_P(DataChecks, UnusedLabelMayBeRemoved) {
    migrated(with_role("patient, guest, admin"));
    project.sql("INSERT INTO people VALUES (3, 'admin')");
    migrated(with_role("patient, admin"));
    EXPECT_EQ(project.value("SELECT role FROM people"), "admin");
}

TEST_P(DataChecks, MapsEnumStoredAsText) {
    migrated(with_role("patient, guest, admin", ".as_text()"));
    project.sql("INSERT INTO people VALUES (1, 'guest'), (2, 'patient'), (3, 'admin')");
    const std::string message = refused(with_role("patient, member, admin", ".as_text()"));
    EXPECT_CONTAINS(message,
                    "people.role has values in 1 row that its new check constraint does not allow: 'guest' (1 row)");

    migrated(with_role("patient, member, admin", ".as_text().old_label(\"guest\", Role::member)"));
    EXPECT_EQ(project.value("SELECT role FROM people WHERE id = 1"), "member");
    EXPECT_EQ(project.retort({"check"}).status, 0);
    project.must({"downgrade", "-1"});
    EXPECT_EQ(project.value("SELECT role FROM people WHERE id = 1"), "guest") << "the mapping holds backwards";
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT role FROM people WHERE id = 1"), "member");
}

TEST_P(DataChecks, CountsDuplicatesForNewKey) {
    migrated(person("std::int32_t age;"));
    project.sql("INSERT INTO people (id, email, age) VALUES (1, 'a', 7), (2, 'b', 7), (3, 'c', 8), (4, 'd', 7)");
    const std::string key = refused(person("std::int32_t age;", "column<&Person::age>().unique()"));
    EXPECT_CONTAINS(key, "on people (age): duplicate values in 3 rows");
    const std::string index =
        refused(person("std::int32_t age;", "index<&Person::age>().unique().where(\"id < 3\").named(\"young\")"));
    EXPECT_CONTAINS(index, "new unique index young on people: duplicate values in 2 rows");
    migrated(person("std::int32_t age;", "index<&Person::age>().unique().where(\"id > 2\").named(\"old\")"));
}

TEST_P(DataChecks, CountsViolationsOfNewCheck) {
    migrated(person("std::optional<std::int32_t> age;"));
    project.sql("INSERT INTO people (id, email, age) VALUES (1, 'a', -1), (2, 'b', NULL), (3, 'c', 8)");
    const std::string message =
        refused(person("std::optional<std::int32_t> age;", "check(\"age > 0\").named(\"grown\")"));
    EXPECT_CONTAINS(message, "new check constraint grown on people is violated by 1 row ");
    project.sql("UPDATE people SET age = 1 WHERE id = 1");
    migrated(person("std::optional<std::int32_t> age;", "check(\"age > 0\").named(\"grown\")"));
}

TEST_P(DataChecks, CountsDanglingReferences) {
    migrated(person("std::optional<std::int64_t> boss;"));
    project.sql("INSERT INTO people (id, email, boss) VALUES (1, 'a', NULL), (2, 'b', 1), (3, 'c', 9), (4, 'd', 10)");
    const std::string reference = "column<&Person::boss>().references<&Person::id>()";
    EXPECT_CONTAINS(refused(person("std::optional<std::int64_t> boss;", reference)),
                    "new foreign key from people (boss) to people (id): no referenced row exists for 2 rows");
    project.sql("UPDATE people SET boss = 1 WHERE boss > 1");
    migrated(person("std::optional<std::int64_t> boss;", reference));
}

TEST_P(DataChecks, ChecksRowsUnderOldNames) {
    migrated(person("std::optional<std::int32_t> age;"));
    project.sql("INSERT INTO people (id, email, age) VALUES (1, 'a', NULL), (2, 'b', -7)");
    const std::string message =
        refused(person("std::int32_t years;",
                       "column<&Person::years>().renamed_from(\"age\"), check(\"years > 0\").named(\"grown\")"));
    EXPECT_CONTAINS(message, "people.years becomes NOT NULL, but is NULL in 1 row ");
    EXPECT_CONTAINS(message, "new check constraint grown on people is violated by 1 row ");
}

TEST_P(DataChecks, ReportsAllBlockersAtOnce) {
    migrated(person("std::optional<std::int32_t> age;"));
    project.sql("INSERT INTO people (id, email, age) VALUES (1, 'a', NULL), (2, 'b', 1), (3, 'c', 1)");
    const std::string message = refused(person("std::int32_t age; bool known;", "column<&Person::age>().unique()"));
    EXPECT_EQ(count(message, "[RT084]"), 3) << message;
}

TEST_P(DataChecks, CanBeDisabled) {
    migrated(person());
    project.sql("INSERT INTO people VALUES (1, 'a')");
    project.write("models/person.hpp", person("std::int32_t age;"));
    const Outcome outcome = generate({"--no-data-checks"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(project.read("migrations/0002_next.sql"), "fails when");
    EXPECT_EQ(project.retort({"upgrade"}).status, 2);

    const Outcome pointless = project.retort({"revision", "-m", "by hand", "--no-data-checks"});
    EXPECT_EQ(pointless.status, 2);
    EXPECT_CONTAINS(pointless.err, "--no-data-checks requires --autogenerate");
}

TEST_P(DataChecks, WritesNoRowDataToFile) {
    migrated(with_role("patient, admin", ".varchar(20)", "std::string"));
    project.sql("INSERT INTO people VALUES (1, 'admin'), (2, 'secret')");
    project.write("models/person.hpp", with_role("patient, admin"));
    ASSERT_EQ(generate({"--no-data-checks"}).status, 0);
    EXPECT_EQ(count(project.read("migrations/0002_next.sql"), "secret"), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, DataChecks, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

class PostgresDataChecks : public DataChecks {
protected:
    /// Changes the column `v` with `values` from type `before` to type `after`; returns the error.
    std::string narrowed(const std::string& before, const std::string& values, const std::string& after) {
        const auto header = [](const std::string& type) {
            return person("std::optional<std::string> v;", "column<&Person::v>().type(\"" + type + "\")");
        };
        migrated(header(before));
        project.sql("INSERT INTO people SELECT n, n::text, v::" + before + " FROM unnest(ARRAY[" + values +
                    "]) WITH ORDINALITY AS t(v, n)");
        return refused(header(after));
    }
};

TEST_P(PostgresDataChecks, TooLongText) {
    EXPECT_CONTAINS(narrowed("text", "'short', 'much too long', 'fits    ', NULL", "varchar(5)"),
                    "people.v becomes character varying(5), but values in 1 row do not fit: 'much too long' (1 row)");
}

TEST_P(PostgresDataChecks, TooLargeNumbers) {
    EXPECT_CONTAINS(narrowed("numeric", "1.5, 999.994, 999.995, -5000, NULL", "numeric(5,2)"),
                    "values in 2 rows do not fit: '-5000' (1 row), '999.995' (1 row)");
}

TEST_P(PostgresDataChecks, TooLargeIntegers) {
    EXPECT_CONTAINS(narrowed("bigint", "1, 2147483647, 2147483648, -3000000000", "integer"),
                    "values in 2 rows do not fit");
}

TEST_P(PostgresDataChecks, InvalidText) {
    EXPECT_CONTAINS(narrowed("text", "'1', 'two', '3', 'x', 'two'", "integer"),
                    "people.v becomes integer, but 3 rows cannot be converted: 'two' (2 rows), 'x' (1 row); "
                    "invalid input syntax for type integer: \"two\"");
}

TEST_P(PostgresDataChecks, InvalidTextOfEveryType) {
    const std::vector<std::pair<std::string, std::string>> good = {{"boolean", "yes"},
                                                                   {"timestamp", "2026-01-02"},
                                                                   {"timestamptz", "2026-01-02"},
                                                                   {"date", "2026-01-02"},
                                                                   {"time", "12:00"},
                                                                   {"interval", "1 day"},
                                                                   {"numeric(4,2)", "1.5"},
                                                                   {"uuid", "00000000-0000-0000-0000-000000000001"},
                                                                   {"jsonb", "{}"},
                                                                   {"json", "[]"},
                                                                   {"inet", "10.0.0.1"},
                                                                   {"cidr", "10.0.0.0/8"},
                                                                   {"integer[]", "{1}"},
                                                                   {"uuid[]", "{}"},
                                                                   {"int4range", "[1,2)"}};
    std::string before, rules, after, columns, row, bad;
    int number = 0;
    for (const auto& [type, value] : good) {
        const std::string column = "v" + std::to_string(++number);
        before += "std::optional<std::string> " + column + ";\n";
        rules += (rules.empty() ? "" : ", ") + ("column<&Person::" + column + ">()");
        after += (after.empty() ? "" : ", ") + ("column<&Person::" + column + ">().type(\"" + type + "\")");
        columns += ", " + column;
        row += ", " + quote_literal(value);
        bad += ", 'no ''such'' thing'";
    }
    migrated(person(before, rules));
    project.sql("INSERT INTO people (id, email" + columns + ") VALUES (1, '1'" + row + "), (2, '2'" + bad +
                "), (3, '3'" + bad + ")");
    const std::string message = refused(person(before, after));
    EXPECT_EQ(count(message, "2 rows cannot be converted: 'no ''such'' thing' (2 rows); "), number) << message;
    project.sql("DELETE FROM people WHERE id > 1");
    migrated(person(before, after));
    project.must({"downgrade", "-1"});
    EXPECT_EQ(project.value("SELECT v6 FROM people"), "1 day");
}

TEST_P(PostgresDataChecks, NumbersThatAssignmentCastRejects) {
    EXPECT_CONTAINS(narrowed("double precision", "1.5, 3e9, 'NaN'", "integer"),
                    "2 rows cannot be converted: '3000000000' (1 row), 'NaN' (1 row)");
}

TEST_P(PostgresDataChecks, ArrayElements) {
    EXPECT_CONTAINS(narrowed("text[]", "'{1,2}', '{1,x}', NULL", "integer[]"),
                    "1 row cannot be converted: '{1,x}' (1 row)");
}

TEST_P(PostgresDataChecks, TooLongArrayElements) {
    EXPECT_CONTAINS(narrowed("text[]", "'{abc,de}', '{abcd}', NULL", "varchar(3)[]"),
                    "values in 1 row do not fit: '{abcd}' (1 row)");
}

TEST_P(PostgresDataChecks, ValuesThatAreTooLongAsText) {
    EXPECT_CONTAINS(narrowed("integer", "1, 12345, -1234", "varchar(4)"),
                    "values in 2 rows do not fit: '-1234' (1 row), '12345' (1 row)");
}

TEST_P(PostgresDataChecks, ArrayElementsConvertedByFunction) {
    EXPECT_CONTAINS(narrowed("bytea[]", R"('{"\\x6162"}', '{"\\xff"}')", "text[]"),
                    "but a row cannot be converted: invalid byte sequence");
}

TEST_P(PostgresDataChecks, ViolationsOfDomain) {
    std::string configuration = project.read("retort.toml");
    project.write("retort.toml", configuration.insert(configuration.find('\n') + 1, "sql = [\"models/*.sql\"]\n"));
    const auto header = [](const std::string& type) {
        return person("std::optional<std::string> v;", "column<&Person::v>().type(\"" + type + "\")");
    };
    project.write("models/types.sql", "CREATE DOMAIN known AS text CHECK (VALUE <> 'x');\n-- and a later one\n");
    migrated(header("text"));
    project.sql("INSERT INTO people VALUES (1, 'a', '5'), (2, 'b', '-5'), (3, 'c', 'x'), (4, 'd', NULL)");
    EXPECT_CONTAINS(refused(header("known")),
                    "people.v becomes domain known, which rejects the values in 1 row: 'x' (1 row)");
    project.sql("DELETE FROM people WHERE id = 3");
    project.write("models/types.sql",
                  "CREATE DOMAIN known AS text CHECK (VALUE <> 'x');\n"
                  "CREATE DOMAIN count AS integer CHECK (VALUE > 0); CREATE DOMAIN few AS count NOT NULL;\n");
    EXPECT_CONTAINS(refused(header("few")),
                    "people.v becomes domain few, which rejects the values in 2 rows: '-5' (1 row), NULL (1 row)");
    project.sql("DELETE FROM people WHERE id > 1");
    migrated(header("few"));
    EXPECT_EQ(project.value("SELECT v FROM people"), "5");
}

TEST_P(PostgresDataChecks, ConflictsUnderNewExclusionConstraint) {
    const auto header = [](const std::string& more) {
        return person("std::optional<std::string> during;\n    std::int32_t room;\n    bool open;",
                      "column<&Person::during>().type(\"int4range\")" + more);
    };
    migrated(header(""));
    project.sql(
        "INSERT INTO people VALUES (1, 'a', '[1,5)', 1, true), (2, 'b', '[4,9)', 1, true), (3, 'c', '[4,9)', 2, true), "
        "(4, 'd', '[1,9)', 1, false), (5, 'e', NULL, 1, true)");
    const std::string rule =
        ", exclude(expression(\"int4range(room, room, '[]')\").with(\"&&\"), "
        "key<&Person::during>().with(\"&&\"))";
    const std::string message = refused(header(rule + ".where(\"open\").named(\"one_each\")"));
    EXPECT_CONTAINS(message, "2 rows of people conflict under the new exclusion constraint one_each");
    EXPECT_CONTAINS(refused(header(rule)), "3 rows of people conflict under the new exclusion constraint");
    project.sql("DELETE FROM people WHERE id IN (2, 4)");
    migrated(header(rule));
}

TEST_P(PostgresDataChecks, MissingCastNeedsUsing) {
    const auto header = [](const std::string& type, const std::string& more = "") {
        return person("std::optional<std::string> v;", "column<&Person::v>().type(\"" + type + "\")" + more);
    };
    migrated(header("uuid"));
    project.write("models/person.hpp", header("integer"));
    const Outcome outcome = generate();
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err,
                    "models/person.hpp:10:32: error: column people.v cannot be converted from uuid to integer: "
                    "no cast exists [RT050]");
    EXPECT_CONTAINS(outcome.err, ".using_sql(");
    migrated(header("integer", ".using_sql(\"hashtext(v::text)\")"));
}

TEST_P(PostgresDataChecks, MapsArrayOfEnum) {
    const auto header = [](const std::string& labels, const std::string& clauses) {
        return "#include <vector>\n" + with_role(labels, clauses, "std::vector<Role>");
    };
    migrated(header("patient, guest, admin", ""));
    project.sql("INSERT INTO people VALUES (1, '{guest,admin}'), (2, '{admin}')");
    EXPECT_CONTAINS(refused(header("patient, admin", "")), "'guest' (1 row)");
    const std::string mapped =
        "template <> struct retort::model<Role> {\n"
        "    static constexpr auto schema() { return retort::enumeration<Role>().old_label(\"guest\", Role::patient); "
        "}\n};\n";
    std::string text = header("patient, admin", "");
    text.insert(text.find("struct Person"), mapped);
    migrated(text);
    EXPECT_EQ(project.value("SELECT role FROM people WHERE id = 1"), "{patient,admin}");
}

TEST_P(PostgresDataChecks, ArrayElementsThatAreNotLabels) {
    const auto header = [](const std::string& member, const std::string& clauses) {
        return "#include <vector>\n" + with_role("patient, admin", clauses, member);
    };
    migrated(header("std::vector<std::string>", ""));
    project.sql("INSERT INTO people VALUES (1, '{patient,Admin}'), (2, '{Admin,root,Admin}'), (3, '{}')");
    EXPECT_CONTAINS(refused(header("std::vector<Role>", "")),
                    "people.role has values in 4 rows that are not labels of enum role: "
                    "'Admin' (3 rows), 'root' (1 row)");
    std::string mapped = header("std::vector<Role>", "");
    mapped.insert(mapped.find("struct Person"),
                  "template <> struct retort::model<Role> {\n    static constexpr auto schema() { return "
                  "retort::enumeration<Role>()"
                  ".old_label(\"Admin\", Role::admin).old_label(\"root\", Role::admin); }\n};\n");
    migrated(mapped);
    EXPECT_EQ(project.value("SELECT role FROM people WHERE id = 2"), "{admin,admin,admin}");
}

TEST_P(PostgresDataChecks, UnreadableTableIsNote) {
    migrated(person());
    const std::string role = "generation_blind";
    project.sql("DROP ROLE IF EXISTS " + role + "; CREATE ROLE " + role +
                " LOGIN;"
                "GRANT USAGE ON SCHEMA public TO " +
                role + "; GRANT SELECT ON retort_version TO " + role);
    project.write("models/person.hpp", person("std::int32_t age;"));
    std::string url = project.url();
    const std::size_t at = url.find("postgres@");
    ASSERT_NE(at, std::string::npos) << url;
    url.replace(at, 8, role);
    const Outcome outcome = generate({"--database", url});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(outcome.err, "note: could not check the rows of people: permission denied for table people");
    project.sql("DROP OWNED BY " + role + "; DROP ROLE " + role);
}

/// A project whose role owns the table `people` and is subject to its policies.
class ForcedRowSecurity : public PostgresDataChecks {
protected:
    ForcedRowSecurity() {
        const std::string configuration = project.read("retort.toml");
        std::string with_files = configuration;
        with_files.insert(with_files.find('\n') + 1, "sql = [\"models/*.sql\"]\n");
        project.write("retort.toml", with_files);
        project.write("models/policies.sql",
                      "ALTER TABLE people ENABLE ROW LEVEL SECURITY;\n"
                      "ALTER TABLE people FORCE ROW LEVEL SECURITY;\n"
                      "CREATE POLICY own_rows ON people USING (email = current_setting('app.email', true));\n");
        project.sql("DROP ROLE IF EXISTS " + role + "; CREATE ROLE " + role + " LOGIN; GRANT ALL ON SCHEMA public TO " +
                    role);
        url = project.url();
        const std::size_t at = url.find("postgres@");
        if (at == std::string::npos) throw std::runtime_error("no user in " + url);
        url.replace(at, 8, role);
    }
    ~ForcedRowSecurity() override { project.sql("DROP OWNED BY " + role + "; DROP ROLE " + role); }

    Outcome as_owner(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--database", url});
        return project.retort(arguments);
    }

    void start(const std::string& header) {
        project.write("models/person.hpp", header);
        for (const std::vector<std::string>& each :
             {std::vector<std::string>{"revision", "--autogenerate", "-m", "first"}, {"upgrade"}}) {
            const Outcome outcome = as_owner(each);
            EXPECT_EQ(outcome.status, 0) << outcome.err;
        }
        project.sql("INSERT INTO people (id, email) VALUES (1, 'a'), (2, 'b')");
    }

    // Roles belong to the server, which other tests use at the same time.
    std::string role = fmt::format("row_security_owner_{}", getpid()), url;
};

TEST_P(ForcedRowSecurity, BackfillReachesEveryRow) {
    start(person("std::optional<std::string> shout;"));
    project.write("models/person.hpp", person("std::string shout; std::optional<std::string> more;",
                                              "column<&Person::shout>().backfill_sql(\"upper(email)\"), "
                                              "column<&Person::more>().backfill_sql(\"email || '!'\")"));
    const Outcome counted = as_owner({"revision", "--autogenerate", "-m", "next"});
    EXPECT_EQ(counted.status, 0) << "no row is counted for a column that is filled: " << counted.err;
    const Outcome upgraded = as_owner({"upgrade"});
    EXPECT_EQ(upgraded.status, 0) << upgraded.err;
    EXPECT_EQ(project.value("SELECT string_agg(shout || more, ' ' ORDER BY id) FROM people"), "Aa! Bb!");
    EXPECT_EQ(project.value("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'people'"), "t");
    EXPECT_EQ(as_owner({"check"}).status, 0);
}

TEST_P(ForcedRowSecurity, HiddenRowsAreAnErrorWhenTheyMustBeCounted) {
    start(person());
    project.write("models/person.hpp", person("std::int32_t age;"));
    const Outcome outcome = as_owner({"revision", "--autogenerate", "-m", "next"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err,
                    "the rows of people cannot be checked: row-level security hides rows from this role (policy "
                    "own_rows) [RT285]");
    EXPECT_CONTAINS(outcome.err, "ALTER TABLE people NO FORCE ROW LEVEL SECURITY; --no-data-checks");
    EXPECT_EQ(count(outcome.err, "could not check"), 0) << outcome.err;
    // A role that bypasses the policies sees every row.
    EXPECT_CONTAINS(generate().err, "but table people has 2 rows");
    EXPECT_EQ(as_owner({"revision", "--autogenerate", "--no-data-checks", "-m", "next"}).status, 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, ForcedRowSecurity, ::testing::Values(Dialect::postgresql), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, PostgresDataChecks, ::testing::Values(Dialect::postgresql), engine_name);

TEST_P(DataChecks, AWaitForALockIsReported) {
    migrated(person());
    project.sql("INSERT INTO people VALUES (1, 'a')");
    project.write("models/person.hpp", person("std::int32_t age;"));
    const auto holder = project.connect();
    holder->execute(postgres() ? "BEGIN; LOCK TABLE people" : "BEGIN EXCLUSIVE");
    std::thread release([&] {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (postgres() && std::chrono::steady_clock::now() < end &&
               project.value("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'people'::regclass") ==
                   "0")
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        std::this_thread::sleep_for(std::chrono::seconds(postgres() ? 3 : 6));
        holder->execute("COMMIT");
    });
    const Outcome outcome = generate();
    release.join();
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, postgres() ? "waiting: an ACCESS SHARE lock on people, held by pid "
                                            : "waiting: sqlite:app.db is locked by another connection");
    EXPECT_CONTAINS(outcome.err, "[RT084]");
}

}  // namespace
}  // namespace retort::test
