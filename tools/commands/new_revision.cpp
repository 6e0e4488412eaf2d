#include "tools/commands/new_revision.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "migrate/execute.hpp"
#include "migrate/file_name.hpp"
#include "migrate/revision_name.hpp"
#include "schema/error.hpp"
#include "tools/commands/editor.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/json_values.hpp"
#include "tools/paths.hpp"
#include "tools/program.hpp"
#include "tools/sums.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void reject_name(std::string message, std::string_view hint) {
    throw Error("RT317", std::move(message), std::string(hint));
}

/// Throws for a word that is an id or a label of the chain.
void require_unused(const migrate::Chain& chain, std::string_view option, const std::string& word) {
    for (const migrate::Revision* each : {chain.find(word), chain.labelled(word)})
        if (each != nullptr)
            reject_name(fmt::format("{} {} is in use: {}", option, word, migrate::located(*each)),
                        "ids and labels name one revision each: choose another word");
}

std::size_t statements(const migrate::Revision& revision, migrate::Direction direction) {
    return migrate::statements_of(revision.dialect.value_or(Dialect::postgresql), revision, direction).size();
}

/// The JSON of a revision that was written, or of one that is printed, with its text.
struct Shown {
    migrate::Revision file;
    std::string text{};  ///< empty: it is written
};

Json counts_of(const std::vector<Shown>& files, const NewRevision::Made& made) {
    if (files.empty()) return {};
    std::size_t up = 0, down = 0;
    for (const Shown& each : files) {
        up += statements(each.file, migrate::Direction::up);
        down += statements(each.file, migrate::Direction::down);
    }
    return {{"detected", made.detected.size()}, {"upgrade_statements", up}, {"downgrade_statements", down}};
}

/// `files`: the new revisions, in their order.
std::string made_json(const std::vector<Shown>& files, const NewRevision::Made& made) {
    Json hazards = Json::array(), revisions = Json::array(), texts = Json::array();
    for (const Shown& each : files) {
        revisions.push_back(json_of(each.file));
        if (!each.text.empty()) texts.push_back(each.text);
    }
    for (const hazards::LintFinding& each : made.hazards)
        hazards.push_back({{"rule", entry(each.rule).code},
                           {"name", entry(each.rule).name},
                           {"severity", hazards::to_string(each.severity)},
                           {"message", each.message},
                           {"hint", each.hint},
                           {"table", text_or_null(display(each.table))}});
    return json_output({{"revision", files.empty() ? Json() : revisions.back()},
                        {"text", files.empty() ? Json() : text_or_null(files.back().text)},
                        {"revisions", revisions},
                        {"texts", texts},
                        {"detected", made.detected},
                        {"proof", text_or_null(made.proof)},
                        {"notes", made.notes},
                        {"kept_out", made.kept_out},
                        {"lost", made.lost},
                        {"hazards", std::move(hazards)},
                        {"counts", counts_of(files, made)}});
}

/// Writes the files; removes those that it wrote if one can't be written.
std::vector<std::string> write_all(std::vector<migrate::Revision>& revisions, const std::string& folder,
                                   const std::string& pattern) {
    std::vector<std::string> paths;
    try {
        for (migrate::Revision& each : revisions) paths.push_back(migrate::write_revision(each, folder, pattern));
    } catch (const Error&) {
        std::error_code ignored;
        for (const std::string& path : paths) fs::remove(path, ignored);
        throw;
    }
    return paths;
}

/// The file name template, checked.
std::string file_name_pattern(Program& program) {
    const std::string pattern = expand(program.required_config().file_name);
    migrate::check_file_name(pattern);
    return pattern;
}

}  // namespace

void NewRevision::add_to(CLI::App& command) {
    command.add_option("--rev-id", id, "The id of the revision (default: twelve random digits)")->type_name("ID");
    command.add_option("--branch-label", labels, "A label for the branch that begins with the revision; repeatable")
        ->type_name("NAME")
        ->allow_extra_args(false);
    CLI::Option* in =
        command.add_option("--directory", directory, "The folder of the file, one of [migrations] directory");
    in->type_name("DIR");
    command.add_option("--output", output, "Write the file into this folder instead; - prints it and writes nothing")
        ->type_name("DIR|-")
        ->excludes(in);
    CLI::Option* editor = command.add_flag("--edit", edit, "Open the file in $VISUAL or $EDITOR");
    command.add_flag("--json", json, json_help)->excludes(editor);
}

