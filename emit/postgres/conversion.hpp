#pragma once

#include <map>
#include <string>
#include <vector>

#include "emit/plan.hpp"
#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// How the values of a column get from one type to another.
struct Conversion {
    /// A function that the expression calls, since USING may hold no query (ALTER TABLE).
    struct Helper {
        std::string create;
        std::string drop;

        bool operator==(const Helper&) const = default;
    };

    std::string using_sql;      ///< empty: the engine's own assignment cast does it
    std::string note;           ///< what a reader must know; may be empty
    std::string element_sql{};  ///< what the one helper does to each element of an array, held[i]; empty: there is none
    std::vector<Helper> helpers{};  ///< to be made before, in this order, and dropped behind in the opposite one
};

/// Chosen by what pg_cast offers between built-in types (PostgreSQL manual, 10.4 value
/// storage, 52.10 pg_cast): implicit and assignment casts need no USING, the others get one.
/// `to.transition.using_sql` goes before everything.
/// Throws Error RT050, pointing at the model, where no cast exists.
Conversion conversion(const ObjectName& table, const Column& from, const Column& to, const Schema& from_schema,
                      const Schema& to_schema, Direction direction);

/// Which labels of a column's rows become which others. On the way up what the enum's model and the
/// column's say (`old_labels`; the column's goes first); on the way down the same backwards, for labels that
/// the earlier type doesn't have.
std::map<std::string, std::string> label_map(const Column& from, const Column& to, const Schema& from_schema,
                                             const Schema& to_schema, Direction direction);

/// `value`, a text, with its labels mapped: "CASE value WHEN 'old' THEN 'label' … ELSE value END".
/// `value` itself for an empty map.
std::string relabelled(const std::string& value, const std::map<std::string, std::string>& labels);

/// The same for an array of texts.
std::string relabelled_array(const std::string& value, const std::map<std::string, std::string>& labels);

/// A value that any row may take, for a column that is made again on the way back and allows
/// no NULL; empty when there is none. With `distinct`, one that is different in every row. Of an enum, a label
/// that `before`, the schema that is left, has too, if there is one.
std::string neutral_value(const Type& type, const Schema& schema, bool distinct, const Schema& before);

}  // namespace retort::emit::postgres
