#include "plan/sqlite/used_objects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "plan/sqlite/implicit_keys.hpp"
#include "schema/error.hpp"

namespace retort::plan::sqlite {

namespace {

/// What the plan drops of `object`, in words; empty: nothing.
std::string lost(const ObjectId& object, const Plan& plan, const std::set<ObjectName>& dropped) {
    if (object.kind == ObjectKind::column) {
        const Table* after = plan.to.find_table(object.name);
        if (!after || after->find_column(object.sub)) return {};
        return fmt::format("column {}.{} is dropped", display(object.name), object.sub);
    }
    return dropped.contains(object.name) ? fmt::format("table {} is dropped", display(object.name)) : "";
}

bool is_excluded(const ObjectId& id, const Plan& plan) {
    const auto& excluded = plan.start.excluded->definitions;
    return std::any_of(excluded.begin(), excluded.end(),
                       [&](const auto& each) { return each.first.name.name == id.name.name; });
}

Diagnostic blocked(const std::string& change, const std::string& user, bool excluded) {
    return {.code = "RT292",
            .message = fmt::format("{}, but {}, which {}, uses it", change, user,
                                   excluded ? "[filter] excludes" : "no SQL file declares"),
            .hint = fmt::format("{}; or change or drop {} by hand, in a revision before this one",
                                excluded ? "include it in [filter], so that the plan handles it"
                                         : "declare it in an SQL file of [models] sql, as it is to be afterwards",
                                user)};
}

}  // namespace

std::vector<Diagnostic> find_used(const Plan& plan) {
    std::set<ObjectName> dropped;
    for (const Table* table : plan.dropped_tables) dropped.insert(table->name);
    std::set<std::pair<std::string, std::string>> seen;
    std::vector<Diagnostic> errors;
    const auto report = [&](const std::string& change, const std::string& user, bool excluded) {
        if (!change.empty() && seen.emplace(change, user).second) errors.push_back(blocked(change, user, excluded));
    };
    for (const auto& [id, definition] : plan.from.definitions) {
        const auto after = plan.to.definitions.find(id);
        if (after == plan.to.definitions.end() || !*after->second.adopted || !definition.broken->empty() ||
            dropped.contains(definition.table))
            continue;
        const std::string user = fmt::format("{} {}", info(id.kind).prose, display(id.name));
        for (const Dependency& each : definition.depends_on.list)
            report(lost(each.object, plan, dropped), user, is_excluded(id, plan));
    }
    for (const auto& [name, table] : plan.from.tables) {
        if (!*table.external) continue;
        for (const ForeignKey& key : table.foreign_keys) {
            const std::string user = "table " + display(name);
            if (dropped.contains(key.table))
                report(fmt::format("table {} is dropped", display(key.table)), user, true);
            else if (changes_meaning(key, plan.to))
                report(fmt::format("the primary key of table {} changes", display(key.table)), user, true);
        }
    }
    return errors;
}

}  // namespace retort::plan::sqlite
