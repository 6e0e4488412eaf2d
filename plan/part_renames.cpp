#include "plan/part_renames.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "diff/rename_steps.hpp"

namespace retort::plan {

namespace {

/// A name that an alteration changes: of an index or of a constraint with an index, in its schema; of another
/// constraint, on its table.
using PartName = std::pair<ObjectName, std::string>;

std::optional<std::pair<PartName, PartName>> part_rename(const Step& step) {
    if (const auto* index = std::get_if<diff::AlterIndex>(&step); index && index->from.name != index->to.name)
        return std::pair{PartName{{index->table.schema, index->from.name}, {}},
                         PartName{{index->table.schema, index->to.name}, {}}};
    const auto* constraint = std::get_if<diff::AlterConstraint>(&step);
    if (!constraint || diff::name_of(constraint->from) == diff::name_of(constraint->to)) return std::nullopt;
    const bool bare =
        std::holds_alternative<Check>(constraint->to) || std::holds_alternative<ForeignKey>(constraint->to);
    const auto part_name = [&](const diff::Constraint& each) {
        return bare ? PartName{constraint->table, diff::name_of(each)}
                    : PartName{{constraint->table.schema, diff::name_of(each)}, {}};
    };
    return std::pair{part_name(constraint->from), part_name(constraint->to)};
}

const std::string& word_of(const PartName& name) { return name.second.empty() ? name.first.name : name.second; }

void set_name(Index& index, const std::string& name) { index.name = name; }
void set_name(diff::Constraint& constraint, const std::string& name) {
    std::visit([&](auto& each) { each.name = name; }, constraint);
}

/// Splits an alteration in two: the rename to `name`, and the rest.
std::pair<Step, Step> halves(const Step& step, const std::string& name) {
    const auto split = [&](const auto& alter) {
        auto first = alter, second = alter;
        first.to = alter.from;
        set_name(first.to, name);
        second.from = first.to;
        return std::pair<Step, Step>{first, second};
    };
    if (const auto* index = std::get_if<diff::AlterIndex>(&step)) return split(*index);
    return split(std::get<diff::AlterConstraint>(step));
}

}  // namespace

Steps order_part_renames(Steps steps) {
    std::set<PartName> freed, taken;
    for (const Step& step : steps)
        if (const auto names = part_rename(step)) freed.insert(names->first), taken.insert(names->second);
    if (std::none_of(taken.begin(), taken.end(), [&](const PartName& name) { return freed.contains(name); }))
        return steps;
    std::map<PartName, PartName> renames;
    std::map<PartName, Step> alterations;
    std::erase_if(steps, [&](const Step& step) {
        const auto names = part_rename(step);
        if (!names || !renames.insert(*names).second) return false;
        alterations.emplace(names->first, step);
        return true;
    });
    const auto ordered = diff::rename_steps(renames, [](const PartName& name) {
        return name.second.empty() ? PartName{diff::interim_name(name.first), {}}
                                   : PartName{name.first, diff::interim_name(name.second)};
    });
    for (const auto& [before, after] : ordered) {
        const Step whole = alterations.at(before);
        if (renames.contains(before) && renames.at(before) != after) {
            auto [first, second] = halves(whole, word_of(after));
            steps.push_back(std::move(first));
            alterations.insert_or_assign(after, std::move(second));
        } else {
            steps.push_back(whole);
        }
    }
    return steps;
}

}  // namespace retort::plan
