#include "review/diagram/picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace retort::diagram {

namespace {

constexpr std::size_t most_whole = 24;  ///< tables up to which all columns are shown
constexpr std::size_t most_rows = 12;   ///< columns of one table that are shown

std::set<std::string> foreign_columns(const Table& table) {
    std::set<std::string> columns;
    for (const ForeignKey& key : table.foreign_keys) columns.insert(key.columns.begin(), key.columns.end());
    return columns;
}

Box box_of(const Table& table, bool whole) {
    Box box;
    box.name = table.name;
    const std::set<std::string> foreign = foreign_columns(table);
    for (const Column& column : table.columns) {
        Row row{Mark::none, column.name, to_sql(column.type), false, foreign.contains(column.name)};
        row.primary = table.primary_key &&
                      std::find(table.primary_key->columns.begin(), table.primary_key->columns.end(), column.name) !=
                          table.primary_key->columns.end();
        const bool shown = row.primary || row.foreign || whole;
        if (shown && box.rows.size() < most_rows)
            box.rows.push_back(std::move(row));
        else
            ++box.folded;
    }
    return box;
}

}  // namespace

std::string_view to_string(Mark mark) {
    switch (mark) {
        case Mark::added: return "added";
        case Mark::changed: return "changed";
        case Mark::dropped: return "dropped";
        case Mark::neighbour: return "unchanged";
        case Mark::none: return "";
    }
    return "";
}

std::string Picture::description() const {
    std::string text;
    for (const Mark mark : {Mark::added, Mark::changed, Mark::dropped, Mark::neighbour, Mark::none}) {
        std::string names;
        for (const Box& each : boxes)
            if (each.mark == mark) names += (names.empty() ? "" : ", ") + display(each.name);
        if (names.empty()) continue;
        text +=
            fmt::format("{}{}: {}.", text.empty() ? "" : " ", mark == Mark::none ? "tables" : to_string(mark), names);
    }
    return text + fmt::format(" {} foreign {}.", arrows.size(), arrows.size() == 1 ? "key" : "keys");
}

Picture picture_of(const Schema& schema, std::string title) {
    Picture picture;
    picture.title = std::move(title);
    std::map<ObjectName, std::size_t> places;
    std::set<std::string> schemas;
    for (const auto& [name, table] : schema.tables) {
        places[name] = picture.boxes.size();
        schemas.insert(name.schema);
        picture.boxes.push_back(box_of(table, schema.tables.size() <= most_whole));
    }
    for (const auto& [name, table] : schema.tables)
        for (const ForeignKey& key : table.foreign_keys)
            if (const auto other = places.find(key.table); other != places.end())
                picture.arrows.push_back(
                    {places.at(name), other->second, Mark::none, fmt::format("{}", fmt::join(key.columns, ", "))});
    picture.grouped = schemas.size() > 1;
    return picture;
}

}  // namespace retort::diagram
