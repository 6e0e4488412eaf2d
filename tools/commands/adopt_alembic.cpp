#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "migrate/file_name.hpp"
#include "migrate/foreign/alembic.hpp"
#include "migrate/foreign/readers.hpp"
#include "migrate/foreign/version_table.hpp"
#include "pipeline/known_state.hpp"
#include "scratch/scratch_source.hpp"
#include "sql/text_file.hpp"
#include "tools/commands/adoption.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

using migrate::AlembicRevision;
using migrate::Direction;

std::vector<migrate::ForeignFile> python_files(const std::string& folder) {
    std::vector<migrate::ForeignFile> files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().extension() == ".py")
            files.push_back({entry.path().string(), sql::read_file(entry.path().string())});
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

/// The SQL of the revisions, from their own texts, or else from `alembic … --sql`.
class Scripts {
public:
    Scripts(const AlembicProject& project, Dialect dialect, std::string version_table)
        : project_(project), dialect_(dialect), version_table_(std::move(version_table)) {}

    /// Why the SQL of the upgrades is not known; empty if it is.
    std::string write(std::vector<AlembicRevision>& revisions) {
        const bool texts = std::all_of(revisions.begin(), revisions.end(), [](const auto& each) { return each.up; });
        if (!texts) {
            const AlembicRun run = run_alembic(project_, {"upgrade", "heads", "--sql"});
            if (!run.ok) {
                const auto first =
                    std::find_if(revisions.begin(), revisions.end(), [](auto& each) { return !each.up; });
                return fmt::format(
                    "upgrade() of {} is more than op.execute() of texts, and 'alembic upgrade heads "
                    "--sql' fails: {}",
                    first->revision.path, run.why);
            }
            const auto steps = migrate::alembic_steps(run.out, Direction::up);
            for (AlembicRevision& each : revisions) {
                const auto step = steps.find(each.revision.id);
                if (step == steps.end())
                    return fmt::format("'alembic upgrade heads --sql' prints nothing for {}", each.revision.id);
                each.revision.up = migrate::alembic_section(dialect_, step->second, version_table_);
            }
        } else {
            for (AlembicRevision& each : revisions) each.revision.up = migrate::foreign_section(dialect_, *each.up, 1);
        }
        for (AlembicRevision& each : revisions) downgrade(each);
        return {};
    }

    /// A sentence for each revision without a downgrade.
    const std::vector<std::string>& notes() const { return notes_; }

private:
    void downgrade(AlembicRevision& each) {
        migrate::Revision& revision = each.revision;
        if (each.down) {
            revision.down = migrate::foreign_section(dialect_, *each.down, 1);
            return;
        }
        const std::string to = revision.down_revisions.empty() ? "base" : revision.down_revisions.front();
        const AlembicRun run = run_alembic(project_, {"downgrade", revision.id + ":" + to, "--sql"});
        const auto steps = migrate::alembic_steps(run.out, Direction::down);
        const auto step = steps.find(revision.id);
        if (run.ok && step != steps.end())
            revision.down = migrate::alembic_section(dialect_, step->second, version_table_);
        else
            leave_out(revision, run.ok ? "Alembic prints none" : run.why);
    }

    void leave_out(migrate::Revision& revision, const std::string& why) {
        revision.down.sql = fmt::format("-- no downgrade: {}\n", why);
        notes_.push_back(fmt::format("{} has no downgrade: {}", revision.title(), why));
    }

    const AlembicProject& project_;
    Dialect dialect_;
    std::string version_table_;
    std::vector<std::string> notes_{};
};

/// How many revisions, from the first on, a database at `id` has, if each follows the one before it.
std::optional<std::size_t> count_up_to(const std::vector<migrate::Revision>& revisions, const std::string& id) {
    std::optional<std::size_t> count = id.empty() ? std::optional<std::size_t>(0) : std::nullopt;
    for (std::size_t i = 0; i < revisions.size(); ++i) {
        const std::vector<std::string> parents =
            i == 0 ? std::vector<std::string>{} : std::vector<std::string>{revisions[i - 1].id};
        if (revisions[i].down_revisions != parents) return std::nullopt;
        if (revisions[i].id == id) count = i + 1;
    }
    return count;
}

