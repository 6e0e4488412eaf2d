#include <fmt/format.h>

#include <set>

#include "tools/commands/commands.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/json_values.hpp"
#include "tools/program.hpp"
#include "tools/sums.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    bool check = false;
    bool json = false;
};

/// The ids of the files, and of the lines without a file.
std::set<std::string> all_ids(const migrate::Chain& chain, const std::vector<migrate::SumProblem>& problems) {
    std::set<std::string> ids;
    for (const migrate::Revision& each : chain.revisions()) ids.insert(each.id);
    for (const migrate::SumProblem& each : problems) ids.insert(each.id);
    return ids;
}

int run(Program& program, const Options& options) {
    const migrate::Chain chain = load_chain(program);
    const std::optional<migrate::SumFile> sums = load_sums(program);
    const std::vector<migrate::SumProblem> problems = sums ? sums->problems(chain) : std::vector<migrate::SumProblem>{};
    std::string file;
    if (!options.check) file = update_sums(program, all_ids(chain, problems));
    Json list = Json::array();
    std::string text;
    for (const migrate::SumProblem& each : problems) {
        list.push_back({{"revision", text_or_null(each.id)}, {"message", each.message}});
        text += each.message + "\n";
    }
    if (options.json)
        program.terminal().result(json_output({{"file", text_or_null(file)}, {"problems", std::move(list)}}));
    else
        program.terminal().result(options.check ? text : file + "\n");
    if (options.check && !sums) program.terminal().note(fmt::format("there is no {}", migrate::sum_file_name));
    if (!options.check && !options.json)
        for (const migrate::SumProblem& each : problems) program.terminal().note("accepted: " + each.message);
    return options.check && (!sums || !problems.empty()) ? Exit::different : Exit::ok;
}

}  // namespace

void add_sum(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("sum", "Write the checksum file of the migrations");
    command->add_flag("--check", options->check, "Write nothing; exit with status 1 unless the files are those of it");
    command->add_flag("--json", options->json, json_help);
    command->footer(
        R"(The file retort.sum in the first folder of migrations has a line for each of them: the id, the SHA-256
of the file, and a checksum over this line and the one before. The commands that write a migration
write its line. 'check' and 'upgrade' report a file that was edited by hand, or that is missing; this
command accepts all files as they are. Two branches of version control that each add a migration
change the same place of it, so that their merge is a conflict: let one follow the other ('retort
rebase') or join them ('retort merge'), and run this command.

Examples:
  retort sum
  retort sum --check)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
