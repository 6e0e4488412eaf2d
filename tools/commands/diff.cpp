#include "desired/adopt.hpp"
#include "diff/constraint_names.hpp"
#include "diff/population.hpp"
#include "emit/plan.hpp"
#include "pipeline/autogenerate.hpp"
#include "pipeline/excluded_dependents.hpp"
#include "tools/commands/commands.hpp"
#include "tools/program.hpp"
#include "tools/renames.hpp"
#include "tools/source.hpp"
#include "tools/unsupported.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::string from;
    std::string to;
    std::string dialect;
    RenameOptions renames;
};

int run(Program& program, const Options& options) {
    const Source from = parse_source(program, options.from);
    const Source to = parse_source(program, options.to);
    const Dialect dialect = common_dialect(program, options.dialect, from, &to);
    const bool models = from.kind == Source::Kind::models || to.kind == Source::Kind::models;
    SourceReader reader(program, dialect, {&from, &to}, models);
    Schema before = reader.read(from);
    Schema after = reader.read(to);
    report_structural(program, reader.structural());
    report_unsupported(program, {&before, &after});
    version_store(program, dialect).adopt(before, after);
    RenameOptions renames = options.renames;
    renames.in_models = to.kind == Source::Kind::models;
    settle_renames(program, renames, before, after);
    if (!models)
        for (Schema* schema : {&before, &after}) diff::treat_names_as_explicit(*schema);
    diff::keep_population(before, after);
    const introspect::ExcludedDependents needed = reader.excluded_dependents(from);
    after = desired::adopt_excluded_dependents(needed, before, std::move(after));
    const emit::Plan plan = emit::plan(before, after);
    if (plan.empty()) return Exit::ok;
    pipeline::reject_excluded_dependents(needed, plan);
    // One transaction around the script, so that a failed statement leaves no partial change.
    const migrate::Section section = pipeline::to_section(plan.script);
    program.terminal().result(section.transaction ? "BEGIN;\n" + section.sql + "COMMIT;\n" : section.sql);
    return Exit::different;
}

}  // namespace

void add_diff(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("diff", "Print the SQL that turns one schema into another");
    command->add_option("from", options->from, "The current schema")->type_name("SOURCE")->required();
    command->add_option("to", options->to, "The desired schema")->type_name("SOURCE")->required();
    command->add_option("--dialect", options->dialect, "postgresql or sqlite, if neither side has a dialect")
        ->type_name("NAME");
    options->renames.add_to(*command);
    add_comparing_options(*command, program);
    command->footer(R"(A SOURCE is: models, live, migrations, a database URL, a .sql file, a .json snapshot. A source
that is not a database is built on a scratch database. Exit status 0 when they are equal, 1 when not.
Possible renames are listed on standard error; --rename confirms one. Objects that are not compared
(foreign tables, operators …) are listed there too.

Examples:
  retort diff live models
  retort diff migrations models
  retort diff --rename people.mail=people.email old.sql new.sql --dialect postgresql
  retort diff postgresql://localhost/app postgresql://localhost/app_new
  retort diff --strict --privileges "$STAGING_URL" "$PRODUCTION_URL"
  retort diff live schema.sql | psql -v ON_ERROR_STOP=1 -f - "$DATABASE_URL"
  retort diff sqlite:app.db models | sqlite3 -bail app.db)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
