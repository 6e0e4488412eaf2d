#include "plan/sqlite/taken_names.hpp"

#include "plan/sqlite/expression.hpp"

namespace retort::plan::sqlite {

void TakenNames::add(const Schema& schema) {
    for (const auto& [key, table] : schema.tables) {
        names_.insert(to_lower(key.name));
        for (const Index& index : table.indexes) names_.insert(to_lower(index.name));
    }
    for (const auto& [key, each] : schema.definitions) names_.insert(to_lower(key.name.name));
    for (const auto& [key, table] : schema.excluded->tables)
        for (const Index& index : table.indexes) names_.insert(to_lower(index.name));
    for (const std::string& name : schema.excluded->names) names_.insert(to_lower(name));
}

std::string TakenNames::free_name(const std::string& prefix, const std::string& name) const {
    std::string candidate = prefix + "_" + name;
    for (int i = 2; names_.contains(to_lower(candidate)); ++i) candidate = prefix + std::to_string(i) + "_" + name;
    return candidate;
}

}  // namespace retort::plan::sqlite
