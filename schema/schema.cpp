#include "schema/schema.hpp"

#include <algorithm>

namespace retort {

namespace {

template <class List>
void sort_by_name(List& list) {
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
}

/// Unnamed checks are ordered by their expressions.
void sort_checks(std::vector<Check>& checks) {
    std::stable_sort(checks.begin(), checks.end(), [](const Check& a, const Check& b) {
        return std::tie(a.name, a.expression) < std::tie(b.name, b.expression);
    });
}

/// `Owner` is Table or FromParent.
template <class Owner>
void sort_lists(Owner& owner) {
    std::stable_sort(owner.uniques.begin(), owner.uniques.end(), [](const Unique& a, const Unique& b) {
        return std::tie(a.name, a.columns) < std::tie(b.name, b.columns);
    });
    std::stable_sort(owner.foreign_keys.begin(), owner.foreign_keys.end(),
                     [](const ForeignKey& a, const ForeignKey& b) {
                         return std::tie(a.name, a.columns, a.table, a.references) <
                                std::tie(b.name, b.columns, b.table, b.references);
                     });
    sort_by_name(owner.exclusions);
    sort_by_name(owner.indexes);
}

}  // namespace

const Column* Table::find_column(std::string_view column) const {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == column; });
    return found == columns.end() ? nullptr : &*found;
}

Column* Table::find_column(std::string_view column) {
    return const_cast<Column*>(std::as_const(*this).find_column(column));
}

std::string replica_index(const Table& table) {
    constexpr std::string_view words = "USING INDEX ";
    if (!table.replica_identity.starts_with(words)) return {};
    std::string name = table.replica_identity.substr(words.size());
    if (!name.starts_with('"')) return name;
    std::string bare;
    for (std::size_t i = 1; i + 1 < name.size(); ++i) {
        bare += name[i];
        if (name[i] == '"') ++i;
    }
    return bare;
}

DefinitionKey key_of(const Definition& definition) {
    return {definition.kind, definition.name, definition.arguments, definition.table};
}

const Table* Schema::find_table(const ObjectName& name) const {
    const auto found = tables.find(name);
    return found == tables.end() ? nullptr : &found->second;
}

void sort(Schema& schema) {
    for (auto& [name, table] : schema.tables) {
        sort_lists(table);
        sort_checks(table.checks);
        if (!table.partition_of.empty()) sort_lists(*table.from_parent);
    }
    for (auto& [key, definition] : schema.definitions) sort_by_name(definition.indexes);
}

}  // namespace retort
