#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "migrate/header.hpp"
#include "schema/error.hpp"
#include "sql/text_file.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/editor.hpp"
#include "tools/program.hpp"
#include "tools/sums.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

namespace fs = std::filesystem;

/// The file that `word` names by its path, its name or its id, in a folder whose files do not form a chain; unset for
/// none.
std::optional<std::string> file_of(const std::string& folder, const std::string& word) {
    std::error_code failed;
    for (const fs::path& path : {fs::path(word), fs::path(folder) / word})
        if (fs::is_regular_file(path, failed) && fs::equivalent(sql::folder_of(path.string()), folder, failed))
            return path.string();
    std::optional<std::string> found;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        if (entry.path().extension() != ".sql" || !entry.is_regular_file(failed)) continue;
        const std::string text = sql::read_file(entry.path().string());
        const std::string id = migrate::header_value(text, "revision").value_or("");
        if (id != word && !(word.size() >= 4 && id.starts_with(word))) continue;
        if (found) return std::nullopt;
        found = entry.path().string();
    }
    return found;
}

/// The file to edit, which is also found where the files form no chain: that may be the reason to edit it.
std::string path_of(Program& program, const std::string& word) {
    std::optional<migrate::Chain> chain;
    try {
        chain = load_chain(program);
    } catch (const Error&) {
        for (const std::string& folder : migrations_folders(program))
            if (const auto file = file_of(folder, word)) return *file;
        throw;
    }
    return chain->get(word).path;
}

/// Says that the revision ran on the live database, if that can be read.
void warn_if_applied(Program& program, const migrate::Chain& chain, const migrate::Revision& revision) {
    try {
        if (program.database_option.empty() && !program.config().url.given()) return;
        const auto database = open_live_to_read(program);
        const migrate::VersionStore store = version_store(program, database->dialect());
        if (!chain.covers(store.known_current(*database, chain), revision.id)) return;
        program.terminal().note(
            fmt::format("{} {} has run on {}, which an edit does not change: write another migration for it",
                        program.terminal().styled("warning:", "1;33"), revision.title(), database->describe()));
    } catch (const Error& error) {
        program.terminal().note(fmt::format("{} can't check whether {} has run: {}",
                                            program.terminal().styled("note:", "1"), revision.title(),
                                            error.diagnostics().front().message));
    }
}

int run(Program& program, const std::string& word) {
    const std::string path = path_of(program, word);
    const std::string before = sql::read_file(path);
    open_in_editor(path);
    const bool unchanged = sql::read_file(path) == before;
    if (unchanged) program.terminal().note(fmt::format("{} is unchanged", path));
    migrate::Chain chain;
    try {
        chain = load_chain(program);
    } catch (const Error& error) {
        program.report(error);
        if (!unchanged) program.terminal().note(fmt::format("{} is as you left it", path));
        return Exit::error;
    }
    if (unchanged) return Exit::ok;
    const migrate::Revision& revision = chain.get(path);
    const std::string old_id = migrate::header_value(before, "revision").value_or("");
    if (!old_id.empty() && old_id != revision.id)
        program.terminal().note(fmt::format("{} the id of {} was {}: a database that ran it has that id",
                                            program.terminal().styled("warning:", "1;33"), path, old_id));
    program.terminal().note(fmt::format("edited {}: {}", revision.title(), path));
    update_sums(program, {revision.id});
    warn_if_applied(program, chain, revision);
    warn_of_void_proofs(program, {&revision});
    return Exit::ok;
}

}  // namespace

void add_edit(CLI::App& app, Program& program) {
    auto word = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("edit", "Open a migration's file in an editor");
    command->add_option("revision", *word, "head, a revision, or its file")->required();
    command->footer(
        R"(The editor is $VISUAL, else $EDITOR, else vi; the variable may contain arguments. Afterwards the file
is read: errors are printed with their lines, and the file stays as you left it. A warning says when
the migration has run on the database, and when its proof is void.

Examples:
  retort edit head
  EDITOR="code --wait" retort edit 3f2a)");
    command->callback([&program, word] { program.action = [&program, word] { return run(program, *word); }; });
}

}  // namespace retort::tools
