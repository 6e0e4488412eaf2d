#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "review/page/tables.hpp"

namespace retort::page {

namespace {

using diagram::Arrow;
using diagram::Box;
using diagram::Mark;
using diagram::Row;

constexpr std::size_t most_rows = 12;
constexpr std::size_t most_neighbours = 24;

Mark mark_of(Change change) {
    switch (change) {
        case Change::added: return Mark::added;
        case Change::dropped: return Mark::dropped;
        case Change::changed: return Mark::changed;
    }
    return Mark::none;
}

bool contains(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

Row row_of(const Table& table, const Column& column, Mark mark) {
    Row row{mark, column.name, to_sql(column.type), false, false};
    row.primary = table.primary_key && contains(table.primary_key->columns, column.name);
    for (const ForeignKey& key : table.foreign_keys) row.foreign = row.foreign || contains(key.columns, column.name);
    return row;
}

/// The columns that change, those that are keys, and then the others while there is room.
Box box_of(const Table& table, const TableChange* change, const Table* before) {
    Box box;
    box.name = table.name;
    box.mark = change == nullptr ? Mark::neighbour : mark_of(change->change);
    if (change != nullptr) box.earlier = change->earlier;
    std::map<std::string, Mark> marks;
    std::vector<Row> dropped;
    if (change != nullptr && change->change == Change::changed)
        for (const Part& part : change->parts) {
            if (part.kind != "column" || !part.change) continue;
            const Column* old = before == nullptr ? nullptr : before->find_column(part.name);
            if (*part.change != Change::dropped)
                marks[part.name] = mark_of(*part.change);
            else if (old != nullptr)
                dropped.push_back(row_of(*before, *old, Mark::dropped));
        }
    const bool whole = change != nullptr && change->change != Change::changed;
    for (const Column& column : table.columns) {
        const auto mark = marks.find(column.name);
        Row row = row_of(table, column, mark == marks.end() ? Mark::none : mark->second);
        const bool wanted = whole ? box.rows.size() < most_rows : row.mark != Mark::none || row.primary || row.foreign;
        if (wanted)
            box.rows.push_back(std::move(row));
        else
            ++box.folded;
    }
    box.rows.insert(box.rows.end(), dropped.begin(), dropped.end());
    return box;
}

/// A foreign key by the later names of its tables and columns.
using Key = std::tuple<ObjectName, std::string, ObjectName>;

template <class Name>
Name later(const std::map<Name, Name>& renames, const Name& name) {
    const auto found = renames.find(name);
    return found == renames.end() ? name : found->second;
}

std::set<Key> keys_of(const Schema& schema, const diff::Renames& renames) {
    std::set<Key> keys;
    for (const auto& [name, table] : schema.tables) {
        const ObjectName from = later(renames.tables, name);
        const auto columns = renames.columns.find(from);
        for (const ForeignKey& key : table.foreign_keys) {
            std::string list;
            for (const std::string& each : key.columns)
                list += (list.empty() ? "" : ", ") +
                        (columns == renames.columns.end() ? each : later(columns->second, each));
            keys.emplace(from, list, later(renames.tables, key.table));
        }
    }
    return keys;
}

class Painter {
public:
    Painter(const std::vector<TableChange>& tables, const Schema& before, const Schema& after,
            const diff::Renames& renames)
        : before_(before), after_(after), old_(keys_of(before, renames)), now_(keys_of(after, {})) {
        for (const TableChange& each : tables) changes_[later(renames.tables, each.name)] = &each;
    }

    diagram::Picture paint() {
        std::set<ObjectName> names, neighbours;
        for (const auto& [name, change] : changes_) names.insert(name);
        for (const std::set<Key>* keys : {&old_, &now_})
            for (const auto& [from, columns, to] : *keys) {
                if (changes_.contains(from) && !changes_.contains(to)) neighbours.insert(to);
                if (changes_.contains(to) && !changes_.contains(from)) neighbours.insert(from);
            }
        for (const ObjectName& each : neighbours)
            if (names.size() - changes_.size() < most_neighbours)
                names.insert(each);
            else
                ++picture_.omitted;
        for (const ObjectName& each : names) add(each);
        for (const Key& key : old_) add(key, now_.contains(key) ? Mark::none : Mark::dropped);
        for (const Key& key : now_)
            if (!old_.contains(key)) add(key, Mark::added);
        std::set<std::string> schemas;
        for (const Box& each : picture_.boxes) schemas.insert(each.name.schema);
        picture_.grouped = schemas.size() > 1;
        return std::move(picture_);
    }

private:
    void add(const ObjectName& name) {
        const auto change = changes_.find(name);
        const TableChange* what = change == changes_.end() ? nullptr : change->second;
        const Table* before = before_.find_table(name);
        const Table* after = after_.find_table(name);
        if (what != nullptr && !what->earlier.empty())
            for (const auto& [first, table] : before_.tables)
                if (display(first) == what->earlier) before = &table;
        if (after == nullptr && before == nullptr) return;
        places_[name] = picture_.boxes.size();
        picture_.boxes.push_back(box_of(after == nullptr ? *before : *after, what, before));
    }

    void add(const Key& key, Mark mark) {
        const auto& [from, columns, to] = key;
        if (!changes_.contains(from) && !changes_.contains(to)) return;
        const auto a = places_.find(from), b = places_.find(to);
        if (a == places_.end() || b == places_.end()) return;
        picture_.arrows.push_back({a->second, b->second, mark, columns});
    }

    const Schema& before_;
    const Schema& after_;
    std::set<Key> old_, now_;
    std::map<ObjectName, const TableChange*> changes_{};
    std::map<ObjectName, std::size_t> places_{};
    diagram::Picture picture_{};
};

}  // namespace

diagram::Picture picture_of(const std::vector<TableChange>& tables, const Schema& before, const Schema& after,
                            const diff::Renames& renames) {
    diagram::Picture picture = Painter(tables, before, after, renames).paint();
    picture.title = "Tables that change, and those that foreign keys connect with them";
    return picture;
}

}  // namespace retort::page
