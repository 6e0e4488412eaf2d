#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "pipeline/three_way.hpp"
#include "review/text.hpp"
#include "schema/error.hpp"
#include "schema/name.hpp"
#include "tools/commands/check_format.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/many_reads.hpp"
#include "tools/configured_project.hpp"
#include "tools/paths.hpp"
#include "tools/program.hpp"
#include "tools/renames.hpp"
#include "tools/unsupported.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

constexpr std::string_view migrations_at = "migrations@";

struct Options {
    std::vector<std::string> sources;
    std::vector<std::string> allow;
    std::string format = "text";
    ManyOptions many;
};

/// The words of --allow. Throws Error RT360.
std::set<review::Kind> allowed_kinds(const std::vector<std::string>& words) {
    std::set<review::Kind> allowed;
    for (const std::string& word : words) {
        const auto kind = review::parse_kind(word);
        if (!kind) {
            std::vector<std::string_view> all;
            for (const review::KindInfo& each : review::kinds()) all.push_back(each.word);
            const std::string_view meant = did_you_mean(word, all);
            throw Error("RT360", fmt::format("--allow {}: unknown kind", word),
                        meant.empty() ? fmt::format("the kinds are {}", fmt::join(all, ", "))
                                      : fmt::format("did you mean '{}'?", meant));
        }
        allowed.insert(*kind);
    }
    return allowed;
}

/// What is compared, with `live` not yet opened.
struct Selected {
    pipeline::ThreeWayOptions options;
    bool live = true;
};

[[noreturn]] void reject_sources(std::string message) {
    throw Error("RT361", std::move(message),
                "name two or three of models, migrations (or migrations@REV) and live; 'retort diff' compares other "
                "sources");
}

/// Throws Error RT361 for other words, and for one source.
Selected selected(Program& program, const std::vector<std::string>& sources) {
    Selected chosen;
    if (sources.empty()) {
        chosen.live = !program.database_option.empty() || program.config().url.given();
        if (!chosen.live)
            program.terminal().note("no live database is configured: the models and the migrations are compared");
        return chosen;
    }
    chosen.options.models = chosen.options.migrations = chosen.live = false;
    std::set<std::string> given;
    for (const std::string& word : sources) {
        if (word == "models")
            chosen.options.models = true;
        else if (word == "live")
            chosen.live = true;
        else if (word == "migrations" || word.starts_with(migrations_at))
            chosen.options.migrations = true;
        else
            reject_sources(fmt::format("'{}' is not one of the three that 'check' compares", word));
        if (word.starts_with(migrations_at)) chosen.options.target = word.substr(migrations_at.size());
        given.insert(word.substr(0, word.find('@')));
    }
    if (given.size() < 2)
        reject_sources(fmt::format("'check' compares at least two, and only {} is given", *given.begin()));
    return chosen;
}

/// The dialect of a comparison without a live database.
Dialect dialect_of(Program& program, const Selected& chosen) {
    return script_dialect(program, "", chosen.options.migrations ? load_chain(program) : migrate::Chain());
}

/// The last line on standard error.
std::string verdict(const review::Report& report) {
    std::set<std::string_view> words, allowed;
    for (const review::Finding& each : report.findings)
        (each.allowed ? allowed : words).insert(review::info(each.kind).word);
    std::string text = words.empty() ? fmt::format("clean: {} are in step", report.compared_in_words())
                                     : fmt::format("out of step: {}", fmt::join(words, ", "));
    if (!allowed.empty()) text += fmt::format(" (allowed: {})", fmt::join(allowed, ", "));
    return text;
}

int run(Program& program, const Options& options) {
    require_many(options.many);
    if (options.many.given()) return check_many(program, options.many);
    const std::set<review::Kind> allowed = allowed_kinds(options.allow);
    const CheckFormat format =
        check_format(options.many.json ? "json" : options.format, shown(program.required_config().file).string());
    Selected chosen = selected(program, options.sources);
    std::unique_ptr<introspect::Database> live;
    if (chosen.live) live = open_live_to_read(program);
    chosen.options.live = live.get();
    if (chosen.options.models) warn_of_unread_sql(program);
    RenameOptions renames;
    chosen.options.settle_renames = [&](const Schema& from, Schema& to) { settle_renames(program, renames, from, to); };
    ConfiguredProject project(program);
    review::Report report =
        pipeline::compare_three_ways(project, live ? live->dialect() : dialect_of(program, chosen), chosen.options);
    report.settle(allowed);
    program.terminal().done();
    for (const std::string& each : report.notes) project.note(each);
    report_structural(program, report.structural);
    report_unsupported(program, report.not_compared);
    program.terminal().result(format(report));
    program.terminal().note(verdict(report));
    if (!report.errors.empty()) program.report(Error(report.errors));  // the printed SQL must not run
    return report.in_step() ? Exit::ok : Exit::different;
}

}  // namespace

void add_check(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("check", "Compare models, migrations and the live database");
    command
        ->add_option("sources", options->sources,
                     "Two or three of models, migrations (or migrations@REV) and live (default: all)")
        ->type_name("SOURCE");
    command
        ->add_option("--allow", options->allow, "A kind of difference that does not change the exit status; repeatable")
        ->type_name("KIND")
        ->allow_extra_args(false);
    CLI::Option* format = command->add_option("--format", options->format, check_formats_help);
    format->type_name("FORMAT");
    command->add_flag("--json", options->many.json, "The same as --format json")->excludes(format);
    add_comparing_options(*command, program);
    add_many_options(app, *command, options->many, {"sources", "--allow", "--format"});
    command->footer(
        R"(The migrations are replayed on a scratch database: up to the revisions of the live database, to be
compared with it, and up to the heads, to be compared with the models. The odd one out is named. The
live database is only read.

Exit status 0 when all are in step, 1 when they are not, 2 for an error. Each line of the output begins
with a kind, which --allow accepts:
  models      the models are ahead of the migrations
  migrations  models and live database agree, and the migrations do not
  live        the live database was changed by hand
  differs     live database and models differ, and there are no migrations to compare
  pending     migrations have not run
  skipped     a migration never ran, and one that follows it did
  unfinished  a migration was begun and is not complete
  edited      a migration was edited after it had run
  unknown     a migration ran, and its checksum is not known
  gone        a migration ran, and it is in no file
  heads       several heads
  void        'verified' of a migration is void
  sum         the files are not those of retort.sum

Of many databases, only the models are compared with each.

Examples:
  retort check
  retort check --allow pending --allow void
  retort check models migrations           (needs no live database)
  retort check migrations live             (needs no models)
  retort check models live                 (without a replay of the migrations)
  retort check models migrations@0003
  retort check --format json
  retort check --strict                    (status 2 when the database has objects that are not compared)
  retort check --privileges
  retort check --database "$STAGING_URL"
  retort check --databases urls.txt --report check.json
  retort check --each-schema 'tenant_*' --jobs 4)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
