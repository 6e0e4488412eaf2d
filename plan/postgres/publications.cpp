#include "plan/postgres/publications.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "plan/postgres/alterations.hpp"
#include "schema/name.hpp"

namespace retort::plan::postgres {

namespace {

/// The tables and columns that the steps drop. A column is dropped in the descendants, too.
std::set<ObjectId> dropped_by(const Steps& steps, const Children& children) {
    std::set<ObjectId> dropped;
    for (const Step& step : steps) {
        if (const auto* drop = std::get_if<diff::DropTable>(&step)) dropped.insert(table_id(drop->from.name));
        const auto* drop = std::get_if<diff::DropColumn>(&step);
        if (!drop) continue;
        dropped.insert(column_id(drop->table, drop->from.name));
        if (const auto below = children.find(drop->table); below != children.end())
            for (const ObjectName& each : below->second) dropped.insert(column_id(each, drop->from.name));
    }
    return dropped;
}

/// CREATE PUBLICATION with these members and options.
std::string publication_sql(const std::string& head, const std::map<std::string, std::string>& members,
                            const std::map<std::string, std::string>& options) {
    std::vector<std::string> lists, settings;
    for (const char* kind : {"TABLE ", "TABLES IN SCHEMA "})  // the order that the server accepts
        for (const auto& [name, clauses] : members)
            if (name.starts_with(kind)) lists.push_back(name + clauses);
    for (const auto& [name, value] : options) settings.push_back(name + " = " + value);
    std::string sql = head;
    if (!lists.empty()) sql += fmt::format(" FOR {}", fmt::join(lists, ", "));
    if (!settings.empty()) sql += fmt::format(" WITH ({})", fmt::join(settings, ", "));
    return sql;
}

/// The publication between its two steps: without the members that go and those that come, and with its options before.
/// With the old names, which the second step begins with, and with the new ones, which the first step ends with.
struct Between {
    Definition old_names, new_names;
};

/// Nothing if no member goes or none comes, and if a member changes its name as well as its columns or filter: a table
/// that stays is dropped and added in one step, so that no change of its rows is missed.
std::optional<Between> between(const Definition& from, const Definition& to, const diff::Renames& renames) {
    const AlterableParts before = parts_of(from), after = parts_of(to);
    std::map<std::string, std::string> old_members, new_members;
    for (const auto& member : before.parts) {
        const auto renamed = [&](const auto& each) {
            Definition one = from;
            one.sql = publication_sql(before.head, {each}, {});
            return *parts_after(renames, one).parts.begin();
        };
        const auto stays = after.parts.find(renamed(member).first);
        if (stays == after.parts.end()) continue;
        const std::pair<const std::string, std::string> old_member{
            member.first, renamed(member) == *stays ? member.second : stays->second};
        if (renamed(old_member) != *stays) return std::nullopt;
        old_members.insert(old_member);
        new_members.insert(*stays);
    }
    if (old_members.size() == before.parts.size() || new_members.size() == after.parts.size()) return std::nullopt;
    Definition both = from;
    both.depends_on = to.depends_on;
    std::erase_if(both.depends_on.list, [&](const Dependency& each) {
        const std::string table = "TABLE ONLY " + quote(each.object.name);
        const std::string schema = "TABLES IN SCHEMA " + quote(each.object.name.name);
        return !new_members.contains(each.object.kind == ObjectKind::schema ? schema : table);
    });
    Between found{both, std::move(both)};
    found.old_names.sql = publication_sql(before.head, old_members, before.options);
    found.new_names.sql = publication_sql(before.head, new_members, before.options);
    return found;
}

}  // namespace

Steps split_publications(Steps steps, const diff::Renames& renames, const Children& children) {
    const auto is_altered = [](const Step& step) {
        const auto* alter = std::get_if<diff::AlterDefinition>(&step);
        return alter && alter->to.kind == ObjectKind::publication && alter->from.name == alter->to.name;
    };
    if (std::none_of(steps.begin(), steps.end(), is_altered)) return steps;
    const std::set<ObjectId> dropped = dropped_by(steps, children);
    Steps later;
    for (Step& step : steps) {
        if (!is_altered(step)) continue;
        auto& alter = std::get<diff::AlterDefinition>(step);
        if (!alter.from.depends_on.any([&](const ObjectId& each) { return dropped.contains(each); })) continue;
        std::optional<Between> both = between(alter.from, alter.to, renames);
        if (!both) continue;
        later.push_back(diff::AlterDefinition{std::move(both->old_names), std::move(alter.to)});
        alter.to = std::move(both->new_names);
    }
    std::move(later.begin(), later.end(), std::back_inserter(steps));
    return steps;
}

}  // namespace retort::plan::postgres
