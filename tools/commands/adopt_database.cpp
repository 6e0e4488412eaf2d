#include <fmt/format.h>

#include <filesystem>

#include "migrate/file_name.hpp"
#include "pipeline/autogenerate.hpp"
#include "pipeline/baseline.hpp"
#include "scratch/scratch_source.hpp"
#include "tools/commands/adoption.hpp"
#include "tools/program.hpp"
#include "tools/unsupported.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

std::string counted(const pipeline::Baseline& made, const std::string& database) {
    const std::size_t others = made.objects.size() > made.tables ? made.objects.size() - made.tables : 0;
    const std::string tables = fmt::format("{} table{}", made.tables, made.tables == 1 ? "" : "s");
    if (others == 0) return fmt::format("{} has {}", database, tables);
    return fmt::format("{} has {} and {} other object{}", database, tables, others, others == 1 ? "" : "s");
}

}  // namespace

Adoption adopt_database(Program& program, const AdoptOptions& options, introspect::Database& live, std::string id,
                        const std::string& version_table) {
    const Config& config = program.required_config();
    const std::string pattern = expand(config.file_name);
    migrate::check_file_name(pattern);
    if (!options.stamp.empty() && options.stamp != "none")
        throw unknown_state(fmt::format("--stamp {} is the version of no file", options.stamp),
                            "a baseline is recorded itself, unless --stamp none is given");
    Adoption adoption;
    adoption.source = "database";
    const migrate::VersionStore configured = version_store(program, live.dialect());
    const migrate::VersionStore store =
        version_table.empty()
            ? configured
            : migrate::VersionStore(live.dialect(), version_table, expand(config.history_table), configured.filter());
    scratch::ScratchSource scratch(scratch_options(program, live.dialect(), &live));
    program.terminal().progress(options.no_verify ? "reading the database" : "reading the database, and proving");
    pipeline::Baseline made = pipeline::baseline(live, store, scratch.get(),
                                                 {.message = options.message.empty() ? "baseline" : options.message,
                                                  .id = options.id.empty() ? std::move(id) : options.id,
                                                  .foreign_keys = foreign_keys(config),
                                                  .verify = !options.no_verify});
    program.terminal().done();
    report_unsupported(program, made.not_compared);
    if (!made.revision) {
        adoption.found = fmt::format("{} has no object in scope: there is nothing to adopt", live.describe());
        adoption.nothing = true;
        return adoption;
    }
    adoption.found = counted(made, live.describe());
    adoption.notes = std::move(made.notes);
    adoption.proof = made.verified;
    const std::filesystem::path folder = migrations_folders(program).front();
    migrate::Revision& revision = *made.revision;
    revision.path = (folder / migrate::file_name(pattern, revision)).string();
    adoption.changes.push_back({.to = revision.path, .after = migrate::format_revision(revision)});
    adoption.recorded = migrate::Heads{revision.id};
    adoption.version_table = version_table;
    adoption.revisions.push_back(std::move(revision));
    return adoption;
}

}  // namespace retort::tools
