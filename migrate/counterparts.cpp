#include "migrate/counterparts.hpp"

namespace retort::migrate {

const Table* Counterparts::table(const ObjectName& before) const {
    const auto renamed = renames_.tables.find(before);
    return to_.find_table(renamed == renames_.tables.end() ? before : renamed->second);
}

const Column* Counterparts::column(const Table& after, const std::string& before) const {
    if (const auto columns = renames_.columns.find(after.name); columns != renames_.columns.end())
        if (const auto renamed = columns->second.find(before); renamed != columns->second.end())
            return after.find_column(renamed->second);
    return after.find_column(before);
}

}  // namespace retort::migrate
