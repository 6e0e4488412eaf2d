#include "tools/commands/write_models.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tools/model_files.hpp"
#include "tools/paths.hpp"
#include "tools/program.hpp"
#include "tools/source.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct Result {
    declare::WrittenModels models;
    std::string folder;  ///< empty: standard output

    std::string path_of(const std::string& file) const {
        return folder.empty() ? file : shown(fs::path(folder) / file).string();
    }
};

std::string text_of(const Result& result) {
    std::string text;
    for (const declare::WrittenFile& file : result.models.headers)
        text += fmt::format("// {}\n{}\n", file.path, file.text);
    for (const auto& file : result.models.sql_files) text += fmt::format("-- {}\n{}\n", file.path, file.text);
    if (!text.empty()) text.pop_back();
    return text;
}

std::string json_of(const Result& result) {
    const auto files = [&](const std::vector<declare::WrittenFile>& list) {
        Json made = Json::array();
        for (const declare::WrittenFile& file : list) {
            Json entry{{"path", result.path_of(file.path)}};
            if (result.folder.empty()) entry["text"] = file.text;
            made.push_back(std::move(entry));
        }
        return made;
    };
    Json in_sql = Json::array(), undeclared = Json::array();
    for (const declare::Remainder& each : result.models.remainders)
        if (each.file.empty())
            undeclared.push_back({{"object", each.object}, {"sql", each.sql.empty() ? Json() : Json(each.sql)}});
        else
            in_sql.push_back({{"object", each.object}, {"file", result.path_of(each.file)}});
    const Json made{{"version", 1},
                    {"headers", files(result.models.headers)},
                    {"sql_files", files(result.models.sql_files)},
                    {"in_sql_files", std::move(in_sql)},
                    {"undeclared", std::move(undeclared)}};
    return made.dump(2) + "\n";
}

/// Says what no header declares, and which settings read the files.
void report(Program& program, const Result& result) {
    Terminal& terminal = program.terminal();
    const declare::WrittenModels& models = result.models;
    if (!result.folder.empty())
        terminal.note(fmt::format("{} header{} and {} SQL file{} in {}", models.headers.size(),
                                  models.headers.size() == 1 ? "" : "s", models.sql_files.size(),
                                  models.sql_files.size() == 1 ? "" : "s", shown(result.folder).string()));
    for (const declare::Remainder& each : models.remainders)
        if (!each.file.empty())
            terminal.note(
                fmt::format("{} {}: {}", terminal.styled("in SQL:", "1"), result.path_of(each.file), each.object));
    for (const declare::Remainder& each : models.remainders)
        if (each.file.empty()) terminal.note(fmt::format("{} {}", terminal.styled("undeclared:", "1;33"), each.object));
    if (!models.undeclared.text.empty() && !result.folder.empty())
        terminal.note(fmt::format("{} neither headers nor SQL files can declare what {} holds",
                                  terminal.styled("warning:", "1;33"), result.path_of(models.undeclared.path)));
    if (result.folder.empty()) return;
    const std::string folder = shown(result.folder).generic_string();
    terminal.note(fmt::format("retort.toml reads them with:\n[models]\nheaders = [\"{}/**/*.hpp\"]{}", folder,
                              models.sql_files.empty() ? "" : fmt::format("\nsql = [\"{}/sql/*.sql\"]", folder)));
}

void write(const Result& result, bool force) {
    std::vector<declare::WrittenFile> files = result.models.headers;
    files.insert(files.end(), result.models.sql_files.begin(), result.models.sql_files.end());
    if (!result.models.undeclared.text.empty()) files.push_back(result.models.undeclared);
    write_files(result.folder, files, force);
    std::vector<std::string> headers;
    for (const declare::WrittenFile& file : result.models.headers)
        headers.push_back((fs::path(result.folder) / file.path).string());
    format_files(result.folder, headers);
}

}  // namespace

void add_write_models_options(CLI::App& command, WriteModelsOptions& options) {
    CLI::Option* from =
        command
            .add_option("--from", options.source,
                        "Write models of this source instead: live, migrations, migrations@REV, a database URL, a "
                        ".sql file, a .json snapshot")
            ->type_name("SOURCE");
    command.add_option("--output", options.output, "The folder for the files (default: print them)")
        ->type_name("FOLDER")
        ->needs(from);
    command
        .add_option("--layout", options.layout,
                    "A header for each table, or for each schema (table, schema; default: table)")
        ->check(CLI::IsMember({"table", "schema"}))
        ->type_name("WORD")
        ->needs(from);
    command.add_option("--namespace", options.write.space, "The namespace of the structs: app::models")
        ->type_name("NAME")
        ->needs(from);
    command.add_flag("--mixins", options.write.mixins, "Put columns that several tables share into base structs")
        ->needs(from);
    command.add_flag("--boost-describe", options.write.describe, "Add the macros that the in-program reader needs")
        ->needs(from);
    command
        .add_flag("--standard-types", options.write.standard_types,
                  "Use std::string for uuid and json, and no type of Boost or nlohmann")
        ->needs(from);
    command.add_flag("--force", options.force, "Replace existing files")->needs(from);
}

int write_models(Program& program, WriteModelsOptions options) {
    options.write.layout = options.layout == "schema" ? declare::Layout::schema : declare::Layout::table;
    const pipeline::Source source = parse_source(program, options.source);
    const Schema schema = read_source(program, source, options.dialect);
    const Result result{declare::write_models(schema, options.write), options.output};
    if (!options.output.empty()) write(result, options.force);
    if (options.json)
        program.terminal().result(json_of(result));
    else if (options.output.empty())
        program.terminal().result(text_of(result));
    report(program, result);
    return Exit::ok;
}

}  // namespace retort::tools
