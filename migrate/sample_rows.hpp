#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/counterparts.hpp"
#include "schema/schema.hpp"

namespace retort::migrate {

/// The tables of `from` whose rows a plan from it to `to` may touch: columns, constraints, triggers or the types of
/// columns differ, or a table that the plan creates references them. A partition is represented by the topmost table
/// above it.
std::set<ObjectName> touched_tables(const Schema& from, const Schema& to);

/// The tables of `to` that have no counterpart, and are no partitions.
std::set<ObjectName> created_tables(const Counterparts& before, const Schema& to);

/// Inserts a few rows into tables of a PostgreSQL database that has the schema, and into those that they reference:
/// two with a value in each column, and one with the values that a table requires. They satisfy the constraints: the
/// server decides, and other values are tried for the columns of a constraint that it names.
class SampleRows {
public:
    /// The database has the schema `from`. Values that the later schema can hold too are preferred. The arguments must
    /// outlive it.
    /// `known`: tables that keep the number of rows that they have.
    SampleRows(introspect::Database& database, const Schema& from, const Counterparts& later,
               std::map<ObjectName, std::size_t> known = {})
        : database_(database), schema_(from), later_(later), counts_(std::move(known)) {}

    void insert(const std::set<ObjectName>& tables);

    /// The number of rows of each table into which rows were to be inserted (0: none could be made), and of the known
    /// ones.
    const std::map<ObjectName, std::size_t>& counts() const { return counts_; }

private:
    void fill(const Table& table);
    void add_later_checks(const Table& table);
    /// False if the later schema has NOT NULL, and no value for rows without one.
    bool may_be_null(const Table& table, const Column& column) const;
    bool accepts(const std::string& type, const std::string& value);
    const std::vector<std::string>& accepted(const Type& type);
    /// Adds the literals of the checks that read the column, or that read another column of such a check.
    static void add_literals(std::vector<std::string>& values, const Table& table, const std::string& column);
    std::vector<std::string> candidates(const Table& table, const Column& column);

    friend class SampleRow;

    introspect::Database& database_;
    const Schema& schema_;
    const Counterparts& later_;
    std::map<ObjectName, std::size_t> counts_;
    std::map<std::string, std::vector<std::string>> later_checks_;  ///< of the table that is filled: their columns
    std::map<std::string, std::vector<std::string>> accepted_;      ///< by the type as SQL
};

}  // namespace retort::migrate
