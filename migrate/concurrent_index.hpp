#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "introspect/database.hpp"

namespace retort::migrate {

/// CREATE INDEX CONCURRENTLY. A failed one leaves an invalid index, for which IF NOT EXISTS creates none (PostgreSQL,
/// CREATE INDEX, Building Indexes Concurrently). Without a name the server gives it one: that of the columns and "idx".
class ConcurrentIndex {
public:
    /// Nothing for any other statement.
    static std::optional<ConcurrentIndex> in(std::string_view statement);

    bool named() const { return !name_.empty(); }

    /// The table, as SQL.
    const std::string& table() const { return table_; }

    /// The indexes of the table that the server has named, or might have, as SQL; those that are invalid have it as
    /// value.
    std::map<std::string, bool> generated(introspect::Database& database) const;

    /// Drops the invalid index that a failed statement without a name has left, one that was not in `before`: the next
    /// run could not recognise it. Waits two seconds for the lock. Throws nothing. Returns the index, as SQL, if it is
    /// still there.
    std::string drop_left(introspect::Database& database, const std::map<std::string, bool>& before) const;

    /// The invalid index of this name on this table, as SQL; empty if there is none.
    std::string invalid(introspect::Database& database) const;

    /// True if the index exists and is valid.
    bool valid(introspect::Database& database) const;

private:
    /// The index of this name on this table, as SQL.
    std::string find(introspect::Database& database, bool valid) const;

    std::string name_;   ///< of the index, in its table's schema; empty: none was given
    std::string table_;  ///< as SQL
};

}  // namespace retort::migrate
