#include "diff/rename_candidates.hpp"

#include <gtest/gtest.h>

#include "diff/renames.hpp"
#include "sample.hpp"

namespace retort::diff {
namespace {

Column column_of(const std::string& name, const std::string& type) {
    Column made;
    made.name = name;
    made.type.sql = type;
    return made;
}

Schema with_columns(const std::string& table, const std::vector<Column>& columns) {
    Schema schema;
    Table made;
    made.name.name = table;
    made.columns = columns;
    schema.tables[made.name] = made;
    return schema;
}

std::string listed(const Schema& from, const Schema& to) {
    std::string text;
    for (const RenameCandidate& each : rename_candidates(from, to))
        text += each.old_name() + " → " + each.new_name() + "\n";
    return text;
}

std::string columns(const std::vector<Column>& from, const std::vector<Column>& to) {
    return listed(with_columns("t", from), with_columns("t", to));
}

TEST(RenameCandidates, ColumnsOfSameTypeAndSimilarName) {
    EXPECT_EQ(columns({column_of("mail", "text")}, {column_of("x", "integer"), column_of("email", "text")}),
              "t.mail → t.email\n");
    EXPECT_EQ(columns({column_of("mail", "character varying(50)")}, {column_of("email", "character varying(255)")}),
              "t.mail → t.email\n");
    EXPECT_EQ(columns({column_of("mail", "text")}, {column_of("email", "integer")}), "");
}

TEST(RenameCandidates, ColumnsInSamePosition) {
    EXPECT_EQ(columns({column_of("login", "text")}, {column_of("who", "text")}), "t.login → t.who\n");
    EXPECT_EQ(columns({column_of("login", "text")}, {column_of("a", "date"), column_of("who", "text")}), "");
}

TEST(RenameCandidates, PicksNearestNameAndEachOnce) {
    EXPECT_EQ(columns({column_of("first_name", "text"), column_of("last_name", "text")},
                      {column_of("given_name", "text"), column_of("last_names", "text")}),
              "t.first_name → t.given_name\nt.last_name → t.last_names\n");
}

TEST(RenameCandidates, IgnoresUnchangedColumns) {
    EXPECT_EQ(columns({column_of("mail", "text")}, {column_of("mail", "text"), column_of("email", "text")}), "");
    EXPECT_EQ(columns({column_of("mail", "text"), column_of("email", "text")}, {column_of("mail", "text")}), "");
}

TEST(RenameCandidates, TablesWithSharedColumns) {
    const std::vector<Column> two = {column_of("id", "bigint"), column_of("email", "text")};
    EXPECT_EQ(listed(with_columns("people", two), with_columns("staff", two)), "people → staff\n");
    EXPECT_EQ(
        listed(with_columns("people", two), with_columns("staff", {column_of("id", "bigint"), column_of("x", "text")})),
        "");
    EXPECT_EQ(listed(with_columns("people", two),
                     with_columns("peoples", {column_of("id", "bigint"), column_of("x", "text")})),
              "people → peoples\n");
}

TEST(RenameCandidates, DeclaredTableRenameExposesItsColumns) {
    const Schema from = with_columns("people", {column_of("mail", "text")});
    Schema to = with_columns("staff", {column_of("email", "text")});
    to.tables.begin()->second.transition->renamed_from = "people";
    EXPECT_EQ(listed(from, to), "people.mail → staff.email\n");
    declare(to, rename_candidates(from, to).front());
    EXPECT_EQ(listed(from, to), "");
    EXPECT_EQ(find_renames(from, to).columns.size(), 1U);
}

TEST(RenameCandidates, SameTableNameInAnotherSchema) {
    const auto in_schema = [](const std::string& schema, const std::string& table) {
        Schema made = with_columns(table, {column_of("id", "bigint")});
        auto node = made.tables.extract(made.tables.begin());
        node.key().schema = node.mapped().name.schema = schema;
        made.tables.insert(std::move(node));
        made.schemas.insert(schema);
        return made;
    };
    EXPECT_EQ(listed(in_schema("a", "t"), in_schema("b", "t")), "a.t → b.t\n");
    EXPECT_EQ(listed(in_schema("a", "t"), in_schema("b", "u")), "");
    const Schema from = in_schema("a", "t");
    Schema to = in_schema("b", "u");
    const auto given = find_rename(from, to, "a.t", "b.u");
    ASSERT_TRUE(given);
    declare(to, *given);
    EXPECT_EQ(find_renames(from, to).tables, (std::map<ObjectName, ObjectName>{{{"a", "t"}, {"b", "u"}}}));
}

TEST(RenameCandidates, NamesWithDots) {
    const Schema from = with_columns("a.b", {column_of("id", "bigint")});
    Schema to = with_columns("a.c", {column_of("id", "bigint")});
    declare(to, rename_candidates(from, to).front());
    EXPECT_EQ(find_renames(from, to).tables, (std::map<ObjectName, ObjectName>{{{"", "a.b"}, {"", "a.c"}}}));
}

TEST(RenameCandidates, PartitionsWithSameBound) {
    const auto partition = [](const std::string& name, const std::string& bound) {
        Schema made = with_columns(name, {column_of("id", "bigint")});
        made.tables.begin()->second.partition_of = {"", "p"};
        made.tables.begin()->second.partition_bound = bound;
        Table parent = made.tables.begin()->second;
        parent.name.name = "p";
        parent.partition_of = {};
        parent.partition_bound.clear();
        made.tables[parent.name] = parent;
        return made;
    };
    EXPECT_EQ(listed(partition("p1", "DEFAULT"), partition("p_rest", "DEFAULT")), "p1 → p_rest\n");
    EXPECT_EQ(listed(partition("p1", "FOR VALUES IN (1)"), partition("p2", "FOR VALUES IN (2)")), "");
    EXPECT_TRUE(find_rename(partition("p1", "FOR VALUES IN (1)"), partition("p2", "FOR VALUES IN (2)"), "p1", "p2"));
}

TEST(RenameCandidates, ManyCandidatesGiveFewPairs) {
    std::vector<Column> old_ones, new_ones;
    for (int i = 0; i < 1000; ++i) {
        old_ones.push_back(column_of("old_" + std::to_string(i), "text"));
        new_ones.push_back(column_of("new_" + std::to_string(i), "text"));
    }
    const Schema from = with_columns("t", old_ones), to = with_columns("t", new_ones);
    EXPECT_EQ(rename_candidates(from, to).size(), 1000U) << "each with the one in its place";
    Schema many_from, many_to;
    for (int i = 0; i < 1000; ++i) {
        many_from.tables.merge(with_columns("old_" + std::to_string(i), {column_of("id", "bigint")}).tables);
        many_to.tables.merge(with_columns("new_" + std::to_string(i), {column_of("id", "bigint")}).tables);
    }
    EXPECT_EQ(rename_candidates(many_from, many_to).size(), 1000U);
}

TEST(FindRename, FindsByDisplayedNames) {
    const Schema from = with_columns("people", {column_of("mail", "text")});
    const Schema to = with_columns("people", {column_of("e.mail", "text")});
    const auto found = find_rename(from, to, "people.mail", "people.e.mail");
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->after, "e.mail");
    EXPECT_FALSE(find_rename(from, to, "people.mail", "people.mail").has_value());
    EXPECT_EQ(dropped_names(from, to), std::vector<std::string>{"people.mail"});
    EXPECT_EQ(created_names(from, to), std::vector<std::string>{"people.e.mail"});
}

}  // namespace
}  // namespace retort::diff
