#include "pipeline/excluded_dependents.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
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

/// Everything that is dropped with the old table: DROP TABLE drops its partitions, and theirs.
std::vector<Affected> affected_by(const plan::MoveRows& move) {
    const std::string words = fmt::format("table {} must be rebuilt", display(move.to.name));
    std::vector<Affected> affected;
    for (const ObjectName& each : move.filled) affected.push_back({{each, {}}, words});
    for (const Table& each : move.dropped) affected.push_back({{each.name, {}}, words});
    return affected;
}

std::optional<Affected> changed_by(const plan::Step& step) {
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

std::vector<Affected> affected_by(const plan::Step& step) {
    return std::visit(Overloaded{[](const plan::MoveRows& move) { return affected_by(move); },
                                 [&](const auto&) {
                                     std::vector<Affected> affected;
                                     if (auto changed = changed_by(step)) affected.push_back(std::move(*changed));
                                     return affected;
                                 }},
                      step);
}

/// The error for a change of an object that `all` use.
Diagnostic blocked(const Affected& affected, const std::set<std::string>& all) {
    std::vector<std::string> users(all.begin(), all.end());
    // Only views block a type change; a foreign key accepts the new type of the column that it references.
    if (affected.retyped) std::erase_if(users, [](const std::string& each) { return each.find("view ") == each.npos; });
    if (users.empty()) return {};
    const auto count = std::count_if(users.begin(), users.end(),
                                     [](const std::string& each) { return each.ends_with(introspect::not_compared); });
    const bool any_foreign = count > 0, any_excluded = std::cmp_less(count, users.size());
    const std::size_t more = users.size() > 5 ? users.size() - 5 : 0;
    std::vector<std::string> hints;
    if (any_excluded)
        hints.emplace_back(
            "include it in [filter], so that the plan handles it; or remove the dependency by hand, in a "
            "revision before this one");
    if (any_foreign)
        hints.emplace_back(
            "detach or drop the foreign table by hand, in a revision before this one, and attach it "
            "again in one after it");
    users.resize(users.size() - more);
    return {.code = "RT057",
            .message = fmt::format("{}, but {}{}{} {} it", affected.words, fmt::join(users, ", "),
                                   more > 0 ? fmt::format(" and {} more", more) : "",
                                   any_foreign ? "" : ", excluded by [filter],", all.size() == 1 ? "uses" : "use"),
            .hint = fmt::format("{}", fmt::join(hints, "; "))};
}

}  // namespace

void reject_excluded_dependents(const introspect::ExcludedDependents& needed, const emit::Plan& plan) {
    std::vector<Diagnostic> errors = plan.errors;
    for (const plan::Step& step : plan.steps)
        for (const Affected& affected : affected_by(step)) {
            const auto found = needed.find(affected.object);
            if (found == needed.end()) continue;
            if (Diagnostic error = blocked(affected, found->second); !error.message.empty())
                errors.push_back(std::move(error));
        }
    if (!errors.empty()) throw Error(std::move(errors));
}

}  // namespace retort::pipeline
