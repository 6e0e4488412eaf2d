#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/counterparts.hpp"
#include "schema/schema.hpp"

namespace retort::migrate {

/// The values of the columns that two schemas hold alike: of the same type, in a table without triggers and rules. A
/// plan between the schemas must keep them.
class KeptValues {
public:
    /// Reads the values in these tables of `from`, which the database has.
    KeptValues(introspect::Database& database, const std::set<ObjectName>& tables, const Schema& from,
               const Counterparts& later);

    /// The columns whose values differ from those that were read, by the names in the schema that the database has now:
    /// `upgraded` says which of the two that is.
    std::vector<std::string> changed(introspect::Database& database, bool upgraded) const;

private:
    struct Columns {
        ObjectName before, after;                  ///< the table
        std::map<std::string, std::string> names;  ///< of the columns before → after
        std::map<std::string, std::vector<introspect::Row>> values;
    };

    std::vector<Columns> tables_;
};

}  // namespace retort::migrate
