#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "introspect/database.hpp"

namespace retort::migrate {

/// CREATE INDEX CONCURRENTLY with a name. A failed one leaves an invalid index, for which IF NOT EXISTS creates none
/// (PostgreSQL, CREATE INDEX, Building Indexes Concurrently).
class ConcurrentIndex {
public:
    /// Nothing for any other statement, and for an index without a name.
    static std::optional<ConcurrentIndex> in(std::string_view statement);

    /// The invalid index of this name on this table, as SQL; empty if there is none.
    std::string invalid(introspect::Database& database) const;

    /// True if the index exists and is valid.
    bool valid(introspect::Database& database) const;

private:
    /// The index of this name on this table, as SQL.
    std::string find(introspect::Database& database, bool valid) const;

    std::string name_;   ///< of the index, in its table's schema
    std::string table_;  ///< as SQL
};

}  // namespace retort::migrate
