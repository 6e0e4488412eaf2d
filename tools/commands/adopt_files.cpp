#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "migrate/file_name.hpp"
#include "migrate/foreign/foreign.hpp"
#include "migrate/foreign/readers.hpp"
#include "migrate/header.hpp"
#include "pipeline/known_state.hpp"
#include "scratch/scratch_source.hpp"
#include "sql/encoding.hpp"
#include "sql/text_file.hpp"
#include "tools/commands/adoption.hpp"
#include "tools/paths.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

std::vector<migrate::ForeignFile> files_of(const std::string& folder) {
    std::vector<migrate::ForeignFile> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (!entry.is_regular_file() || !name.ends_with(".sql") || name.starts_with('.')) continue;
        const std::string path = (fs::path(folder) / name).string();
        files.push_back({path, sql::read_file(path)});
    }
    if (error) sql::reject_path("can't read", folder, error.value(), "--files names the folder of the SQL files");
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

/// The store with the tool's table out of scope.
migrate::VersionStore store_without(Program& program, Dialect dialect,
                                    const std::optional<migrate::ForeignState>& state) {
    const Config& config = program.required_config();
    introspect::Filter filter = version_store(program, dialect).filter();
    if (state && state->schema.empty()) filter.tables.exclude.push_back(state->table);
    if (state && !state->schema.empty()) filter.schemas.exclude.push_back(state->schema);
    return {dialect, expand(config.version_table), expand(config.history_table), std::move(filter)};
}

/// The changes of files for the revisions; sets their paths.
std::vector<sql::FileChange> changes_for(Program& program, const migrate::ForeignChain& chain,
                                         std::vector<migrate::Revision>& revisions, bool in_place) {
    const std::string pattern = expand(program.required_config().file_name);
    migrate::check_file_name(pattern);
    std::vector<sql::FileChange> changes;
    for (std::size_t i = 0; i < revisions.size(); ++i) {
        migrate::Revision& revision = revisions[i];
        const migrate::ForeignRevision& from = chain.revisions[i];
        sql::FileChange change{.after = migrate::format_revision(revision)};
        if (in_place) {
            change.from = from.path;
            change.before = sql::read_file(from.path);
            change.to = from.path;
            if (change.to.ends_with(".up.sql")) change.to.erase(change.to.size() - 7, 3);
        } else {
            change.to =
                (fs::path(migrations_folders(program).front()) / migrate::file_name(pattern, revision)).string();
        }
        revision.path = change.to;
        changes.push_back(std::move(change));
        if (in_place && !from.down_path.empty())
            changes.push_back({.from = from.down_path, .before = sql::read_file(from.down_path)});
    }
    return changes;
}

/// How many of the revisions the database has: --stamp, the tool's table, or the schema. Throws Error RT487.
std::size_t applied(const AdoptOptions& options, const std::vector<migrate::Revision>& revisions,
                    const std::optional<migrate::ForeignState>& state, const pipeline::KnownState& known,
                    const std::string& database) {
    if (options.stamp == "none") return 0;
    if (!options.stamp.empty()) {
        const auto found = std::find_if(revisions.begin(), revisions.end(), [&](const auto& each) {
            return migrate::compare_versions(each.id, options.stamp) == 0;
        });
        if (found == revisions.end())
            throw unknown_state(fmt::format("--stamp {} is the version of no file", options.stamp),
                                "the first is " + revisions.front().id + ", the last " + revisions.back().id);
        return static_cast<std::size_t>(found - revisions.begin()) + 1;
    }
    if (state) return state->applied;
    if (known.equal) return *known.equal;
    throw unknown_state(
        fmt::format("which of the files {} has is not known: it has a schema that none of them builds; after "
                    "the last one there are {} differences",
                    database, known.differences),
        "give the version of the last one that has run, --stamp VERSION, and see 'retort check' after that; or "
        "begin with the database as it is: --baseline");
}

}  // namespace

Error unknown_state(std::string message, std::string hint) {
    return Error("RT487", std::move(message), std::move(hint));
}

std::vector<std::string> folders_with_files(Program& program) {
    std::vector<std::string> candidates = migrations_folders(program);
    for (const char* each : {"supabase/migrations", "db/migrations", "db/migration", "sql/migrations",
                             "src/main/resources/db/migration", "migrations"})
        candidates.push_back(shown(program.config().resolve(each)).string());
    std::vector<std::string> found;
    for (const std::string& each : candidates) {
        std::error_code missing;
        if (std::find(found.begin(), found.end(), each) != found.end()) continue;
        if (!fs::is_directory(each, missing)) continue;
        if (migrate::foreign_format(files_of(each))) found.push_back(each);
    }
    return found;
}

Adoption adopt_files(Program& program, const AdoptOptions& options, introspect::Database& live,
                     const std::string& folder) {
    const Dialect dialect = live.dialect();
    std::vector<migrate::ForeignFile> files = files_of(folder);
    for (const migrate::ForeignFile& each : files) sql::check_encoding(each.text, each.path);
    const auto chain = migrate::read_foreign(files, dialect);
    if (!chain)
        throw migrate::unreadable(folder, "it has no SQL file of a tool that is known",
                                  "names begin with a version: 0001_users.sql, V1__users.sql");
    std::vector<migrate::Revision> revisions = migrate::revisions_of(*chain, dialect);
    const bool given = !options.stamp.empty() && options.stamp != "none";
    const auto state = migrate::foreign_state(live, *chain, !given);
    const migrate::VersionStore store = store_without(program, dialect, state);
    scratch::ScratchSource scratch(scratch_options(program, dialect, &live));
    program.terminal().progress("running the files on a scratch database");
    const pipeline::KnownState known =
        pipeline::known_state(live, revisions, state ? state->applied : revisions.size(), store, scratch.get(),
                              foreign_keys(program.required_config()));
    program.terminal().done();
    const std::size_t count = applied(options, revisions, state, known, live.describe());
    Adoption adoption;
    adoption.source = migrate::to_string(chain->format);
    adoption.found = fmt::format("{} migrations of {} in {}, of which {} has {}", revisions.size(), adoption.source,
                                 folder, live.describe(), count);
    if (count > 0) adoption.recorded = migrate::Heads{revisions[count - 1].id};
    for (const std::string& each : chain->passed_over)
        adoption.notes.push_back(fmt::format("{} is not a versioned migration, and stays as it is", each));
    if (state && known.differences > 0)
        adoption.notes.push_back(
            fmt::format("{} has {} difference{} from the schema that these files build: 'retort check' lists them",
                        live.describe(), known.differences, known.differences == 1 ? "" : "s"));
    if (state && state->schema.empty()) adoption.settings.push_back({"filter", "exclude_tables", {state->table}, true});
    if (state && !state->schema.empty())
        adoption.settings.push_back({"filter", "exclude_schemas", {state->schema}, true});
    const std::vector<std::string> folders = migrations_folders(program);
    const bool own = std::find(folders.begin(), folders.end(), folder) != folders.end();
    if (options.in_place && !own) adoption.settings.push_back({"migrations", "directory", {folder}});
    if ((options.in_place || own) && !chain->passed_over.empty())
        throw migrate::unreadable(chain->passed_over.front(),
                                  "it is no versioned migration, in the folder of the revisions",
                                  own ? "nothing was written: move it to another folder"
                                      : "nothing was written: move it to another folder, or leave out --in-place");
    adoption.changes = changes_for(program, *chain, revisions, options.in_place || own);
    adoption.revisions = std::move(revisions);
    return adoption;
}

}  // namespace retort::tools
