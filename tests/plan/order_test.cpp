#include "plan/order.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "plan/foreign_wrappers.hpp"
#include "plan/split.hpp"
#include "tests/plan/passes.hpp"

namespace retort::plan {
namespace {

Words planned(const Schema& from, const Schema& to) { return words(order(split_tables(compared(from, to)))); }

Table keyed(const std::string& name, std::vector<Column> more = {}) {
    more.insert(more.begin(), diff::column("id", "integer", false));
    Table made = table(name, std::move(more));
    made.primary_key = PrimaryKey{.name = name + "_pkey", .columns = {"id"}};
    return made;
}

TEST(Order, CreatesReferencedTablesFirstAndDropsThemLast) {
    // Alphabetically the referencing table would come first.
    Table a = keyed("a", {diff::column("z", "integer")});
    a.foreign_keys = {refers("z", "z")};
    const Schema both = schema_of({a, keyed("z")});
    EXPECT_EQ(planned(Schema{}, both), (Words{"new table z", "new table a"}));
    EXPECT_EQ(planned(both, Schema{}), (Words{"table a dropped", "table z dropped"}));
}

TEST(Order, AddsForeignKeysOfCycleAfterTables) {
    Table a = keyed("a", {diff::column("b", "integer")}), b = keyed("b", {diff::column("a", "integer")});
    a.foreign_keys = {refers("b", "b")};
    b.foreign_keys = {refers("a", "a")};
    const Schema both = schema_of({a, b});
    EXPECT_EQ(planned(Schema{}, both), (Words{"new table a", "new table b", "a: new foreign key b_fkey (b) → b (id)",
                                              "b: new foreign key a_fkey (a) → a (id)"}));
    EXPECT_EQ(planned(both, Schema{}),
              (Words{"a: foreign key b_fkey (b) → b (id) dropped", "b: foreign key a_fkey (a) → a (id) dropped",
                     "table a dropped", "table b dropped"}));
}

TEST(Order, ACycleThatIsNotSplitNamesItsChanges) {
    Table a = keyed("a", {diff::column("b", "integer")}), b = keyed("b", {diff::column("a", "integer")});
    a.foreign_keys = {refers("b", "b")};
    b.foreign_keys = {refers("a", "a")};
    try {
        order(compared(Schema{}, schema_of({a, b})));
        FAIL() << "ordered";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().code.text(), "RT051");
        EXPECT_EQ(error.diagnostics().front().notes.size(), 2U);
    }
}

TEST(Order, KeepsSelfReferenceInCreateTable) {
    Table a = keyed("a", {diff::column("parent", "integer")});
    a.foreign_keys = {refers("parent", "a")};
    EXPECT_EQ(planned(Schema{}, schema_of({a})), (Words{"new table a"}));
}

TEST(Order, CreatesTypeBeforeColumnAndDropsItAfter) {
    Schema before = schema_of({table("t", {diff::column("role", "text")})}), after = before;
    Enum role;
    role.name = {"", "role"};
    role.labels = {"x"};
    after.enums[role.name] = role;
    after.tables.begin()->second.columns[0].type = {"", role.name, false};
    EXPECT_EQ(planned(before, after), (Words{"new enum role (x)", "column t.role: type text → role"}));
    EXPECT_EQ(planned(after, before), (Words{"column t.role: type role → text", "enum role dropped"}));
}

TEST(Order, CreatesKeyBeforeForeignKey) {
    Table users = table("users", {diff::column("id", "integer", false)});
    Table posts = table("posts", {diff::column("user", "integer")});
    const Schema before = schema_of({users, posts});
    users.primary_key = PrimaryKey{.name = "users_pkey", .columns = {"id"}};
    posts.foreign_keys = {refers("user", "users")};
    const Schema after = schema_of({users, posts});
    EXPECT_EQ(planned(before, after), (Words{"users: new primary key users_pkey (id)",
                                             "posts: new foreign key user_fkey (user) → users (id)"}));
    EXPECT_EQ(planned(after, before), (Words{"posts: foreign key user_fkey (user) → users (id) dropped",
                                             "users: primary key users_pkey (id) dropped"}));
}

TEST(Order, FreesNameBeforeItIsTaken) {
    Table t = table("t", {diff::column("a", "integer")});
    t.uniques = {{.name = "t_a", .columns = {"a"}, .named = true}};
    const Schema before = schema_of({t});
    t.uniques.clear();
    Index index;
    index.name = "t_a";
    index.parts = {{.column = "a"}};
    index.named = true;
    t.indexes = {index};
    const Schema after = schema_of({t});
    EXPECT_EQ(planned(before, after), (Words{"t: unique constraint t_a (a) dropped", "t: new index t_a (a)"}));
    EXPECT_EQ(planned(after, before), (Words{"t: index t_a (a) dropped", "t: new unique constraint t_a (a)"}));
}

TEST(Order, AltersRenamedTableUnderNewName) {
    Table t = table("t", {diff::column("a", "integer")});
    const Schema before = schema_of({t});
    Table u = table("u", {diff::column("b", "integer")});
    u.transition->renamed_from = "t";
    EXPECT_EQ(planned(before, schema_of({u})),
              (Words{"table u: renamed from t", "new column u.b integer", "column u.a dropped"}));
}

TEST(Order, PlanDoesNotDependOnInputOrder) {
    Table a = keyed("a", {diff::column("b", "integer")}), b = keyed("b"),
          c = keyed("c", {diff::column("a", "integer")});
    a.foreign_keys = {refers("b", "b")};
    c.foreign_keys = {refers("a", "a")};
    const Steps steps = compared(Schema{}, schema_of({a, b, c}));
    const Words expected{"new table b", "new table a", "new table c"};
    EXPECT_EQ(words(order(steps)), expected);
    Steps backwards(steps.rbegin(), steps.rend());
    EXPECT_EQ(words(order(backwards)), expected);
}

/// A partitioned table with one partition, "<name>_1".
std::vector<Table> partitioned(const std::string& name, std::vector<Column> more = {}) {
    Table parent = keyed(name, std::move(more)), part = parent;
    parent.partition_by = "RANGE (id)";
    part.name = {"", name + "_1"};
    part.primary_key.reset();
    part.partition_of = parent.name;
    part.partition_bound = "DEFAULT";
    return {parent, part};
}

TEST(Order, ATableIsDroppedBeforeThePartitionsOfTheTableThatItReferences) {
    std::vector<Table> tables = partitioned("a");
    Table z = keyed("z", {diff::column("a", "integer")});
    z.foreign_keys = {refers("a", "a")};
    tables.push_back(z);
    EXPECT_EQ(planned(schema_of(tables), Schema{}), (Words{"table z dropped", "table a_1 dropped", "table a dropped"}));
}

TEST(Order, APartitionedTableThatReferencesItselfDropsItsKeyFirst) {
    std::vector<Table> tables = partitioned("a", {diff::column("up", "integer")});
    tables[0].foreign_keys = {refers("up", "a")};
    EXPECT_EQ(planned(schema_of(tables), Schema{}),
              (Words{"a: foreign key up_fkey (up) → a (id) dropped", "table a_1 dropped", "table a dropped"}));
}

TEST(Order, AWrapperIsAlteredBeforeTheObjectsOfItsServers) {
    const auto object_of = [](ObjectKind kind, const std::string& name, const std::string& sql, const ObjectId& on) {
        Definition made;
        made.kind = kind;
        made.name = {"", name};
        made.sql = sql;
        if (!on.name.empty()) made.depends_on.add(on);
        return made;
    };
    const auto world = [&](const std::string& validator) {
        Schema schema;
        const Definition wrapper =
            object_of(ObjectKind::foreign_data_wrapper, "far", "CREATE FOREIGN DATA WRAPPER far" + validator, {});
        const Definition server =
            object_of(ObjectKind::foreign_server, "one", "CREATE SERVER one FOREIGN DATA WRAPPER far", id_of(wrapper));
        add(schema, wrapper);
        add(schema, server);
        return std::pair(schema, id_of(server));
    };
    const Schema from = world(" VALIDATOR v").first;
    auto [to, server] = world("");
    add(to, object_of(ObjectKind::foreign_table, "a", "CREATE FOREIGN TABLE a () SERVER one OPTIONS (t 'x')", server));
    Steps steps = compared(from, to);
    // Independent steps keep their order.
    std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return describe(a) > describe(b); });
    ASSERT_EQ(words(order(steps)), (Words{"new foreign table a", "foreign-data wrapper far: definition"}));
    EXPECT_EQ(words(order(steps, {}, foreign_wrappers(steps, to))),
              (Words{"foreign-data wrapper far: definition", "new foreign table a"}));
}

TEST(Order, ACycleOfViewsIsRT051AndNamesTheChanges) {
    Schema both;
    for (const auto& [name, other] : {std::pair("v", "w"), std::pair("w", "v")}) {
        Definition view;
        view.kind = ObjectKind::view;
        view.name = {"", name};
        view.sql = std::string("CREATE VIEW ") + name + " AS\nSELECT a FROM " + other;
        view.depends_on.add(column_id({"", other}, "a"));
        both.definitions.emplace(id_of(view), view);
    }
    try {
        planned(Schema{}, both);
        FAIL() << "the cycle is ordered";
    } catch (const Error& error) {
        ASSERT_EQ(error.diagnostics().size(), 1U);
        const Diagnostic& diagnostic = error.diagnostics()[0];
        EXPECT_EQ(diagnostic.code.text(), "RT051");
        Words notes;
        for (const Diagnostic& note : diagnostic.notes) notes.push_back(note.message);
        std::sort(notes.begin(), notes.end());
        EXPECT_EQ(notes, (Words{"new view v", "new view w"}));
    }
}

}  // namespace
}  // namespace retort::plan
