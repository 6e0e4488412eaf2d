#include <fmt/format.h>

#include <set>

#include "migrate/chain_proof.hpp"
#include "migrate/verified.hpp"
#include "pipeline/diff_sources.hpp"
#include "schema/error.hpp"
#include "scratch/scratch_source.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/json_values.hpp"
#include "tools/commands/range.hpp"
#include "tools/configured_project.hpp"
#include "tools/program.hpp"
#include "tools/source.hpp"
#include "tools/sums.hpp"
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
    bool json = false;
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

enum class Outcome { proved, not_verified, failed, blocked };

/// What the proofs lead to; the lists are what --json prints, in the order of the proofs.
struct Printed {
    Json revisions = Json::array();
    Json models;                    ///< null: not compared
    std::set<std::string> written;  ///< the ids of the files that say so
};

std::string_view word(Outcome outcome) {
    switch (outcome) {
        case Outcome::proved: return "proved";
        case Outcome::not_verified: return "not verified";
        case Outcome::failed: return "failed";
        case Outcome::blocked: return "blocked";
    }
    return "";
}

Json proof_json(const migrate::ChainProof& proof, Outcome outcome) {
    Json json = reference_to(*proof.revision);
    json.update(Json{{"outcome", word(outcome)},
                     {"proof", text_or_null(proof.verified)},
                     {"steps_not_run", proof.steps_not_run},
                     {"blocked_by", proof.blocked_by == nullptr ? Json() : Json(proof.blocked_by->id)},
                     {"notes", proof.notes},
                     {"errors", json_of(proof.errors)}});
    return json;
}

/// Reports the proof on standard error, and writes it into the file unless `check`.
Outcome take(Program& program, migrate::ChainProof& proof, bool check) {
    Terminal& terminal = program.terminal();
    for (const std::string& note : proof.notes)
        terminal.note(fmt::format("{} {}", terminal.styled("note:", "1"), note));
    if (proof.errors.empty() && proof.blocked_by != nullptr) return Outcome::blocked;
    if (proof.errors.empty() && !check) {
        try {
            migrate::write_verified(*proof.revision, proof.verified);
        } catch (const Error& error) {
            proof.errors = error.diagnostics();
        }
    }
    if (!proof.errors.empty()) {
        program.report(Error(proof.errors));
        return Outcome::failed;
    }
    return check && needs_proof(*proof.revision) ? Outcome::not_verified : Outcome::proved;
}

std::string line(const migrate::ChainProof& proof, Outcome outcome) {
    const std::string title = proof.revision->title();
    switch (outcome) {
        case Outcome::failed: return fmt::format("{}: not proved\n", title);
        case Outcome::blocked:
            return fmt::format("{}: not proved, since the upgrade of {} fails\n", title, proof.blocked_by->title());
        case Outcome::not_verified: return fmt::format("{}: {}, but its file does not say so\n", title, proof.verified);
        case Outcome::proved: return fmt::format("{}: {}\n", title, proof.verified);
    }
    return "";
}

/// Proves the revisions. Returns the exit status.
int prove(Program& program, const migrate::Chain& chain, const std::set<std::string>& ids, const Options& options,
          Printed& printed) {
    Terminal& terminal = program.terminal();
    const Dialect dialect = script_dialect(program, "", chain);
    scratch::ScratchSource scratch(scratch_options(program, dialect, nullptr));
    terminal.progress("opening a scratch database");
    const auto started = [&](const migrate::Revision& revision) {
        terminal.progress(fmt::format("proving {} …", revision.title()));
    };
    std::vector<migrate::ChainProof> proofs = migrate::prove_chain(chain, ids, scratch.get(), started);
    terminal.done();
    std::size_t failed = 0, not_verified = 0;
    for (migrate::ChainProof& each : proofs) {
        const Outcome outcome = take(program, each, options.check);
        if (!options.json) terminal.result(line(each, outcome));
        if (outcome == Outcome::proved) printed.written.insert(each.revision->id);
        printed.revisions.push_back(proof_json(each, outcome));
        failed += outcome == Outcome::failed || outcome == Outcome::blocked ? 1 : 0;
        not_verified += outcome == Outcome::not_verified ? 1 : 0;
    }
    if (failed > 0) terminal.note(fmt::format("{} of {} migrations not proved", failed, proofs.size()));
    if (not_verified > 0)
        terminal.note(fmt::format("{} of {} migrations not verified: run 'retort verify', and commit the files",
                                  not_verified, proofs.size()));
    if (failed > 0) return options.check ? Exit::different : Exit::error;
    return not_verified > 0 ? Exit::different : Exit::ok;
}

/// Compares the end of the chain with the models. Returns the exit status.
int compare_with_models(Program& program, const Options& options, Printed& printed) {
    ConfiguredProject project(program);
    pipeline::DiffOptions settings;
    settings.sides_read = [&](const pipeline::Comparison& sides) {
        report_structural(program, sides.structural);
        report_unsupported(program, sides.not_compared);
    };
    const pipeline::Comparison found =
        pipeline::diff_sources(parse_source(program, "migrations"), parse_source(program, "models"), project, settings);
    printed.models = {{"equal", found.empty()}, {"differences", found.plan.differences}};
    if (found.empty()) {
        program.terminal().note("the migrations lead to the models");
        return Exit::ok;
    }
    std::string text;
    for (const std::string& each : found.plan.differences) text += fmt::format("-- {}\n", each);
    if (!options.json) program.terminal().result(text);
    program.terminal().note(
        "the migrations do not lead to the models: 'retort revision --autogenerate' writes the rest");
    return Exit::different;
}

int run(Program& program, const Options& options) {
    const migrate::Chain chain = load_chain(program);
    if (options.all || options.models) chain.head();  // throws for several heads
    const std::set<std::string> ids = chosen(program, options, chain);
    Printed printed;
    int status = Exit::ok;
    if (!ids.empty())
        status = prove(program, chain, ids, options, printed);
    else if (chain.empty())
        program.terminal().note("nothing to prove: there are no migrations");
    else
        program.terminal().note(options.revisions.empty() && !options.pending
                                    ? "nothing to prove: every migration is verified"
                                    : "nothing to prove: no migration is chosen");
    if (!options.check && !printed.written.empty()) update_sums(program, printed.written);
    if (options.models && status != Exit::error)
        status = std::max(status, compare_with_models(program, options, printed));
    if (options.json)
        program.terminal().result(json_output({{"revisions", printed.revisions}, {"models", printed.models}}));
    return status;
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
    command->add_flag("--json", options->json, json_help);
    add_comparing_options(*command, program);
    command->footer(R"(Each migration runs on a scratch database that has those it follows: its upgrade, its downgrade,
which must produce the schema before, and its upgrade again. On PostgreSQL it then runs on tables
with sample rows. The result goes into the file's header with a checksum of its SQL and of what it
follows: '-- verified: upgrade, downgrade, upgrade; sha256:0123456789ab'. A later edit voids it.
A migration whose downgrade is empty is proved upwards: 'upgrade; no downgrade'. Steps in C++ are not
run, since only their program can: 'upgrade, downgrade, upgrade; without step NAME' is about the SQL.

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
