#include "plan/dependents.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "diff/inheritance.hpp"
#include "schema/parts.hpp"

namespace retort::plan {

namespace {

template <class T>
constexpr DependentKind kind_of_part() {
    if constexpr (std::is_same_v<T, Check>)
        return DependentKind::check;
    else if constexpr (std::is_same_v<T, Exclusion>)
        return DependentKind::exclusion;
    else if constexpr (std::is_same_v<T, Index>)
        return DependentKind::index;
    else
        return DependentKind::key;
}

/// The columns that a part names in lists of their own.
std::vector<std::string> listed_columns(const Index& index) {
    std::vector<std::string> columns = index.include;
    for (const IndexPart& part : index.parts)
        if (!part.column.empty()) columns.push_back(part.column);
    return columns;
}
template <class Key>
std::vector<std::string> listed_columns(const Key& key) {
    std::vector<std::string> columns = key.columns;
    columns.insert(columns.end(), key.include.begin(), key.include.end());
    return columns;
}

/// The part of the same kind and name; null if there is none.
template <class T>
const T* find_part(const Table& table, const std::string& name) {
    const auto parts = parts_of<T>(table);
    const auto found = std::find_if(parts.begin(), parts.end(), [&](const T& each) { return each.name == name; });
    return found == parts.end() ? nullptr : &*found;
}

bool has_casts(const Schema& schema) {
    return std::any_of(schema.definitions.begin(), schema.definitions.end(),
                       [](const auto& each) { return each.first.kind == ObjectKind::cast; });
}

/// Notes an entry for the dependent that was added last, once.
void note_last(std::vector<std::size_t>& numbers, std::size_t last) {
    if (numbers.empty() || numbers.back() != last) numbers.push_back(last);
}

}  // namespace

DependentKind dependent_kind(ObjectKind kind) {
    if (info(kind).type) return DependentKind::type;
    if (info(kind).routine) return DependentKind::routine;
    switch (kind) {
        case ObjectKind::view:
        case ObjectKind::materialized_view: return DependentKind::view;
        case ObjectKind::rule: return DependentKind::rule;
        case ObjectKind::trigger: return DependentKind::trigger;
        case ObjectKind::policy: return DependentKind::policy;
        case ObjectKind::statistics: return DependentKind::statistics;
        default: return DependentKind::other;
    }
}

Dependents::Dependents(const Schema& from, const Schema& to) : has_casts_(has_casts(from) || has_casts(to)) {
    for (const auto& [name, table] : from.tables) add_table(table, to.find_table(name), to);
    for (const auto& [id, definition] : from.definitions) {
        const auto after = to.definitions.find(id);
        add_definition(definition, after == to.definitions.end() ? nullptr : &after->second);
    }
}

const std::vector<std::size_t>& Dependents::of(const ObjectId& object) const {
    static const std::vector<std::size_t> none;
    if (object.kind == ObjectKind::column || info(object.kind).own_namespace) {
        const auto found = of_ids_.find(object);
        return found == of_ids_.end() ? none : found->second;
    }
    const auto found = of_names_.find(object.name);
    return found == of_names_.end() ? none : found->second;
}

void Dependents::add(Dependent dependent) { list_.push_back(std::move(dependent)); }

void Dependents::add_columns(const Table& table, const std::vector<std::string>& columns) {
    for (const std::string& each : columns) note_last(of_ids_[column_id(table.name, each)], list_.size() - 1);
}

/// `table`: the table of a column or part, which reads columns of its own table only. A part that a standalone
/// partition keeps from its parent names that column by the parent (diff/partitions.hpp).
void Dependents::note(const DependsOn& depends_on, const Table* table) {
    for (const Dependency& each : depends_on.list) {
        if (info(each.object.kind).own_namespace) {
            note_last(of_ids_[each.object], list_.size() - 1);
            continue;
        }
        if (each.object.kind == ObjectKind::composite && !each.object.sub.empty()) {
            note_last(of_ids_[column_id(each.object.name, each.object.sub)], list_.size() - 1);
            continue;
        }
        if (each.object.kind == ObjectKind::column)
            note_last(of_ids_[table ? column_id(table->name, each.object.sub) : each.object], list_.size() - 1);
        if (each.object.kind != ObjectKind::column || !table) note_last(of_names_[each.object.name], list_.size() - 1);
    }
}

/// `after`: the dependencies of the same dependent in the later state.
void Dependents::note_casts(const DependsOn& after) {
    for (const Dependency& each : after.list)
        if (each.object.kind == ObjectKind::cast) note_last(of_ids_[each.object], list_.size() - 1);
}

void Dependents::add_table(const Table& table, const Table* after, const Schema& to) {
    const bool has_parents = !table.partition_of.empty() || !table.inherits.empty();
    for (const Column& column : table.columns) {
        if (column.generated) {
            // DROP EXPRESSION keeps the values, and comes before the changes of what the expression reads.
            const Column* kept = after ? after->find_column(column.name) : nullptr;
            if (kept && !kept->generated && column.generated->stored) continue;
            add({DependentKind::generated_column, &table, &column});
        } else if (column.default_sql) {
            const bool inherited = has_parents && after && diff::is_inherited_column(table, *after, column.name, to);
            add({inherited ? DependentKind::inherited_default : DependentKind::default_, &table, &column});
            add_columns(table, {column.name});
        } else {
            continue;
        }
        note(column.depends_on, &table);
        const Column* later = has_casts_ && after ? after->find_column(column.name) : nullptr;
        if (later) note_casts(later->depends_on);
    }
    for_each_part(PartKinds<Check, Exclusion, Unique, PrimaryKey, Index>{}, table, [&]<class T>(const T& part) {
        add({kind_of_part<T>(), &table, &part});
        if constexpr (requires { part.include; }) add_columns(table, listed_columns(part));
        if constexpr (requires { part.depends_on; }) {
            note(part.depends_on, &table);
            const T* later = has_casts_ && after ? find_part<T>(*after, part.name) : nullptr;
            if (later) note_casts(later->depends_on);
        }
    });
}

void Dependents::add_definition(const Definition& definition, const Definition* after) {
    add({dependent_kind(definition.kind), nullptr, &definition});
    note(definition.depends_on, nullptr);
    if (has_casts_ && after) {
        note_casts(after->depends_on);
        for (const Index& index : after->indexes) note_casts(index.depends_on);
    }
    for (const Index& index : definition.indexes)  // these are recreated with their materialized view
        for (const Dependency& each : index.depends_on.list) {
            if (info(each.object.kind).own_namespace)
                note_last(of_ids_[each.object], list_.size() - 1);
            else if (each.object.kind != ObjectKind::column)
                note_last(of_names_[each.object.name], list_.size() - 1);
        }
    if (!definition.table.empty()) note_last(of_names_[definition.table], list_.size() - 1);
}

}  // namespace retort::plan
