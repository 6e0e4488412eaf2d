#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "migrate/file_name.hpp"
#include "migrate/squash.hpp"
#include "migrate/verified.hpp"
#include "pipeline/autogenerate.hpp"
#include "scratch/scratch_source.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/json_values.hpp"
#include "tools/commands/listing.hpp"
#include "tools/commands/range.hpp"
#include "tools/program.hpp"
#include "tools/sums.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::string range;
    std::string message;
    bool keep = false;
    bool keep_transactions = false;
    bool dry_run = false;
    bool json = false;
};

/// `text`: the new file's, where it is not written.
std::string squashed_json(const std::vector<const migrate::Revision*>& replaced, const migrate::Revision& squashed,
                          const std::string& text, const std::string& proof) {
    Json list = Json::array();
    for (const migrate::Revision* each : replaced) list.push_back(reference_to(*each));
    return json_output({{"revision", json_of(squashed)},
                        {"text", text_or_null(text)},
                        {"proof", proof},
                        {"squashed", std::move(list)}});
}

int run(Program& program, const Options& options) {
    Terminal& terminal = program.terminal();
    const std::string pattern = expand(program.required_config().file_name);
    migrate::check_file_name(pattern);
    const migrate::Chain chain = load_chain(program);
    const std::vector<const migrate::Revision*> revisions = revisions_after(program, chain, options.range);
    const Dialect dialect = script_dialect(program, "", chain);
    const migrate::Joined joined =
        options.keep_transactions ? migrate::Joined::transactions : migrate::Joined::one_transaction;
    migrate::Revision squashed =
        migrate::squashed(chain, revisions, dialect, pipeline::one_line(options.message), joined);
    const std::filesystem::path folder = std::filesystem::path(revisions.back()->path).parent_path();
    squashed.path = (folder / migrate::file_name(pattern, squashed)).string();
    migrate::require_none_between(revisions, current_if_reachable(program), "the configured database");

    scratch::ScratchSource scratch(scratch_options(program, dialect, nullptr));
    terminal.progress("proving");
    const std::string result = migrate::prove_squashed(chain, revisions, squashed, scratch.get());
    terminal.done();
    squashed.verified = migrate::bound_to(squashed, result);
    terminal.note(fmt::format("{} {}", terminal.styled("proved:", "1;32"), result));
    if (options.dry_run) {
        const std::string text = migrate::format_revision(squashed);
        terminal.result(options.json ? squashed_json(revisions, migrate::parse_revision(text, ""), text, result)
                                     : text);
        return Exit::ok;
    }
    const std::vector<sql::FileChange> changes = migrate::squash_files(revisions, squashed, pattern, options.keep);
    sql::apply(changes);
    std::set<std::string> touched;
    for (const migrate::Revision* each : revisions) touched.insert(each->id);
    update_sums(program, touched);
    terminal.note(fmt::format("squashed {} migrations; a database between them needs their files for its upgrade",
                              revisions.size()));
    if (options.keep) terminal.note("the old files have the extension .squashed, and are not read");
    const std::string& path = changes.back().to;
    terminal.result(options.json ? squashed_json(revisions, migrate::load_revision(path), "", result) : path + "\n");
    return Exit::ok;
}

}  // namespace

void add_squash(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("squash", "Replace several migrations by one");
    command->add_option("range", options->range, "A:B: the migrations after A up to B; base:B: all up to B")
        ->type_name("RANGE")
        ->required();
    command->add_option("-m,--message", options->message, "The title of the migration")->type_name("TEXT")->required();
    command->add_flag("--keep", options->keep, "Keep the old files, with the extension .squashed");
    command->add_flag("--keep-transactions", options->keep_transactions,
                      "Each of the old migrations stays a transaction of its own");
    command->add_flag("-n,--dry-run", options->dry_run, "Print the file instead of writing it");
    command->add_flag("--json", options->json, json_help);
    command->footer(
        R"(The range is that of 'upgrade A:B --sql'. The new migration has the id of B, so that a database at B
or above goes on from there, and one at A or below runs it. A database between them is an error:
upgrade it to B with the old files first. The header lists the ids that were replaced.

The upgrades are joined in order, the downgrades in reverse, in one transaction, or with the old
transactions if one of them is not in a transaction. The result is run up, down and up on a scratch
database and compared with the old migrations before anything is written.

Examples:
  retort squash base:808b -m "the schema of version 1"
  retort squash 17d4:head -m "invoices" --dry-run
  retort squash base:808b -m "version 1" --keep)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
