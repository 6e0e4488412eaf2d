#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"
#include "schema/schema.hpp"

/// The labels of enums in rows, and what they become.
namespace retort::emit::postgres {

/// Maps labels that a column's rows hold to new labels. In an upgrade: `old_labels` of the column and of its enum; the
/// column's take precedence. In a downgrade: the inverse, for labels that the earlier type does not have.
std::map<std::string, std::string> label_map(const Column& from, const Column& to, const Schema& from_schema,
                                             const Schema& to_schema, Direction direction);

/// `value`, a text, with its labels mapped: "CASE value WHEN 'old' THEN 'label' … ELSE value END".
/// `value` itself for an empty map.
std::string relabelled(const std::string& value, const std::map<std::string, std::string>& labels);

/// The same for an array of texts.
std::string relabelled_array(const std::string& value, const std::map<std::string, std::string>& labels);

/// The columns whose type is the enum `name` in both schemas, by their names in `to`.
std::vector<std::pair<ObjectName, std::string>> columns_of_enum(const ObjectName& name, const Schema& from,
                                                                const Schema& to);

/// True when every column of the enum maps this label to another one.
bool is_mapped(const ObjectName& type, const std::string& label, const Context& context);

/// A note on labels of the old enum that rows may hold and that the new enum does not have; may be empty.
std::string lost_labels(const Column& old, const Column& column, const Context& context);

/// The note for labels of the old enum that neither the new enum `type` nor a mapping has. One with an interim name is
/// held by rows under the name that another label takes; may be empty.
std::string removed_labels_note(const ObjectName& type, const std::vector<std::string>& removed,
                                const Context& context);

/// Maps the labels in a text column's rows to the labels that `check` allows.
std::map<std::string, std::string> text_labels(const Column& from, const Column& to, const Check& check,
                                               Direction direction);

/// Updates the rows of an enum stored as text, before the check on its labels is added.
void relabel_rows(const ObjectName& table, const Check& check, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
