#include <fmt/format.h>

#include <set>

#include "migrate/chain_proof.hpp"
#include "migrate/verified.hpp"
#include "pipeline/diff_sources.hpp"
#include "schema/error.hpp"
#include "scratch/scratch_source.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/range.hpp"
#include "tools/configured_project.hpp"
#include "tools/program.hpp"
#include "tools/source.hpp"
#include "tools/unsupported.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::vector<std::string> revisions;
    bool pending = false;
    bool all = false;
    bool check = false;
    bool models = false;
};

std::vector<const migrate::Revision*> not_applied(Program& program, const migrate::Chain& chain) {
    const auto database = open_live_to_read(program);
    const migrate::Heads current = version_store(program, database->dialect()).known_current(*database, chain);
    return chain.path(current, chain.resolve("heads", current), migrate::Direction::up);
}

bool needs_proof(const migrate::Revision& revision) {
    const migrate::Verification found = migrate::verification(revision);
    return found == migrate::Verification::none || found == migrate::Verification::outdated;
}

/// The ids of the revisions to prove.
std::set<std::string> chosen(Program& program, const Options& options, const migrate::Chain& chain) {
    std::set<std::string> ids;
    if (options.pending)
        for (const migrate::Revision* each : not_applied(program, chain)) ids.insert(each->id);
    for (const std::string& word : options.revisions) {
        if (word.find(':') == std::string::npos) {
            ids.insert(chain.get(word).id);
            continue;
        }
        for (const migrate::Revision* each : revisions_after(program, chain, word)) ids.insert(each->id);
    }
    if (options.pending || !options.revisions.empty()) return ids;
    for (const migrate::Revision& each : chain.revisions())
        if (options.all || needs_proof(each)) ids.insert(each.id);
    return ids;
}

enum class Outcome { proved, not_verified, failed };

/// Prints the proof, and writes it into the file unless `check`.
Outcome take(Program& program, const migrate::ChainProof& proof, bool check) {
    Terminal& terminal = program.terminal();
    const migrate::Revision& revision = *proof.revision;
    for (const std::string& note : proof.notes)
        terminal.note(fmt::format("{} {}", terminal.styled("note:", "1"), note));
    if (!proof.errors.empty()) {
        program.report(Error(proof.errors));
        terminal.result(fmt::format("{}: not proved\n", revision.title()));
        return Outcome::failed;
    }
    if (proof.blocked_by != nullptr) {
        terminal.result(fmt::format("{}: not proved, since the upgrade of {} fails\n", revision.title(),
                                    proof.blocked_by->title()));
        return Outcome::failed;
    }
    if (!check) {
        try {
            migrate::write_verified(revision, proof.verified);
        } catch (const Error& error) {
            program.report(error);
            terminal.result(fmt::format("{}: not proved\n", revision.title()));
            return Outcome::failed;
        }
    }
    const bool unwritten = check && needs_proof(revision);
    terminal.result(
        fmt::format("{}: {}{}\n", revision.title(), proof.verified, unwritten ? ", but its file does not say so" : ""));
    return unwritten ? Outcome::not_verified : Outcome::proved;
}

/// Proves the revisions. Returns the exit status.
int prove(Program& program, const migrate::Chain& chain, const std::set<std::string>& ids, bool check) {
    Terminal& terminal = program.terminal();
    const Dialect dialect = script_dialect(program, "", chain);
    scratch::ScratchSource scratch(scratch_options(program, dialect, nullptr));
    terminal.progress("opening a scratch database");
    const auto started = [&](const migrate::Revision& revision) {
        terminal.progress(fmt::format("proving {} …", revision.title()));
    };
    const std::vector<migrate::ChainProof> proofs = migrate::prove_chain(chain, ids, scratch.get(), started);
    terminal.done();
    std::size_t failed = 0, not_verified = 0;
    for (const migrate::ChainProof& each : proofs) {
        const Outcome outcome = take(program, each, check);
        failed += outcome == Outcome::failed ? 1 : 0;
        not_verified += outcome == Outcome::not_verified ? 1 : 0;
    }
    if (failed > 0) terminal.note(fmt::format("{} of {} migrations not proved", failed, proofs.size()));
    if (not_verified > 0)
        terminal.note(fmt::format("{} of {} migrations not verified: run 'retort verify', and commit the files",
                                  not_verified, proofs.size()));
    if (failed > 0) return check ? Exit::different : Exit::error;
    return not_verified > 0 ? Exit::different : Exit::ok;
}

/// Compares the end of the chain with the models. Returns the exit status.
int compare_with_models(Program& program) {
    ConfiguredProject project(program);
    pipeline::DiffOptions settings;
    settings.sides_read = [&](const pipeline::Comparison& sides) {
        report_structural(program, sides.structural);
        report_unsupported(program, sides.not_compared);
    };
    const pipeline::Comparison found =
        pipeline::diff_sources(parse_source(program, "migrations"), parse_source(program, "models"), project, settings);
    if (found.empty()) {
        program.terminal().note("the migrations lead to the models");
        return Exit::ok;
    }
    std::string text;
    for (const std::string& each : found.plan.differences) text += fmt::format("-- {}\n", each);
    program.terminal().result(text);
    program.terminal().note(
        "the migrations do not lead to the models: 'retort revision --autogenerate' writes the rest");
    return Exit::different;
}

int run(Program& program, const Options& options) {
    const migrate::Chain chain = load_chain(program);
    if (options.all || options.models) chain.head();  // throws for several heads
    const std::set<std::string> ids = chosen(program, options, chain);
    int status = Exit::ok;
    if (!ids.empty())
        status = prove(program, chain, ids, options.check);
    else if (chain.empty())
        program.terminal().note("nothing to prove: there are no migrations");
    else
        program.terminal().note(options.revisions.empty() && !options.pending
                                    ? "nothing to prove: every migration is verified"
                                    : "nothing to prove: no migration is chosen");
    if (!options.models || status == Exit::error) return status;
    return std::max(status, compare_with_models(program));
}

}  // namespace

void add_verify(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("verify", "Prove migrations on a scratch database");
    CLI::Option* revisions =
        command->add_option("revisions", options->revisions, "Revisions, or A:B: those after A up to B");
    CLI::Option* pending = command->add_flag("--pending", options->pending, "Those that have not run on the database");
    command->add_flag("--all", options->all, "All of them, which must have one head")
        ->excludes(revisions)
        ->excludes(pending);
    pending->excludes(revisions);
    command->add_flag("--check", options->check,
                      "Write no file; exit with status 1 unless all are verified and proved");
    command->add_flag("--models", options->models, "Then compare the end of the chain with the models");
    add_comparing_options(*command, program);
    command->footer(R"(Each migration runs on a scratch database that has those it follows: its upgrade, its downgrade,
which must produce the schema before, and its upgrade again. On PostgreSQL it then runs on tables
with sample rows. The result goes into the file's header with a checksum of its SQL and of what it
follows: '-- verified: upgrade, downgrade, upgrade; sha256:0123456789ab'. A later edit voids it.
A migration whose downgrade is empty is proved upwards: 'upgrade; no downgrade'.

Without arguments, the migrations are proved whose files have no valid 'verified'. The live database
is not changed. Exit status 0 when all are proved, 2 when one is not; the others are proved all the
same. With --check the status is then 1, as for a file that does not say that it is verified.

Examples:
  retort verify
  retort verify 3f2a
  retort verify 808b:head                  (those after 808b)
  retort verify --check                    (before a commit)
  retort verify --all --models --check     (in a pipeline: one head, every migration, the models))");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
