#include "plan/validated_checks.hpp"

#include <iterator>
#include <set>
#include <utility>

#include "diff/validated_checks.hpp"

namespace retort::plan {

void validate_copies(Steps& steps, const Schema& from, const Schema& to) {
    using Place = std::pair<ObjectName, std::string>;
    std::set<Place> added, validated;
    std::set<ObjectName> created;
    for (const auto& add : diff::only<diff::AddConstraint>(steps))
        if (const auto* check = std::get_if<Check>(&add.to); check && check->not_valid)
            added.emplace(add.table, check->name);
    if (added.empty()) return;
    for (const auto& create : diff::only<diff::CreateTable>(steps)) created.insert(create.to.name);
    for (const auto& alter : diff::only<diff::AlterConstraint>(steps))
        if (!alter.inherited_from.empty()) validated.emplace(alter.table, diff::name_of(alter.to));
    Steps more;
    for (const auto& [name, table] : to.tables) {
        if (table.validated_checks.empty() || !from.find_table(name) || created.contains(name)) continue;
        for (const std::string& check : table.validated_checks) {
            auto validation = diff::validation_of_copy(table, check, to);
            if (validation && added.contains({validation->inherited_from, check}) &&
                validated.emplace(name, check).second)
                more.push_back(std::move(*validation));
        }
    }
    steps.insert(steps.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace retort::plan
