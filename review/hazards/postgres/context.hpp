#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "review/hazards/judge.hpp"
#include "review/hazards/postgres/knowledge.hpp"
#include "review/hazards/postgres/tree.hpp"

namespace retort::hazards::postgres {

/// A lock that the open transaction holds on a table which existed before.
struct HeldLock {
    ObjectName table;
    Lock lock{};
    std::size_t offset = 0;  ///< of the statement that took it
};

/// The state of the session between two statements.
struct Session {
    bool whole_transaction = false;  ///< the script is one transaction
    bool open = false;               ///< a transaction is open
    std::size_t begin = 0;           ///< the offset of the BEGIN that is open
    bool lock_timeout = false;
    bool reported_lock_timeout = false;
    bool reported_many_tables = false;
    bool reported_held_lock = false;
    std::vector<HeldLock> held{};

    void end_transaction() {
        held.clear();
        reported_many_tables = reported_held_lock = false;
        open = whole_transaction;
    }
};

/// The names that the script creates somewhere, also after the statement that is judged.
struct Creations {
    std::set<std::pair<std::string, ObjectName>> objects{};      ///< with the kind of the statement: "ViewStmt"
    std::set<std::pair<ObjectName, std::string>> defaults{};     ///< of a table's columns, that ALTER TABLE sets
    std::set<std::pair<ObjectName, std::string>> constraints{};  ///< of a table, that ALTER TABLE adds

    bool contains(const char* kind, const ObjectName& name) const { return objects.contains({kind, name}); }
};

/// One statement that is judged, and all that its rules may use.
struct Context {
    std::string_view sql;
    std::size_t offset = 0;  ///< of the statement in the script
    Knowledge& known;
    Session& session;
    const Creations& creations;
    JudgedStatement& out;
    bool long_work = false;  ///< it writes or reads many rows, by its kind

    /// Adds a finding at byte `position` of the statement.
    void find(Rule rule, std::size_t position, std::string message, ObjectName table = {}, std::string hint = {});

    /// Records the effect on a table that the script has not created.
    void affect(const ObjectName& table, Lock lock, Work work);

    /// The same for the table and its descendants.
    void affect_all(const ObjectName& table, Lock lock, Work work);

    bool has(Rule rule) const;
};

/// Judges the node of one kind of statement.
using Handler = void (*)(Context&, const Json&);

// alter_table.cpp
void judge_alter_table(Context& context, const Json& node);
// columns.cpp: a column that CREATE TABLE or ADD COLUMN defines
void judge_new_column(Context& context, const ObjectName& table, const Json& column, std::size_t position);
void judge_column_type(Context& context, const ObjectName& table, const Json& column);
KnownColumn read_column(const Json& column);
// column_changes.cpp
void judge_type_change(Context& context, const ObjectName& table, const Json& command, std::size_t position);
void judge_set_not_null(Context& context, const ObjectName& table, const std::string& column, std::size_t position);
// constraints.cpp
void judge_new_constraint(Context& context, const ObjectName& table, const Json& constraint);
void judge_validation(Context& context, const ObjectName& table, const std::string& name, std::size_t position);
void judge_dropped_constraint(Context& context, const ObjectName& table, const Json& command, std::size_t position);
void judge_key_index(Context& context, const ObjectName& table, const Json& constraint,
                     const std::vector<std::string>& columns);
/// Remembers a constraint; `columns`: of a column's definition.
void learn_constraint(Context& context, const ObjectName& table, const Json& constraint,
                      const std::vector<std::string>& columns = {});
// creations.cpp
void judge_create_table(Context& context, const Json& node);
void judge_create_table_as(Context& context, const Json& node);
void judge_create_domain(Context& context, const Json& node);
void judge_create_trigger(Context& context, const Json& node);
void judge_create_rule(Context& context, const Json& node);
void judge_create_statistics(Context& context, const Json& node);
void judge_comment(Context& context, const Json& node);
/// The names that a statement creates, for Creations.
void collect_creations(const ParsedStatement& statement, Creations& creations);
// data.cpp
void judge_update(Context& context, const Json& node);
void judge_delete(Context& context, const Json& node);
void judge_insert(Context& context, const Json& node);
void judge_truncate(Context& context, const Json& node);
void judge_lock(Context& context, const Json& node);
void judge_new_labels(Context& context, const Json& node);
// drops.cpp
void judge_drop(Context& context, const Json& node);
void judge_drop_database(Context& context, const Json& node);
void judge_drop_owned(Context& context, const Json& node);
// indexes.cpp
void judge_create_index(Context& context, const Json& node);
void judge_drop_indexes(Context& context, const Json& node);
void judge_reindex(Context& context, const Json& node);
void judge_vacuum(Context& context, const Json& node);
void judge_cluster(Context& context, const Json& node);
void judge_refresh(Context& context, const Json& node);
// partitions.cpp
void judge_attach(Context& context, const ObjectName& table, const Json& command, std::size_t position);
void judge_detach(Context& context, const ObjectName& table, const Json& command, std::size_t position);
// privileges.cpp
void judge_grant(Context& context, const Json& node);
void judge_owner(Context& context, const Json& node);
void judge_policy(Context& context, const Json& node);
void judge_extension(Context& context, const Json& node);
// renames.cpp
void judge_rename(Context& context, const Json& node);
void judge_set_schema(Context& context, const Json& node);
// types.cpp
void judge_alter_enum(Context& context, const Json& node);
void judge_alter_domain(Context& context, const Json& node);
// transaction.cpp
void judge_transaction(Context& context, const Json& node);
void judge_setting(Context& context, const Json& node);
void judge_outside_only(Context& context, const Json& node);
/// The rules on locks that the transaction holds from statement to statement; after the statement's own.
void judge_held_locks(Context& context);

/// Adds RT403 and returns true if a transaction is open. `what`: "CREATE INDEX CONCURRENTLY".
bool rejects_transaction(Context& context, std::size_t position, std::string_view what);

}  // namespace retort::hazards::postgres
