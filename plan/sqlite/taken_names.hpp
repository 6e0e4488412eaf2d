#pragma once

#include <set>
#include <string>

#include "schema/schema.hpp"

namespace retort::plan::sqlite {

/// The names of tables, indexes, views and triggers in the added schemas.
class TakenNames {
public:
    void add(const Schema& schema);
    /// A free name: `prefix` + "_" + `name`, with a number after the prefix if that name is taken.
    std::string free_name(const std::string& prefix, const std::string& name) const;

private:
    std::set<std::string> names_;  ///< folded
};

}  // namespace retort::plan::sqlite
