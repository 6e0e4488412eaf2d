#include "pipeline/autogenerate.hpp"
#include "pipeline/diff_sources.hpp"
#include "sql/masked.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/diff_options.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/json_values.hpp"
#include "tools/configured_project.hpp"
#include "tools/online.hpp"
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
    bool json = false;
    OnlineOption online;
};

std::string diff_json(const Options& options, const pipeline::Comparison& found, const std::string& sql) {
    Json not_compared = Json::array();
    for (const Unsupported& each : found.not_compared) not_compared.push_back(words_of(each));
    return json_output({{"from", sql::masked(options.from)},
                        {"to", sql::masked(options.to)},
                        {"dialect", to_string(found.from.dialect)},
                        {"equal", found.empty()},
                        {"differences", found.plan.differences},
                        {"sql", text_or_null(sql)},
                        {"compared_structurally", text_or_null(found.structural)},
                        {"not_compared", std::move(not_compared)}});
}

int run(Program& program, const Options& options) {
    const pipeline::Source from = parse_source(program, options.from);
    const pipeline::Source to = parse_source(program, options.to);
    pipeline::DiffOptions settings = diff_options(program, options.dialect, options.renames, to);
    ConfiguredProject project(program);
    settings.online = options.online.chosen(program, pipeline::common_dialect(project, settings.dialect, from, &to));
    const pipeline::Comparison found = pipeline::diff_sources(from, to, project, settings);
    std::string sql;
    if (!found.empty()) {
        // One transaction around the script, so that a failed statement leaves no partial change.
        const migrate::Section section = pipeline::to_section(found.plan.script);
        sql = section.transaction ? "BEGIN;\n" + section.sql + "COMMIT;\n" : section.sql;
    }
    program.terminal().result(options.json ? diff_json(options, found, sql) : sql);
    return found.empty() ? Exit::ok : Exit::different;
}

}  // namespace

void add_diff(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("diff", "Print the SQL that turns one schema into another");
    command->add_option("from", options->from, "The current schema")->type_name("SOURCE")->required();
    command->add_option("to", options->to, "The desired schema")->type_name("SOURCE")->required();
    command->add_option("--dialect", options->dialect, "postgresql or sqlite, if neither side has a dialect")
        ->type_name("NAME");
    command->add_flag("--json", options->json, json_help);
    options->online.add_to(*command);
    options->renames.add_to(*command);
    add_comparing_options(*command, program);
    command->footer(
        R"(A SOURCE is: models, live, migrations, migrations@REV, a database URL, a .sql file, a .json snapshot.
A source that is not a database is built on a scratch database. Exit status 0 when they are equal, 1 when not.
Possible renames are listed on standard error; --rename confirms one. Objects that are not compared
(foreign tables, operators …) are listed there too.

Examples:
  retort diff live models
  retort diff migrations models
  retort diff migrations@0003 migrations
  retort diff --json live models
  retort diff --rename people.mail=people.email old.sql new.sql --dialect postgresql
  retort diff postgresql://localhost/app postgresql://localhost/app_new
  retort diff --strict --privileges "$STAGING_URL" "$PRODUCTION_URL"
  retort diff --online live models
  retort diff live schema.sql | psql -v ON_ERROR_STOP=1 -f - "$DATABASE_URL"
  retort diff sqlite:app.db models | sqlite3 -bail app.db)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