void NewRevision::check(Program& program) const {
    file_name_pattern(program);
    if (edit && prints()) throw missing_option("--edit", "a file", "leave out --edit, or what prints the file");
    if (edit) require_editor("the new revision");
}

pipeline::Placement NewRevision::placement(const migrate::Chain& chain, migrate::Heads parents) const {
    pipeline::Placement placement(std::move(parents));
    if (!id.empty()) {
        if (!migrate::is_revision_id(id))
            reject_name(fmt::format("--rev-id: '{}' is not a revision id", id), migrate::revision_id_rule);
        require_unused(chain, "--rev-id", id);
    }
    for (const std::string& label : labels) {
        if (!migrate::is_branch_label(label))
            reject_name(fmt::format("--branch-label: '{}' is not a branch label", label), migrate::branch_label_rule);
        require_unused(chain, "--branch-label", label);
        if (label == id || std::count(labels.begin(), labels.end(), label) > 1)
            reject_name(fmt::format("--branch-label {} is given twice, or is the id", label),
                        "ids and labels name one revision each: choose another word");
    }
    placement.id = id;
    placement.branch_labels = labels;
    return placement;
}

std::string NewRevision::folder(Program& program, const migrate::Chain& chain, const migrate::Heads& parents) const {
    if (!output.empty() && output != "-") return shown(output).string();
    const std::vector<std::string> folders = migrations_folders(program);
    if (!directory.empty()) {
        for (const fs::path& given : {fs::path(directory), program.config().resolve(directory)}) {
            const fs::path path = shown(given / "").parent_path();
            for (const std::string& each : folders)
                if (path == each) return each;
        }
        throw Error("RT314", fmt::format("--directory {} is not one of [migrations] directory", directory),
                    fmt::format("the folders are {}; --output writes to any other", fmt::join(folders, ", ")));
    }
    if (parents.size() == 1)
        if (const migrate::Revision& parent = chain.get(parents.front()); !chain.labels(parent).empty())
            return fs::path(parent.path).parent_path().string();
    return folders.front();
}

void NewRevision::write_nothing(Program& program, const Made& made) const {
    if (json) program.terminal().result(made_json({}, made));
}

void NewRevision::write(Program& program, std::vector<migrate::Revision> revisions, const std::string& folder,
                        const Made& made) const {
    Terminal& terminal = program.terminal();
    std::vector<Shown> files;
    if (prints()) {
        std::string all;
        for (const migrate::Revision& each : revisions) {
            std::string text = migrate::format_revision(each);
            all += (all.empty() ? "" : "\n") + text;
            files.push_back({migrate::parse_revision(text, ""), std::move(text)});
        }
        terminal.result(json ? made_json(files, made) : all);
        return;
    }
    std::vector<std::string> paths = write_all(revisions, folder, file_name_pattern(program));
    std::string listed;
    for (const std::string& path : paths) {
        files.push_back({migrate::load_revision(path)});
        listed += path + "\n";
    }
    terminal.result(json ? made_json(files, made) : listed);
    const std::vector<std::string> folders = migrations_folders(program);
    const bool read = std::find(folders.begin(), folders.end(), folder) != folders.end();
    if (!read)
        terminal.note(fmt::format("{} the file is not read from {}: move it to {}", terminal.styled("note:", "1"),
                                  folder, fmt::join(folders, " or ")));
    for (const std::string& path : paths)
        if (edit) open_in_editor(path);
    if (!edit && !read) return;
    std::set<std::string> ids;
    for (const migrate::Revision& each : revisions) ids.insert(each.id);
    if (read)
        update_sums(program, ids);  // reports what the edit broke
    else
        for (const std::string& path : paths) migrate::load_revision(path);
}

}  // namespace retort::tools
