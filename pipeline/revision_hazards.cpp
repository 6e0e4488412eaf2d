#include "pipeline/revision_hazards.hpp"

#include <set>
#include <utility>
#include <vector>

#include "emit/plan.hpp"

namespace retort::pipeline {

namespace {

/// The tables that the statements lock, read or drop, with their ancestors and descendants.
std::set<ObjectName> touched(const hazards::LintReport& report, const Schema& schema) {
    std::set<ObjectName> names;
    for (const hazards::LintStatement& statement : report.statements)
        for (const hazards::TableEffect& effect : statement.effects) names.insert(effect.table);
    for (const hazards::LintFinding& finding : report.findings) names.insert(finding.table);
    const auto add_related = [&](const Table& table) {
        std::vector<ObjectName> parents = table.inherits;
        if (!table.partition_of.empty()) parents.push_back(table.partition_of);
        bool added = false;
        for (const ObjectName& parent : parents) {
            if (names.contains(parent)) added |= names.insert(table.name).second;
            if (names.contains(table.name)) added |= names.insert(parent).second;
        }
        return added;
    };
    for (bool again = true; again;) {
        again = false;
        for (const auto& [name, table] : schema.tables) again |= add_related(table);
    }
    return names;
}

/// A script that creates those tables as they are before the upgrade, so that the types of columns and validated
/// constraints are known.
hazards::LintFile before_upgrade(const Schema& from, const std::set<ObjectName>& names) {
    Schema part;
    part.dialect = from.dialect;
    for (const ObjectName& name : names)
        if (const Table* table = from.find_table(name)) part.tables.emplace(name, *table);
    hazards::LintFile file;
    file.text = emit::to_text(emit::create_script(part));
    file.parts = hazards::parts_of(file.text, true);
    file.reported = false;
    return file;
}

}  // namespace

hazards::LintReport judge_revision(const migrate::Revision& revision, const Schema& from,
                                   hazards::LintOptions options) {
    options.dialect = from.dialect;
    hazards::LintFile file;
    file.path = revision.path;
    file.text = migrate::format_revision(revision);
    file.parts = hazards::parts_of(file.text, true);
    file.lock_timeout = true;  // the runner sets it (migrate/lock.hpp)
    hazards::LintReport first = hazards::lint({file}, options);
    const std::set<ObjectName> names = touched(first, from);
    if (names.empty()) return first;
    return hazards::lint({before_upgrade(from, names), file}, options);
}

}  // namespace retort::pipeline
