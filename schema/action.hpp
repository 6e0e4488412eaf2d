#pragma once

#include <string_view>

#include "schema/constraint.hpp"

namespace retort {

/// The action as both engines spell it after ON DELETE and ON UPDATE.
constexpr std::string_view to_sql(Action action) {
    switch (action) {
        case Action::no_action: return "NO ACTION";
        case Action::restrict_: return "RESTRICT";
        case Action::cascade: return "CASCADE";
        case Action::set_null: return "SET NULL";
        case Action::set_default: return "SET DEFAULT";
    }
    return {};
}

}  // namespace retort
