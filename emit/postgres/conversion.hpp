#pragma once

#include <map>
#include <string>
#include <vector>

#include "emit/plan.hpp"
#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// The conversion of a column's values from one type to another.
struct Conversion {
    /// A function that the expression calls, since USING can't contain a subquery (ALTER TABLE).
    struct Helper {
        std::string create;
        std::string drop;

        bool operator==(const Helper&) const = default;
    };

    std::string using_sql;          ///< empty: the engine's assignment cast applies
    std::string note;               ///< a note for the reader; may be empty
    std::string element_sql{};      ///< the last helper's expression for an array element, held[i]; may be empty
    std::vector<Helper> helpers{};  ///< created before the statement in this order, dropped after it in reverse
};

/// Follows pg_cast for built-in types (PostgreSQL manual, 10.4 value storage, 52.10 pg_cast): implicit and assignment
/// casts need no USING, other casts get one. `to.transition.using_sql` takes precedence.
/// Throws Error RT050 with the model's position where no cast exists.
Conversion conversion(const ObjectName& table, const Column& from, const Column& to, const Schema& from_schema,
                      const Schema& to_schema, Direction direction);

/// Maps labels that a column's rows hold to new labels. In an upgrade: `old_labels` of the column and of its enum; the
/// column's take precedence. In a downgrade: the inverse, for labels that the earlier type does not have.
std::map<std::string, std::string> label_map(const Column& from, const Column& to, const Schema& from_schema,
                                             const Schema& to_schema, Direction direction);

/// `value`, a text, with its labels mapped: "CASE value WHEN 'old' THEN 'label' … ELSE value END".
/// `value` itself for an empty map.
std::string relabelled(const std::string& value, const std::map<std::string, std::string>& labels);

/// The same for an array of texts.
std::string relabelled_array(const std::string& value, const std::map<std::string, std::string>& labels);

/// A neutral value that any row may hold, for a NOT NULL column that a downgrade adds back; empty when there is none.
/// With `distinct`, a value that differs in every row. For an enum, preferably a label that already exists in `before`,
/// the schema that the plan starts from.
std::string neutral_value(const Type& type, const Schema& schema, bool distinct, const Schema& before);

}  // namespace retort::emit::postgres
