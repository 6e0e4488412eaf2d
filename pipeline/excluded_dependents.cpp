#include "pipeline/excluded_dependents.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>

#include "diff/change.hpp"

namespace retort::pipeline {

namespace {

/// What a change takes away, if only for a while, in words; and what that is.
struct Taken {
    Reference what;
    std::string words;
    bool retyped = false;  ///< a column that stays, with another type
};

std::optional<Taken> taken_by(const diff::Change& change) {
    if (const auto* c = std::get_if<diff::RebuildType>(&change))
        return Taken{{diff::name_of(c->to), {}},
                     fmt::format("type {} has to be made anew", display(diff::name_of(c->to)))};
    if (const auto* c = std::get_if<diff::DropEnum>(&change))
        return Taken{{c->from.name, {}}, fmt::format("type {} is dropped", display(c->from.name))};
    if (const auto* c = std::get_if<diff::DropDefinition>(&change))
        return Taken{{c->from.name, {}}, fmt::format("{} is dropped or made anew", display(c->from.name))};
    if (const auto* c = std::get_if<diff::DropTable>(&change))
        return Taken{{c->from.name, {}}, fmt::format("table {} is dropped", display(c->from.name))};
    if (const auto* c = std::get_if<diff::DropColumn>(&change))
        return Taken{{c->table, c->from.name}, fmt::format("column {}.{} is dropped", display(c->table), c->from.name)};
    if (const auto* c = std::get_if<diff::AlterColumn>(&change);
        c && c->from.name == c->to.name && c->from.type != c->to.type)
        return Taken{
            {c->table, c->to.name}, fmt::format("column {}.{} changes its type", display(c->table), c->to.name), true};
    return std::nullopt;
}

}  // namespace

void reject_excluded_dependents(const introspect::ExcludedDependents& needed, const emit::Plan& plan) {
    if (needed.empty()) return;
    std::vector<Diagnostic> errors;
    for (const diff::Change& change : plan.changes) {
        const auto taken = taken_by(change);
        const auto found = taken ? needed.find(taken->what) : needed.end();
        if (found == needed.end()) continue;
        std::vector<std::string> users(found->second.begin(), found->second.end());
        // A foreign key follows the type of the column that it refers to.
        if (taken->retyped)
            std::erase_if(users, [](const std::string& each) { return each.find("view ") == each.npos; });
        if (users.empty()) continue;
        const std::size_t more = users.size() > 5 ? users.size() - 5 : 0;
        users.resize(users.size() - more);
        errors.push_back(
            {.code = "RT057",
             .message = fmt::format("{}, and {}{}, which [filter] leaves out, {} it", taken->words,
                                    fmt::join(users, ", "), more > 0 ? fmt::format(" and {} more", more) : "",
                                    found->second.size() == 1 ? "uses" : "use"),
             .hint = "let the filter take it in, so that it is seen to as well; or change it by hand, in a "
                     "revision before this one, so that it uses that no more"});
    }
    if (!errors.empty()) throw Error(std::move(errors));
}

}  // namespace retort::pipeline
