#pragma once

#include <set>
#include <string>

#include "schema/schema.hpp"

namespace retort::plan::postgres {

/// Names for the interim objects of an online plan.
class OnlineNames {
public:
    /// No object of either schema has one of the names.
    OnlineNames(const Schema& from, const Schema& to);

    /// "name_label", or "name_label1" and so on: a name that no relation has.
    std::string free_relation(const ObjectName& name, const std::string& label);

    /// "table_column_label", or with a number: a name that no constraint of any table has.
    std::string free_check(const ObjectName& table, const std::string& column, const std::string& label);

private:
    std::set<ObjectName> relations_;
    std::set<std::string> constraints_;  ///< of any table: descendants inherit a CHECK
};

}  // namespace retort::plan::postgres
