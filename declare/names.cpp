#include "declare/names.hpp"

#include <algorithm>
#include <utility>

#include "declare/identifiers.hpp"

namespace retort::declare {

Names::Names(const Schema& declared, std::string outer) : outer_(std::move(outer)) {
    name_spaces(declared);
    name_types(declared);
    for (const auto& [name, table] : declared.tables) name_members(table);
}

void Names::name_spaces(const Schema& declared) {
    static const std::set<std::string> reserved = {"std", "boost", "nlohmann", "retort", "detail", "posix"};
    std::set<std::string> taken;
    const auto add = [&](const std::string& schema) {
        if (schema.empty() || spaces_.contains(schema)) return;
        std::string wanted = identifier(schema);
        if (reserved.contains(wanted)) wanted += "_";
        spaces_[schema] = free_identifier(wanted, [&](const std::string& name) { return taken.contains(name); });
        taken.insert(spaces_[schema]);
    };
    for (const auto& [name, table] : declared.tables) add(name.schema);
    for (const auto& [name, type] : declared.enums) add(name.schema);
    spaces_[""] = "";
}

bool Names::is_taken(const std::string& space, const std::string& type) const {
    if (const auto found = types_.find(space); found != types_.end() && found->second.contains(type)) return true;
    return std::any_of(spaces_.begin(), spaces_.end(), [&](const auto& each) { return each.second == type; });
}

std::string Names::new_type(const std::string& space, const std::string& wanted) {
    const std::string made = free_identifier(wanted, [&](const std::string& name) { return is_taken(space, name); });
    types_[space].insert(made);
    return made;
}

void Names::name_types(const Schema& declared) {
    for (const auto& [name, table] : declared.tables) {
        const std::string& space = spaces_.at(name.schema);
        std::string wanted = type_name(name.name, true);
        if (is_taken(space, wanted)) wanted = type_name(name.name, false);
        tables_[name] = {space, new_type(space, wanted), {}};
    }
    for (const auto& [name, type] : declared.enums) {
        const std::string& space = spaces_.at(name.schema);
        EnumNames made{space, new_type(space, type_name(name.name, false)), {}};
        for (const std::string& label : type.labels)
            made.enumerators.push_back(free_identifier(identifier(label), [&](const std::string& each) {
                return std::find(made.enumerators.begin(), made.enumerators.end(), each) != made.enumerators.end();
            }));
        enums_[name] = std::move(made);
    }
}

void Names::name_members(const Table& table) {
    std::map<std::string, std::string>& members = tables_[table.name].members;
    std::set<std::string> taken;
    const auto is_used = [&](const std::string& name) {
        return name == "schema" || taken.contains(name) ||
               std::any_of(types_.begin(), types_.end(), [&](const auto& each) { return each.second.contains(name); });
    };
    // A column whose name needs no change keeps it, whatever other columns become.
    for (const bool exact : {true, false})
        for (const Column& column : table.columns) {
            std::string wanted = identifier(column.name);
            if ((wanted == column.name && !is_used(wanted)) != exact || members.contains(column.name)) continue;
            if (!exact && is_used(wanted) && !taken.contains(wanted)) wanted += "_";
            members[column.name] = free_identifier(wanted, is_used);
            taken.insert(members[column.name]);
        }
}

const EnumNames* Names::enumeration(const ObjectName& name) const {
    const auto found = enums_.find(name);
    return found == enums_.end() ? nullptr : &found->second;
}

bool Names::is_ambiguous(const std::string& type) const {
    return std::count_if(types_.begin(), types_.end(), [&](const auto& each) { return each.second.contains(type); }) >
           1;
}

std::string Names::namespace_of(const std::string& space) const {
    return outer_.empty() || space.empty() ? outer_ + space : outer_ + "::" + space;
}

std::string Names::qualified(const std::string& space, const std::string& type) const {
    const std::string in = namespace_of(space);
    return in.empty() ? type : in + "::" + type;
}

std::string Names::reference(const std::string& space, const std::string& type, const std::string& from) const {
    if (space == from) return type;
    if (!space.empty()) return space + "::" + type;
    return is_ambiguous(type) ? "::" + qualified(space, type) : type;
}

}  // namespace retort::declare
