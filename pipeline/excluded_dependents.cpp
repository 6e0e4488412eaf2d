#include "pipeline/excluded_dependents.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "diff/type_parts.hpp"
#include "introspect/not_compared.hpp"
#include "plan/step.hpp"
#include "schema/overloaded.hpp"

namespace retort::pipeline {

namespace {

/// An object that a change drops, recreates or retypes.
struct Affected {
    std::pair<ObjectName, std::string> object;  ///< with a column, or none
    std::string words;                          ///< the change, for messages
    bool retyped = false;                       ///< a column that stays, with another type
};

/// The first attribute of a composite type that is dropped; empty if none is.
std::string lost_attribute(const diff::AlterDefinition& change) {
    if (change.to.kind != ObjectKind::composite) return {};
    const std::vector<diff::Attribute> after = diff::attributes_of(change.to);
    for (const diff::Attribute& each : diff::attributes_of(change.from))
        if (std::none_of(after.begin(), after.end(), [&](const auto& other) { return other.name == each.name; }))
            return each.name;
    return {};
}

std::optional<Affected> affected_by(const plan::Step& step) {
    using Result = std::optional<Affected>;
    return std::visit(
        Overloaded{
            [](const plan::RebuildType& c) -> Result {
                const ObjectName& type = plan::name_of(c.to);
                return Affected{{type, {}}, fmt::format("type {} must be rebuilt", display(type))};
            },
            [](const diff::DropEnum& c) -> Result {
                return Affected{{c.from.name, {}}, fmt::format("type {} is dropped", display(c.from.name))};
            },
            [](const diff::DropDefinition& c) -> Result {
                return Affected{{c.from.name, {}}, fmt::format("{} is dropped or recreated", display(c.from.name))};
            },
            [](const diff::AlterDefinition& c) -> Result {
                const std::string lost = lost_attribute(c);
                if (lost.empty()) return std::nullopt;
                return Affected{{c.to.name, {}}, fmt::format("type {} loses attribute {}", display(c.to.name), lost)};
            },
            [](const diff::DropTable& c) -> Result {
                return Affected{{c.from.name, {}}, fmt::format("table {} is dropped", display(c.from.name))};
            },
            // DROP TABLE of the old table drops its partitions.
            [](const plan::MoveRows& c) -> Result {
                return Affected{{c.to.name, {}}, fmt::format("table {} must be rebuilt", display(c.to.name))};
            },
            [](const diff::DropColumn& c) -> Result {
                return Affected{{c.table, c.from.name},
                                fmt::format("column {}.{} is dropped", display(c.table), c.from.name)};
            },
            [](const diff::AlterColumn& c) -> Result {
                if (c.from.name != c.to.name || c.from.type == c.to.type) return std::nullopt;
                return Affected{{c.table, c.to.name},
                                fmt::format("column {}.{} changes its type", display(c.table), c.to.name),
                                true};
            },
            [](const auto&) -> Result { return std::nullopt; }},
        step);
}

}  // namespace

void reject_excluded_dependents(const introspect::ExcludedDependents& needed, const emit::Plan& plan) {
    if (needed.empty()) return;
    std::vector<Diagnostic> errors;
    for (const plan::Step& step : plan.steps) {
        const auto affected = affected_by(step);
        const auto found = affected ? needed.find(affected->object) : needed.end();
        if (found == needed.end()) continue;
        std::vector<std::string> users(found->second.begin(), found->second.end());
        // Only views block a type change; a foreign key accepts the new type of the column that it references.
        if (affected->retyped)
            std::erase_if(users, [](const std::string& each) { return each.find("view ") == each.npos; });
        if (users.empty()) continue;
        const bool compared = std::none_of(users.begin(), users.end(), [](const std::string& each) {
            return each.ends_with(introspect::not_compared);
        });
        const std::size_t more = users.size() > 5 ? users.size() - 5 : 0;
        users.resize(users.size() - more);
        errors.push_back(
            {.code = "RT057",
             .message =
                 fmt::format("{}, but {}{}{} {} it", affected->words, fmt::join(users, ", "),
                             more > 0 ? fmt::format(" and {} more", more) : "",
                             compared ? ", excluded by [filter]," : "", found->second.size() == 1 ? "uses" : "use"),
             .hint = compared ? "include it in [filter], so that the plan handles it; or remove the dependency by "
                                "hand, in a revision before this one"
                              : "detach or drop the foreign table by hand, in a revision before this one, and attach "
                                "it again in one after it"});
    }
    if (!errors.empty()) throw Error(std::move(errors));
}

}  // namespace retort::pipeline
