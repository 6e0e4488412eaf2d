#include "review/diagram/svg.hpp"
#include "sql/masked.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/format.hpp"
#include "tools/output_file.hpp"
#include "tools/program.hpp"
#include "tools/source.hpp"
#include "tools/unsupported.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::string source;
    std::string dialect;
    std::string format = "sql";
    std::string diagram;
};

int run(Program& program, const Options& options) {
    const pipeline::Source source = parse_source(program, options.source);
    const Schema schema = read_source(program, source, options.dialect);
    if (options.diagram.empty()) return print_schema(program, schema, options.format);
    const diagram::Picture picture = diagram::picture_of(schema, "Tables of " + sql::masked(source.name));
    write_output(program.terminal(), options.diagram, diagram::to_svg(picture, true));
    return Exit::ok;
}

}  // namespace

void add_inspect(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("inspect", "Print a schema as SQL or as a snapshot");
    command
        ->add_option("source", options->source,
                     "models, live, migrations, migrations@REV, a database URL, a .sql file, a .json snapshot")
        ->type_name("SOURCE")
        ->required();
    CLI::Option* format = command->add_option("--format", options->format, "sql (default) or json");
    format->type_name("FORMAT");
    command->add_flag_callback(
               "--json", [options] { options->format = "json"; }, "The same as --format json")
        ->excludes(format);
    command
        ->add_option("--diagram", options->diagram,
                     "Draw the tables and their foreign keys as SVG into this file instead; - for standard output")
        ->type_name("FILE")
        ->excludes(format);
    command->add_option("--dialect", options->dialect, "postgresql or sqlite, if the source has no dialect")
        ->type_name("NAME");
    add_comparing_options(*command, program);
    command->footer(R"(Expressions are printed as the engine stores them. The version and history tables are excluded.

Examples:
  retort inspect live
  retort inspect sqlite:app.db
  retort inspect live --format json > schema.json
  retort inspect live --privileges
  retort inspect live --diagram schema.svg
  retort inspect migrations --dialect postgresql)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
