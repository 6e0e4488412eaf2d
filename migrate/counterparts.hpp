#pragma once

#include <string>

#include "diff/renames.hpp"
#include "schema/schema.hpp"

namespace retort::migrate {

/// The tables and columns of one schema in a later one, under the declared renames. Both schemas must outlive it.
class Counterparts {
public:
    Counterparts(const Schema& from, const Schema& to) : to_(to), renames_(diff::find_renames(from, to)) {}

    const Schema& to() const { return to_; }

    /// The table in the later schema; null if it has none.
    const Table* table(const ObjectName& before) const;

    /// The column in `after`, a table that table() returned; null if it has none.
    const Column* column(const Table& after, const std::string& before) const;

private:
    const Schema& to_;
    const diff::Renames renames_;
};

}  // namespace retort::migrate
