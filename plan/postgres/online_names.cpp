#include "plan/postgres/online_names.hpp"

#include "schema/default_name.hpp"
#include "schema/parts.hpp"

namespace retort::plan::postgres {

OnlineNames::OnlineNames(const Schema& from, const Schema& to) {
    for (const Schema* schema : {&from, &to}) {
        for (const auto& [name, table] : schema->tables) {
            relations_.insert(name);
            const auto add = [&, &name = name](const auto& each) {
                relations_.insert({name.schema, each.name});
                constraints_.insert(each.name);
            };
            for_each_part(table, add);
            for_each_part(*table.from_parent, add);
        }
        for (const auto& [name, sequence] : schema->sequences) relations_.insert(name);
        for (const auto& [id, definition] : schema->definitions) {
            relations_.insert(id.name);
            for (const Index& each : definition.indexes) relations_.insert({id.name.schema, each.name});
        }
    }
}

std::string OnlineNames::free_relation(const ObjectName& name, const std::string& label) {
    std::string found = default_name(name.name, {}, label);
    for (int number = 1; !relations_.insert({name.schema, found}).second; ++number)
        found = default_name(name.name, {}, label + std::to_string(number));
    return found;
}

std::string OnlineNames::free_check(const ObjectName& table, const std::string& column, const std::string& label) {
    std::string found = default_name(table.name, column, label);
    for (int number = 1; !constraints_.insert(found).second; ++number)
        found = default_name(table.name, column, label + std::to_string(number));
    return found;
}

}  // namespace retort::plan::postgres