/// Compares the database with what the revisions up to its own build.
void compare(Program& program, introspect::Database& live, const std::string& current, const std::string& table,
             Adoption& adoption) {
    const auto count = count_up_to(adoption.revisions, current);
    if (!count) {
        adoption.notes.emplace_back(
            "the revisions have branches: 'retort check migrations live' compares the database");
        return;
    }
    scratch::ScratchSource scratch(scratch_options(program, live.dialect(), &live));
    const Config& config = program.required_config();
    const migrate::VersionStore store(live.dialect(), table, expand(config.history_table),
                                      version_store(program, live.dialect()).filter());
    program.terminal().progress("running the revisions on a scratch database");
    const pipeline::KnownState known = pipeline::known_state(live, adoption.revisions, *count, store, scratch.get(),
                                                             foreign_keys(program.required_config()));
    program.terminal().done();
    if (known.differences > 0)
        adoption.notes.push_back(
            fmt::format("{} has {} difference{} from the schema that these revisions build: "
                        "'retort check migrations live' lists them",
                        live.describe(), known.differences, known.differences == 1 ? "" : "s"));
}

}  // namespace

Adoption adopt_alembic(Program& program, const AdoptOptions& options, introspect::Database& live,
                       const AlembicProject& project) {
    const Config& config = program.required_config();
    const std::string configured = expand(config.version_table);
    std::vector<AlembicRevision> found = migrate::read_alembic(python_files(project.versions), live.dialect());
    if (found.empty())
        throw migrate::unreadable(
            project.versions, "none of its files is a revision of Alembic",
            "name another folder, --alembic DIR; or begin with the database as it is: --baseline");
    const auto version = migrate::find_version_table(live, configured);
    const std::string table = version ? version->name : configured;
    std::string current = version ? version->revision : "";
    if (!options.stamp.empty() && options.stamp != "none") current = options.stamp;
    if (!current.empty() &&
        std::none_of(found.begin(), found.end(), [&](const auto& each) { return each.revision.id == current; }))
        throw unknown_state(
            fmt::format("{} is at {}, and no file of {} has this id", live.describe(), current, project.versions),
            "name the folder of all revisions: --alembic DIR; or begin with the database as it is: "
            "--baseline");
    program.terminal().progress("reading the revisions of Alembic");
    Scripts scripts(project, live.dialect(), version ? table : "alembic_version");
    const std::string why = scripts.write(found);
    program.terminal().done();
    if (!why.empty()) {
        Adoption baseline = adopt_database(program, options, live, current, version ? table : "");
        baseline.notes.push_back("the revisions of Alembic are not taken over: " + why);
        if (version && table != configured) baseline.settings.push_back({"database", "version_table", {table}});
        return baseline;
    }
    const std::string pattern = expand(config.file_name);
    migrate::check_file_name(pattern);
    Adoption adoption;
    adoption.source = "alembic";
    adoption.notes = scripts.notes();
    for (AlembicRevision& each : found) {
        migrate::Revision& revision = each.revision;
        revision.path =
            (fs::path(migrations_folders(program).front()) / migrate::file_name(pattern, revision)).string();
        adoption.changes.push_back({.to = revision.path, .after = migrate::format_revision(revision)});
        adoption.revisions.push_back(std::move(revision));
    }
    adoption.found = fmt::format("{} revisions of Alembic in {}; {} is at {}", adoption.revisions.size(),
                                 project.versions, live.describe(), current.empty() ? "base" : current);
    if (!current.empty()) adoption.recorded = migrate::Heads{current};
    if (version) adoption.version_table = table;
    if (version && table != configured) adoption.settings.push_back({"database", "version_table", {table}});
    compare(program, live, current, table, adoption);
    return adoption;
}

}  // namespace retort::tools
