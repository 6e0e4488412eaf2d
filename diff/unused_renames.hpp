#pragma once

#include <string>
#include <vector>

#include "schema/error.hpp"
#include "schema/schema.hpp"

namespace retort::diff {

/// A declared rename that names no object: the declaring object is new and is created.
struct UnusedRename {
    std::string object;    ///< "column t.b"
    std::string old_name;  ///< as declared
    std::string reason;    ///< "there is no column t.aa"
    std::string outcome;   ///< "t.b is added as a new column"
    Position declared{};   ///< of the object in the model
};

/// The declarations `renamed_from` of new tables, enums and columns in `to` that rename nothing. A declaration of an
/// object that `from` has is none of them: it has been carried out. Neither is one of a column in a new table, nor any
/// if `from` has no tables, as a database to which no revision was applied.
std::vector<UnusedRename> unused_renames(const Schema& from, const Schema& to);

}  // namespace retort::diff
