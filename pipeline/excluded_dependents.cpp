#include "pipeline/excluded_dependents.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>

#include "diff/change.hpp"

namespace retort::pipeline {

namespace {

/// An object that a change drops, recreates or retypes.
struct Affected {
    std::pair<ObjectName, std::string> object;  ///< with a column, or none
    std::string words;                          ///< the change, for messages
    bool retyped = false;                       ///< a column that stays, with another type
};

std::optional<Affected> affected_by(const diff::Change& change) {
    if (const auto* c = std::get_if<diff::RebuildType>(&change))
        return Affected{{diff::name_of(c->to), {}},
                        fmt::format("type {} must be rebuilt", display(diff::name_of(c->to)))};
    if (const auto* c = std::get_if<diff::DropEnum>(&change))
        return Affected{{c->from.name, {}}, fmt::format("type {} is dropped", display(c->from.name))};
    if (const auto* c = std::get_if<diff::DropDefinition>(&change))
        return Affected{{c->from.name, {}}, fmt::format("{} is dropped or recreated", display(c->from.name))};
    if (const auto* c = std::get_if<diff::DropTable>(&change))
        return Affected{{c->from.name, {}}, fmt::format("table {} is dropped", display(c->from.name))};
    if (const auto* c = std::get_if<diff::DropColumn>(&change))
        return Affected{{c->table, c->from.name},
                        fmt::format("column {}.{} is dropped", display(c->table), c->from.name)};
    if (const auto* c = std::get_if<diff::AlterColumn>(&change);
        c && c->from.name == c->to.name && c->from.type != c->to.type)
        return Affected{
            {c->table, c->to.name}, fmt::format("column {}.{} changes its type", display(c->table), c->to.name), true};
    return std::nullopt;
}

}  // namespace

void reject_excluded_dependents(const introspect::ExcludedDependents& needed, const emit::Plan& plan) {
    if (needed.empty()) return;
    std::vector<Diagnostic> errors;
    for (const diff::Change& change : plan.changes) {
        const auto affected = affected_by(change);
        const auto found = affected ? needed.find(affected->object) : needed.end();
        if (found == needed.end()) continue;
        std::vector<std::string> users(found->second.begin(), found->second.end());
        // Only views block a type change; a foreign key accepts the new type of the column that it references.
        if (affected->retyped)
            std::erase_if(users, [](const std::string& each) { return each.find("view ") == each.npos; });
        if (users.empty()) continue;
        const std::size_t more = users.size() > 5 ? users.size() - 5 : 0;
        users.resize(users.size() - more);
        errors.push_back(
            {.code = "RT057",
             .message = fmt::format("{}, but {}{}, excluded by [filter], {} it", affected->words,
                                    fmt::join(users, ", "), more > 0 ? fmt::format(" and {} more", more) : "",
                                    found->second.size() == 1 ? "uses" : "use"),
             .hint = "include it in [filter], so that the plan handles it; or remove the dependency by hand, in a "
                     "revision before this one"});
    }
    if (!errors.empty()) throw Error(std::move(errors));
}

}  // namespace retort::pipeline
