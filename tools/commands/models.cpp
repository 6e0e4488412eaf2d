#include <fmt/format.h>

#include "desired/build.hpp"
#include "emit/script.hpp"
#include "pipeline/source.hpp"
#include "schema/error.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/format.hpp"
#include "tools/commands/write_models.hpp"
#include "tools/program.hpp"
#include "tools/unsupported.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::string dialect;
    std::string format = "sql";
    WriteModelsOptions write;
};

Dialect dialect_of(Program& program, const std::string& word) {
    if (!word.empty()) return parse_dialect(word);
    if (const auto configured = program.configured_dialect()) return *configured;
    if (program.config().url.given()) return program.live_url().dialect;
    throw pipeline::no_dialect("the models");
}

/// --from: the opposite direction.
int write(Program& program, const Options& options) {
    WriteModelsOptions write = options.write;
    write.dialect = options.dialect;
    write.json = options.format == "json";
    return write_models(program, write);
}

int run(Program& program, const Options& options) {
    if (!options.write.source.empty()) return write(program, options);
    program.required_config();
    const Schema schema = declared_schema(program, dialect_of(program, options.dialect));
    warn_of_unread_sql(program);
    if (options.format == "sql") {
        program.terminal().result(emit::to_text(desired::build_script(schema)));
        return Exit::ok;
    }
    if (options.format == "json" && !schema.sql->statements.empty()) {
        program.terminal().note(fmt::format(
            "{} this snapshot contains only the headers; 'retort inspect models --format json' includes the objects "
            "of the SQL files, as the engine stores them",
            program.terminal().styled("warning:", "1;33")));
    }
    return print_schema(program, schema, options.format);
}

}  // namespace

void add_models(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("models", "Print the declared schema, or write models of a database");
    CLI::Option* format = command->add_option("--format", options->format, "sql (default) or json");
    format->type_name("FORMAT");
    command->add_flag_callback(
               "--json", [options] { options->format = "json"; }, "The same as --format json")
        ->excludes(format);
    command->add_option("--dialect", options->dialect, "postgresql or sqlite (default: the configured database's)")
        ->type_name("NAME");
    add_write_models_options(*command, options->write);
    add_comparing_options(*command, program);
    command->footer(
        R"(No database is queried. The statements of the SQL files ([models] sql in retort.toml: views,
functions, triggers, extensions …) are printed as written, each after the objects that it references.
If sql is not set, SQL files next to the headers are not read, and a note on standard error reports
it. A snapshot (json) contains only the headers; that of 'retort inspect models' includes the objects
of the SQL files.

With --from, headers are written that declare the schema of a source, and SQL files for what headers
cannot declare: views, functions, triggers, extensions … Names of these, and of what neither can
declare, are listed on standard error. All files are written or none; existing ones only with --force.

Examples:
  retort models
  retort models --dialect sqlite
  retort models --format json > models.json
  retort models --from live --output models
  retort models --from live --output models --layout schema --namespace app::models
  retort models --from sqlite:app.db
  retort models --from dump.sql --dialect postgresql --output models --boost-describe)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
