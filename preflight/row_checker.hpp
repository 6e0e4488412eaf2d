#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "diff/renames.hpp"
#include "plan/step.hpp"
#include "preflight/row_check.hpp"

namespace retort::preflight {

/// The part of row_checks that all engines share. Each engine has a derived class.
class RowChecker {
public:
    /// `from` is the first state with the renames applied. All arguments must outlive the RowChecker.
    RowChecker(const Schema& from, const Schema& to, const diff::Renames& renames);
    virtual ~RowChecker() = default;

    std::vector<RowCheck> run(const plan::Steps& steps);

protected:
    /// An expression that converts `value` from the type of `before` to the type of `after` as the upgrade does. It
    /// names no type that does not exist before the upgrade.
    virtual std::string converted(const ObjectName& table, const Column& before, const Column& after,
                                  const std::string& value) const = 0;

    /// Maps the labels that the rows of a column hold to new labels.
    virtual std::map<std::string, std::string> labels(const ObjectName& table, const Column& before,
                                                      const Column& after) const = 0;

    /// True when the engine numbers the rows in a column although the column declares no default and no identity.
    virtual bool numbers_itself(const Table& table, const Column& column) const {
        (void)table, (void)column;
        return false;
    }

    /// True when the upgrade converts the values of a column that it keeps.
    virtual bool changes_values(const ObjectName& table, const Column& before, const Column& after) const {
        (void)table;
        return !(before.type == after.type);
    }

    /// True when values of a column can become equal, or change, although no constraint of the table changes.
    virtual bool changes_comparison(const ObjectName& table, const Column& before, const Column& after) const {
        (void)table, (void)before, (void)after;
        return false;
    }

    /// An expression whose equal values are equal in a key. `options` is the column's entry in the key's
    /// column_options.
    virtual std::string key_value(const Table& table, const std::string& column, const std::string& options) const {
        (void)table, (void)options;
        return quote(column);
    }
    virtual std::string key_value(const Table& table, const IndexPart& part) const {
        (void)table;
        return part.column.empty() ? "(" + part.expression + ")" : quote(part.column);
    }

    /// A condition that the row t of `table` references the row r of the table `target`, by one column each.
    virtual std::string references(const Table& target, const std::string& referenced,
                                   const std::string& column) const {
        (void)target;
        return "r." + quote(referenced) + " = t." + quote(column);
    }

    /// False when the query of a list of values would compare the column's new values in another way than its check.
    virtual bool compares_as_stored(const Table& table, const Column& column) const {
        (void)table, (void)column;
        return true;
    }

    /// A query for the number of rows on which `expression`, which reads `columns`, is false.
    virtual std::string violations(const Table& table, const std::vector<std::string>& columns,
                                   const std::string& expression) const;

    /// The rows of the table before the upgrade, as an item of FROM without an alias.
    virtual std::string rows_before(const ObjectName& table) const { return quote(earlier_name(table)); }

    /// Adds checks after those of all steps.
    virtual void finish() {}

    /// Adds the checks that the rows fit the column's new type.
    virtual void check_type(const ObjectName& table, const Column& before, const Column& after) = 0;

    /// Adds the checks that no row holds a label that is removed from the enum.
    virtual void check_enum(const Enum& before, const Enum& after) = 0;

    /// Adds the check that the partitions of a rebuilt table accept its rows.
    virtual void check_partitions(const Table& table) { (void)table; }

    /// An expression for the value of a column after the upgrade.
    std::string value_after(const Table& table, const Column& column) const;

    /// The rows of a table as an item of FROM, under the table's new name, with the columns `names` as they are after
    /// the upgrade.
    std::string rows_after(const Table& table, const std::vector<std::string>& names) const;

    /// The same with only the renames applied.
    std::string rows_renamed(const ObjectName& table) const;

    /// A query for RowCheck::Answer::values over `expression` in the rows of `source` with `condition`.
    static std::string values_query(const std::string& expression, const std::string& source,
                                    const std::string& condition);

    /// "CASE value WHEN 'old' THEN 'label' … ELSE value END".
    static std::string relabelled(const std::string& value, const std::map<std::string, std::string>& labels);

    /// Ignores a check that is added twice.
    void add(RowCheck check);
    /// Adds the checks for a constraint or a unique index of a table. There is none where the first state has it, too,
    /// unless one of its columns has `changes_comparison`.
    void constrained(const ObjectName& table, const diff::Constraint& constraint);
    void indexed(const Table& table, const Index& index);
    /// The table after the upgrade. Null for a new table and for a partition, whose rows are checked with its parent.
    const Table* kept(const ObjectName& table) const;
    /// True if a column of the list has `changes_comparison`.
    bool changed(const Table& table, const std::vector<std::string>& columns) const;
    const Column* before(const ObjectName& table, const std::string& column) const;

    /// The names before the upgrade.
    ObjectName earlier_name(const ObjectName& table) const;
    std::string earlier_name(const ObjectName& table, const std::string& column) const;

    const Schema& from_;
    const Schema& to_;

private:
    void added(const ObjectName& table, const Column& column);
    void moved(const plan::MoveRows& move);
    void altered(const ObjectName& table, const Column& from, const Column& to);
    void primary_key(const Table& table, const PrimaryKey& key);
    void unique(const Table& table, const Unique& key);
    void check(const Table& table, const Check& check);
    void foreign_key(const Table& table, const ForeignKey& key);
    void exclusion(const Table& table, const Exclusion& exclusion);

    void duplicates(const Table& table, const std::vector<std::string>& columns, const std::vector<std::string>& keys,
                    const std::string& predicate, bool nulls_distinct, const std::string& what,
                    const Position& declared);
    bool fills_itself(const ObjectName& table, const std::vector<std::string>& columns) const;
    std::vector<std::string> key_values(const Table& table, const std::vector<std::string>& columns,
                                        const std::map<std::string, std::string>& options) const;

    std::map<ObjectName, ObjectName> earlier_tables_;
    std::map<ObjectName, std::map<std::string, std::string>> earlier_columns_;
    std::vector<RowCheck> checks_;
};

}  // namespace retort::preflight
