#include "schema/schema.hpp"

#include <algorithm>

#include "schema/parts.hpp"

namespace retort {

namespace {

/// Parts are sorted by name; unnamed ones of SQLite by their contents.
template <class T>
auto sort_key(const T& part) {
    return std::tie(part.name);
}
auto sort_key(const Unique& part) { return std::tie(part.name, part.columns); }
auto sort_key(const Check& part) { return std::tie(part.name, part.expression); }
auto sort_key(const ForeignKey& part) { return std::tie(part.name, part.columns, part.table, part.references); }

template <class List>
void sort_list(List&& list) {
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return sort_key(a) < sort_key(b); });
}

/// `Owner` is Table or FromParent.
template <class Owner>
void sort_parts(Owner& owner) {
    for_each_kind(AllParts{}, [&]<class T>() { sort_list(parts_of<T>(owner)); });
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

ObjectId id_of(const Definition& each) {
    if (each.table.empty()) return {each.kind, each.name, each.arguments};
    return {each.kind, each.name, each.table.schema == each.name.schema ? each.table.name : display(each.table)};
}

const Table* Schema::find_table(const ObjectName& name) const {
    const auto found = tables.find(name);
    return found == tables.end() ? nullptr : &found->second;
}

void sort(Schema& schema) {
    for (auto& [name, table] : schema.tables) {
        sort_parts(table);
        if (!table.partition_of.empty()) sort_parts(*table.from_parent);
    }
    for (auto& [key, definition] : schema.definitions) sort_list(definition.indexes);
}

}  // namespace retort
