#include "diff/attached_indexes.hpp"

#include "diff/part_changes.hpp"
#include "diff/structure.hpp"
#include "schema/parts.hpp"

namespace retort::diff {

namespace {

/// is_explicit() for an attached part of `table`: a part that its parent in `schema` has with the same settings is not
/// explicit.
template <class T>
bool is_explicit_in_descendant(const T& part, const Table& table, const Schema& schema) {
    const Table* above = schema.find_table(table.partition_of);
    bool as_above = false;
    if constexpr (requires { part.tablespace; })
        if (above && !*part.named && !is_commented(part))
            for (const auto list : {parts_of<T>(*above), parts_of<T>(*above->from_parent)})
                for (const T& each : list)
                    as_above = as_above || (same_structure(each, part) && each.storage == part.storage &&
                                            each.tablespace == part.tablespace);
    return !as_above && is_explicit(part);
}

}  // namespace

bool is_built_separately(const Table& table, const Schema& schema) {
    return !table.partition_of.empty() && any_part(*table.from_parent, [&](const auto& each) {
        return is_explicit_in_descendant(each, table, schema);
    });
}

Differences explicit_parts(const Table& table, const Schema& schema) {
    Differences changes;
    for_each_part(*table.from_parent, [&](const auto& each) {
        if (is_explicit_in_descendant(each, table, schema)) changes.push_back(creation(table.name, each));
    });
    return changes;
}

}  // namespace retort::diff
