#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diff/change.hpp"
#include "diff/inheritance.hpp"
#include "diff/renames.hpp"
#include "emit/plan.hpp"
#include "plan/recreate.hpp"

namespace retort::emit::postgres {

/// Writes the statements of each change in order. One file per concern: tables.cpp, rows.cpp, columns.cpp, retypes.cpp,
/// enums.cpp, definitions.cpp, privileges.cpp. statements.cpp dispatches on the type of change.
class Writer {
public:
    /// `from` is the first state with the renames applied, plus the old types under their interim names. All
    /// arguments must outlive the Writer.
    Writer(const Schema& from, const Schema& to, const diff::Renames& renames, Direction direction)
        : from_(from), to_(to), renames_(renames), direction_(direction), children_(diff::children_of(from, to)) {}

    void write(const diff::Change& change);
    /// Consecutive type changes of columns of one table share one statement.
    void write(const std::vector<diff::Change>& changes);
    /// A statement that belongs to no change.
    void add(std::string sql, std::string comment = {});
    std::vector<Statement> take() { return std::move(statements_); }

private:
    friend struct Dispatch;

    /// COMMENT ON `what` IS …, if the comment changed.
    void comment_on(const std::string& what, const std::string& before, const std::string& after);

    /// An UPDATE of the table's rows. Its deferred constraint checks run at once, since a table with pending trigger
    /// events can't be altered (PostgreSQL manual, SET CONSTRAINTS).
    void update(const ObjectName& table, std::string sql, std::string comment = {});

    // tables.cpp
    void create_table(const Table& table);
    void inherited_columns(const Table& table);
    void drop_table(const Table& table);
    void alter_table(const Table& from, const Table& to);
    void add_constraint(const ObjectName& table, const diff::Constraint& constraint);
    void exclusion_storage(const ObjectName& table, const Exclusion& exclusion);
    void index_storage(const ObjectName& index, const std::map<std::string, std::string>& from,
                       const std::map<std::string, std::string>& to);
    void index_statistics(const ObjectName& table, const Index& from, const Index& to);
    void index_tablespace(const ObjectName& index, const std::string& from, const std::string& to);
    void relabel_rows(const ObjectName& table, const Check& check);
    /// Maps the labels in a text column's rows to the labels that `check` allows.
    std::map<std::string, std::string> text_labels(const Column& from, const Column& to, const Check& check) const;
    void drop_constraint(const ObjectName& table, const diff::Constraint& constraint);
    void alter_constraint(const ObjectName& table, const diff::Constraint& from, const diff::Constraint& to);
    void create_index(const ObjectName& table, const Index& index);
    void drop_index(const ObjectName& table, const Index& index);
    void alter_index(const ObjectName& table, const Index& from, const Index& to);

    // rows.cpp
    void move_rows(const diff::MoveRows& move);
    std::string moved_value(const Table& from, const Column& old, const Table& to, const Column& column,
                            std::string& notes);
    std::string new_value(const Table& to, const Column& column, std::string& notes) const;
    std::string lost_labels(const Column& old, const Column& column) const;
    std::pair<std::string, std::string> move_identity(const Table& from, const Column& old, const Table& to,
                                                      const Column& column);

    // columns.cpp
    void add_column(const ObjectName& table, const Column& column);
    void drop_column(const ObjectName& table, const Column& column);
    void alter_column(const ObjectName& table, const Column& from, const Column& to);
    std::string alter_only_sql(const ObjectName& table, const std::string& column) const;
    /// The changes of a column that follow its new type: NOT NULL, identity, settings, comment.
    void settle_column(const ObjectName& table, const Column& from, const Column& to);
    void alter_nullable(const ObjectName& table, const Column& from, const Column& to);
    /// An expression for the sequence of an identity column. pg_get_serial_sequence may return another sequence that
    /// the column owns.
    std::string identity_sequence(const ObjectName& table, const std::string& column) const;
    void alter_identity(const ObjectName& table, const Column& from, const Column& to);
    void alter_not_null(const ObjectName& table, const Column& from, const Column& to);
    void column_settings(const ObjectName& table, const Column& from, const Column& to);

    // retypes.cpp
    /// Changes types and defaults of columns of one table. Several columns share one statement.
    void retype(const std::vector<const diff::AlterColumn*>& columns);

    // enums.cpp
    void create_enum(const Enum& each);
    void alter_enum(const Enum& from, const Enum& to);
    void add_labels(const Enum& from, const Enum& to);
    void rebuild_type(const diff::UserType& from, const diff::UserType& to, const ObjectName& interim);
    void drop_old_type(const diff::UserType& from, const ObjectName& interim);
    /// True when every column of the enum maps this label to another one.
    bool is_mapped(const ObjectName& type, const std::string& label) const;

    // definitions.cpp
    void create_sequence(const Sequence& sequence);
    void alter_sequence(const Sequence& from, const Sequence& to);
    void create_definition(const Definition& definition);
    void drop_definition(const Definition& definition);
    void alter_definition(const Definition& from, const Definition& to);
    void definition_parts(const Definition& from, const Definition& to);
    void alter_extension(const Extension& from, const Extension& to);

    // privileges.cpp
    void alter_privileges(const GrantTarget& target, const std::vector<Grant>& from, const std::vector<Grant>& to);

    const Schema& from_;
    const Schema& to_;
    const diff::Renames& renames_;
    Direction direction_;
    std::map<ObjectName, std::set<ObjectName>> children_;  ///< the descendants of each table
    std::vector<Statement> statements_;
    std::optional<std::set<ObjectName>> deferred_;  ///< tables whose changed rows are checked at commit
    bool checks_at_once_ = false;                   ///< SET CONSTRAINTS ALL IMMEDIATE is written
    std::vector<std::string> helpers_to_drop_;      ///< DROP FUNCTION for helpers of the next INSERT … SELECT
};

/// "ALTER TABLE name "
std::string alter_table_sql(const ObjectName& table);

/// The columns whose type is the enum `name` in both schemas, by their names in `to`.
std::vector<std::pair<ObjectName, std::string>> columns_of_enum(const ObjectName& name, const Schema& from,
                                                                const Schema& to);

}  // namespace retort::emit::postgres
