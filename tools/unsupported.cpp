#include "tools/unsupported.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "diff/inheritance.hpp"
#include "schema/error.hpp"
#include "schema/name.hpp"
#include "tools/program.hpp"

namespace retort::tools {

namespace {

std::string words_of(const Unsupported& each) {
    return fmt::format("{} {}{}{}", each.kind, display(each.name), each.about.empty() ? "" : " ", each.about);
}

/// Adds the differences in inheritance that no ALTER TABLE can make.
void add_inheritance(std::set<Unsupported>& all, const Schema& from, const Schema& to) {
    for (const auto& [name, after] : to.tables) {
        const Table* before = from.find_table(name);
        if (!before || after.inherits.empty() || before->inherits.empty()) continue;
        if (before->inherits != after.inherits && std::is_permutation(before->inherits.begin(), before->inherits.end(),
                                                                      after.inherits.begin(), after.inherits.end()))
            all.insert({"order of the parents of", name, ""});
        for (const Column& column : after.columns)
            if (const Column* other = before->find_column(column.name);
                other && other->inherited != column.inherited &&
                diff::is_inherited_column(*before, after, column.name, to))
                all.insert({fmt::format("inheritance of column {} in", column.name), name, ""});
    }
}

}  // namespace

void add_comparing_options(CLI::App& command, Program& program) {
    command.add_flag("--strict", program.strict, "Fail when a database has objects that are not compared (status 2)");
    command.add_flag("--privileges", program.privileges, "Compare privileges too (GRANT, REVOKE; PostgreSQL)");
}

void report_unsupported(Program& program, const std::vector<const Schema*>& schemas) {
    std::set<Unsupported> all;
    for (const Schema* schema : schemas) all.insert(schema->unsupported->begin(), schema->unsupported->end());
    if (schemas.size() == 2) add_inheritance(all, *schemas.front(), *schemas.back());
    if (all.empty()) return;
    if (!program.strict) {
        for (const Unsupported& each : all)
            program.terminal().note(
                fmt::format("{} {}", program.terminal().styled("not compared:", "1;33"), words_of(each)));
        return;
    }
    Diagnostic diagnostic{
        .code = "RT056",
        .message = fmt::format("{} {} not compared", all.size(), all.size() == 1 ? "object is" : "objects are"),
        .hint =
            "omit --strict, or exclude the objects with exclude_kinds, "
            "exclude_schemas or exclude_tables under [filter]"};
    for (const Unsupported& each : all) diagnostic.notes.push_back({.code = {}, .message = words_of(each)});
    throw Error(std::move(diagnostic));
}

}  // namespace retort::tools
