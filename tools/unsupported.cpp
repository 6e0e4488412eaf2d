#include "tools/unsupported.hpp"

#include <fmt/format.h>

#include "schema/error.hpp"
#include "schema/name.hpp"
#include "tools/program.hpp"

namespace retort::tools {

std::string words_of(const Unsupported& each) {
    return fmt::format("{} {}{}{}", each.kind, display(each.name), each.about.empty() ? "" : " ", each.about);
}

void add_comparing_options(CLI::App& command, Program& program) {
    command.add_flag("--strict", program.strict, "Fail when a database has objects that are not compared (status 2)");
    command.add_flag("--privileges", program.privileges, "Compare privileges too (GRANT, REVOKE; PostgreSQL)");
    command.add_flag("--owners", program.owners, "Compare owners too (ALTER … OWNER TO; PostgreSQL)");
    command.add_flag("--trust", program.trust,
                     "Run SQL files and revisions as a superuser of the throwaway cluster: they can run programs");
}

void report_unsupported(Program& program, const std::set<Unsupported>& all) {
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
