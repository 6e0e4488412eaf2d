#pragma once

#include <map>
#include <string>
#include <vector>

#include "declare/rules.hpp"

namespace retort::declare {

/// A base struct for columns that several tables of one namespace have alike.
struct Mixin {
    std::string space{};
    std::string type{};
    std::vector<ObjectName> tables{};
    std::vector<std::string> columns{};  ///< in the order of the first table
};

/// Groups of at least two columns, with a default or of a type of time, that at least two tables share; at most one for
/// a table. Columns of a primary key or a foreign key, and those that a foreign key references, stay in their structs.
std::vector<Mixin> find_mixins(const Context& context, Names& names);

/// The text of the base struct.
std::string mixin_text(const Context& context, const Mixin& mixin, bool describe);

}  // namespace retort::declare
