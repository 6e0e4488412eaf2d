#pragma once

#include <string>
#include <string_view>

#include "plan/dependents.hpp"
#include "plan/impact.hpp"

/// Which objects outlive a change of an object that they depend on, on PostgreSQL.
namespace retort::plan::postgres {

enum class Survival {
    keep,      ///< it stays valid, or the server converts it
    alter,     ///< it is altered: a default is dropped and set again; a descendant's column changes with its parent's
    recreate,  ///< it is dropped before the change and created after it; a generated column is dropped and added
    rebuild    ///< of types; their rebuild is found before (plan/postgres/type_rebuild.hpp)
};

/// One cell of the table of answers.
struct SurvivalRule {
    Survival survival = Survival::keep;
    std::string_view chapter{};  ///< of the PostgreSQL manual
    /// The dependent is kept unless this is true for it and the changed object.
    bool (*only_if)(const Dependent& dependent, const ObjectId& changed) = nullptr;
};

const SurvivalRule& survival_rule(DependentKind dependent, Impact impact);

/// Whether `dependent` outlives the impact on an object that it depends on.
Survival survival(const Dependent& dependent, const Impacted& changed);

/// True if the expression contains a constant of the composite type: '(1,2)'::pair or ROW(a, 2)::pair. The text does
/// not tell a row from another value that is cast to the type.
bool has_constant_of(const std::string& expression, const ObjectName& type);

}  // namespace retort::plan::postgres
