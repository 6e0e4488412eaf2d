#include <fmt/format.h>

#include "sql/text_file.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/json.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

void add_show(CLI::App& app, Program& program) {
    auto word = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("show", "Print a migration's file");
    command->add_option("revision", *word, "head, heads, current, +N, -N, or a revision")->required();
    auto json = std::make_shared<bool>(false);
    command->add_flag("--json", *json, json_help);
    command->footer(
        R"(The path is printed on standard error, and a warning when the file was changed after its proof. A database
is queried only for current, +N and -N.

Examples:
  retort show head
  retort show 3f2a
  retort show current
  retort show billing@head)");
    command->callback([&program, word, json] {
        program.action = [&program, word, json] {
            const migrate::Chain chain = load_chain(program);
            const bool queried = migrate::Chain::needs_current(*word);
            const migrate::Heads current = queried ? read_current(program, chain) : migrate::Heads{};
            const migrate::Heads shown = chain.resolve(*word, current);
            if (shown.empty()) program.terminal().note(fmt::format("'{}' is base, which has no file", *word));
            if (*json) {
                std::vector<const migrate::Revision*> revisions;
                for (const std::string& id : shown) revisions.push_back(&chain.get(id));
                program.terminal().result(revisions_json(chain, revisions, current));
                return Exit::ok;
            }
            for (const std::string& id : shown) {
                const migrate::Revision& revision = chain.get(id);
                program.terminal().note(revision.path);
                warn_of_void_proofs(program, {&revision});
                program.terminal().result(sql::read_file(revision.path));
            }
            return Exit::ok;
        };
    });
}

}  // namespace retort::tools
