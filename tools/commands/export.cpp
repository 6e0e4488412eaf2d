#include <fmt/format.h>

#include <filesystem>

#include "migrate/export/export.hpp"
#include "schema/error.hpp"
#include "sql/file_changes.hpp"
#include "sql/text_file.hpp"
#include "tools/commands/adopt.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/json_values.hpp"
#include "tools/commands/range.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

struct Options {
    std::string format;
    std::string range;
    std::string output;
    std::string versions;
    std::string dialect;
    bool force = false;
    bool json = false;
};

Error unknown_word(std::string_view option, const std::string& word, const std::string& known) {
    return Error("RT491", fmt::format("{} {} is unknown", option, word), "one of " + known);
}

migrate::ExportFormat parse_format(const std::string& word) {
    if (const auto format = migrate::export_format(word)) return *format;
    throw unknown_word("--format", word, migrate::export_formats());
}

/// --versions; Supabase's names begin with a date.
migrate::ExportVersions parse_versions(const Options& options, migrate::ExportFormat format) {
    if (options.versions.empty())
        return format == migrate::ExportFormat::supabase ? migrate::ExportVersions::timestamp
                                                         : migrate::ExportVersions::number;
    if (options.versions == "number") return migrate::ExportVersions::number;
    if (options.versions == "timestamp") return migrate::ExportVersions::timestamp;
    throw unknown_word("--versions", options.versions, "number, timestamp");
}

/// Throws Error RT490 for files that exist, unless they may be replaced.
std::vector<sql::FileChange> changes_of(const migrate::Exported& found, const Options& options) {
    std::vector<sql::FileChange> changes;
    std::vector<Diagnostic> errors;
    for (const migrate::ExportedFile& each : found.files) {
        const std::string path = (fs::path(options.output) / each.name).string();
        sql::FileChange change{.to = path, .after = each.text};
        if (fs::exists(path)) {
            change.from = path;
            change.before = sql::read_file(path);
            if (change.before == change.after) continue;
            if (!options.force)
                errors.push_back({.code = "RT490",
                                  .message = fmt::format("{} exists with another content", path),
                                  .hint = "nothing was written: --force replaces it"});
        }
        changes.push_back(std::move(change));
    }
    if (!errors.empty()) throw Error(std::move(errors));
    return changes;
}

std::string exported_json(const migrate::Exported& found, const Options& options) {
    Json files = Json::array();
    for (const migrate::ExportedFile& each : found.files)
        files.push_back({{"file", (fs::path(options.output) / each.name).string()}, {"revision", each.revision}});
    return json_output({{"format", options.format}, {"files", std::move(files)}, {"notes", found.notes}});
}

int run(Program& program, const Options& options) {
    const migrate::ExportFormat format = parse_format(options.format);
    const migrate::ExportVersions versions = parse_versions(options, format);
    const migrate::Chain chain = load_chain(program);
    if (chain.empty()) note_no_migrations(program);
    std::vector<const migrate::Revision*> revisions;
    if (options.range.empty())
        for (const migrate::Revision& each : chain.revisions()) revisions.push_back(&each);
    else
        revisions = revisions_after(program, chain, options.range);
    const Dialect dialect = script_dialect(program, options.dialect, chain);
    const migrate::Exported found = migrate::exported(chain, revisions, format, versions, dialect);
    const std::vector<sql::FileChange> changes = changes_of(found, options);
    for (const sql::FileChange& each : changes) fs::create_directories(fs::path(each.to).parent_path());
    sql::apply(changes);
    Terminal& terminal = program.terminal();
    for (const std::string& each : found.notes)
        terminal.note(fmt::format("{} {}", terminal.styled("note:", "1"), each));
    std::string paths;
    for (const migrate::ExportedFile& each : found.files)
        paths += (fs::path(options.output) / each.name).string() + "\n";
    terminal.result(options.json ? exported_json(found, options) : paths);
    return Exit::ok;
}

}  // namespace

void add_export(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("export", "Write the migrations for another tool");
    command->add_option("--format", options->format, "The tool: " + migrate::export_formats())
        ->type_name("NAME")
        ->required();
    command->add_option("range", options->range, "A:B: the migrations after A up to B (default: all)")
        ->type_name("RANGE");
    command->add_option("--output", options->output, "The folder of the files; created if it is missing")
        ->type_name("DIR")
        ->required();
    command
        ->add_option("--versions", options->versions,
                     "The versions in the names: number (default), or timestamp (default of supabase)")
        ->type_name("KIND");
    command->add_option("--dialect", options->dialect, "postgresql or sqlite, where the files do not say")
        ->type_name("NAME");
    command->add_flag("--force", options->force, "Replace files that exist");
    command->add_flag("--json", options->json, json_help);
    command->footer(
        R"(Writes all files or none. For Alembic these are revision files in Python with the same ids, parents,
branch labels and dependencies, which go into its folder 'versions'. The other tools know no graph: they
run files in the order of their versions, so the numbers or dates must be in an order in which each
migration follows its parents.

Examples:
  retort export --format alembic --output alembic/versions
  retort export --format supabase 808b:head --output supabase/migrations
  retort export --format goose --output db/migrations --versions timestamp
  retort export --format flyway --output sql --force --json
  retort export --format plain base:3f2a --output release)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
