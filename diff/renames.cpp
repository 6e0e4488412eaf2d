#include "diff/renames.hpp"

#include <algorithm>

#include "diff/rewrite.hpp"

namespace retort::diff {

namespace {

/// Pairs objects of two maps that are declared to be the same under another name.
template <class Map>
std::map<ObjectName, ObjectName> pair_renamed(const Map& from, const Map& to) {
    std::map<ObjectName, ObjectName> found;
    const auto add = [&](const ObjectName& before, const ObjectName& after) {
        if (!from.contains(before) || !to.contains(after)) return;
        if (from.contains(after) || to.contains(before)) return;
        found.emplace(before, after);
    };
    const auto old_name = [](const ObjectName& name, const std::string& old) {
        // "other.name" moves between schemas; a bare name stays in its own.
        const std::size_t dot = old.find('.');
        if (dot == std::string::npos) return ObjectName{name.schema, old};
        return ObjectName{old.substr(0, dot), old.substr(dot + 1)};
    };
    for (const auto& [name, object] : to)
        if (!object.transition->renamed_from.empty()) add(old_name(name, object.transition->renamed_from), name);
    for (const auto& [name, object] : from)
        if (!object.transition->renamed_from.empty()) add(name, old_name(name, object.transition->renamed_from));
    return found;
}

std::map<std::string, std::string> pair_columns(const Table& from, const Table& to) {
    std::map<std::string, std::string> found;
    const auto add = [&](const std::string& before, const std::string& after) {
        if (!from.find_column(before) || !to.find_column(after)) return;
        if (from.find_column(after) || to.find_column(before)) return;
        found.emplace(before, after);
    };
    for (const Column& column : to.columns) add(column.transition->renamed_from, column.name);
    for (const Column& column : from.columns) add(column.name, column.transition->renamed_from);
    return found;
}

bool has(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

std::map<std::string, std::string> pair_labels(const Enum& from, const Enum& to) {
    std::map<std::string, std::string> found;
    const auto add = [&](const std::string& before, const std::string& after) {
        if (!has(from.labels, before) || !has(to.labels, after)) return;
        if (has(from.labels, after) || has(to.labels, before)) return;
        found.emplace(before, after);
    };
    for (const auto& [before, after] : to.transition->old_labels) add(before, after);
    for (const auto& [before, after] : from.transition->old_labels) add(after, before);
    return found;
}

template <class Map>
typename Map::mapped_type value_or(const Map& map, const typename Map::key_type& key) {
    const auto found = map.find(key);
    return found == map.end() ? typename Map::mapped_type{} : found->second;
}

ObjectName renamed(const std::map<ObjectName, ObjectName>& names, const ObjectName& name) {
    const auto found = names.find(name);
    return found == names.end() ? name : found->second;
}

/// Rewrites one table: its own names, and those of what it refers to.
class TableRewriter {
public:
    TableRewriter(const Renames& renames, Table& table)
        : renames_(renames), table_(table), columns_(value_or(renames.columns, table.name)) {
        for (const auto& [before, after] : columns_) identifiers_.columns[before] = after;
        for (const auto& [before, after] : renames.enums) identifiers_.types[before.name] = after.name;
    }

    void rewrite() {
        for (Column& each : table_.columns) column(each);
        if (table_.primary_key) key(*table_.primary_key);
        for (Unique& each : table_.uniques) key(each);
        for (Check& each : table_.checks) text(each.expression), names(*each.reads);
        for (ForeignKey& each : table_.foreign_keys) foreign_key(each);
        for (Exclusion& each : table_.exclusions) text(each.definition), names(*each.reads);
        for (Index& each : table_.indexes) index(each);
        text(table_.partition_by);
        table_.partition_of = renamed(renames_.tables, table_.partition_of);
        for (ObjectName& each : table_.inherits) each = renamed(renames_.tables, each);
    }

private:
    void column(Column& column) {
        name(column.name);
        column.type.user_type = renamed(renames_.enums, column.type.user_type);
        if (column.default_sql) {
            text(*column.default_sql);
            labels(column);
        }
        if (column.generated) text(column.generated->expression), names(*column.generated->reads);
    }

    /// A default that is a label follows the label's rename.
    void labels(Column& column) {
        const auto found = renames_.labels.find(column.type.user_type);
        if (found == renames_.labels.end()) return;
        for (const auto& [before, after] : found->second) {
            const std::string old = quote_literal(before) + "::";
            if (column.default_sql->starts_with(old))
                column.default_sql = quote_literal(after) + column.default_sql->substr(old.size() - 2);
        }
    }

    template <class Key>
    void key(Key& each) const {
        names(each.columns);
        names(each.include);
        auto options = std::move(each.column_options);
        each.column_options.clear();
        for (auto& [column, option] : options) {
            std::string renamed_column = column;
            name(renamed_column);
            each.column_options.emplace(renamed_column, option);
        }
    }

    void foreign_key(ForeignKey& key) {
        names(key.columns);
        names(key.set_columns);
        key.table = renamed(renames_.tables, key.table);
        const auto other = value_or(renames_.columns, key.table);
        for (std::string& each : key.references)
            if (const auto found = other.find(each); found != other.end()) each = found->second;
    }

    void index(Index& index) {
        for (IndexPart& part : index.parts) {
            name(part.column);
            text(part.expression);
        }
        names(index.include);
        names(*index.reads);
        text(index.predicate);
    }

    void name(std::string& name) const {
        if (const auto found = columns_.find(name); found != columns_.end()) name = found->second;
    }
    void names(std::vector<std::string>& list) const {
        for (std::string& each : list) name(each);
    }
    void text(std::string& sql) const { sql = replace_identifiers(sql, identifiers_); }

    const Renames& renames_;
    Table& table_;
    std::map<std::string, std::string> columns_;
    Replacements identifiers_;
};

}  // namespace

Renames find_renames(const Schema& from, const Schema& to) {
    Renames renames;
    renames.tables = pair_renamed(from.tables, to.tables);
    renames.enums = pair_renamed(from.enums, to.enums);
    for (const auto& [name, table] : from.tables) {
        const ObjectName& after = renamed(renames.tables, name);
        if (const Table* other = to.find_table(after))
            if (auto columns = pair_columns(table, *other); !columns.empty()) renames.columns[after] = columns;
    }
    for (const auto& [name, each] : from.enums) {
        const ObjectName& after = renamed(renames.enums, name);
        if (const auto other = to.enums.find(after); other != to.enums.end())
            if (auto labels = pair_labels(each, other->second); !labels.empty()) renames.labels[after] = labels;
    }
    return renames;
}

Schema apply(const Renames& renames, const Schema& from) {
    Schema after = from;
    after.tables.clear();
    for (auto [name, table] : from.tables) {
        table.name = renamed(renames.tables, name);
        TableRewriter(renames, table).rewrite();
        after.tables.emplace(table.name, std::move(table));
    }
    after.enums.clear();
    for (auto [name, each] : from.enums) {
        each.name = renamed(renames.enums, name);
        if (const auto labels = renames.labels.find(each.name); labels != renames.labels.end())
            for (std::string& label : each.labels)
                if (const auto found = labels->second.find(label); found != labels->second.end())
                    label = found->second;
        after.enums.emplace(each.name, std::move(each));
    }
    // The text of a definition is the engine's to rewrite; where it stands is told here.
    after.definitions.clear();
    for (auto [key, definition] : from.definitions) {
        definition.table = renamed(renames.tables, definition.table);
        for (Reference& reference : *definition.reads) {
            reference.object = renamed(renames.tables, reference.object);
            const auto columns = value_or(renames.columns, reference.object);
            if (const auto found = columns.find(reference.column); found != columns.end())
                reference.column = found->second;
        }
        after.definitions.emplace(key_of(definition), std::move(definition));
    }
    for (auto& [name, sequence] : after.sequences) {
        sequence.owner_table = renamed(renames.tables, sequence.owner_table);
        const auto columns = value_or(renames.columns, sequence.owner_table);
        if (const auto found = columns.find(sequence.owner_column); found != columns.end())
            sequence.owner_column = found->second;
    }
    return after;
}

std::vector<Change> changes_of(const Renames& renames, const Schema& from) {
    std::vector<Change> changes;
    for (const auto& [before, after] : renames.enums) {
        Enum to = from.enums.at(before);
        to.name = after;
        changes.push_back(AlterEnum{from.enums.at(before), std::move(to)});
    }
    for (const auto& [before, after] : renames.tables) {
        Table to = from.tables.at(before);
        to.name = after;
        changes.push_back(AlterTable{from.tables.at(before), std::move(to)});
    }
    for (const auto& [table, columns] : renames.columns) {
        const auto old = std::find_if(renames.tables.begin(), renames.tables.end(),
                                      [&, name = table](const auto& pair) { return pair.second == name; });
        const Table& before = from.tables.at(old == renames.tables.end() ? table : old->first);
        for (const auto& [old_name, new_name] : columns) {
            Column to = *before.find_column(old_name);
            to.name = new_name;
            changes.push_back(AlterColumn{table, *before.find_column(old_name), std::move(to)});
        }
    }
    for (const auto& [name, labels] : renames.labels) {
        const auto old = std::find_if(renames.enums.begin(), renames.enums.end(),
                                      [&, wanted = name](const auto& pair) { return pair.second == wanted; });
        Enum before = from.enums.at(old == renames.enums.end() ? name : old->first);
        before.name = name;
        Enum after = before;
        for (std::string& label : after.labels)
            if (const auto found = labels.find(label); found != labels.end()) label = found->second;
        changes.push_back(AlterEnum{std::move(before), std::move(after)});
    }
    return changes;
}

}  // namespace retort::diff
