#include "pipeline/source_reader.hpp"

#include <fmt/format.h>

#include "desired/normalize.hpp"
#include "desired/structural.hpp"
#include "emit/plan.hpp"
#include "migrate/runner.hpp"
#include "pipeline/replay.hpp"
#include "pipeline/sql_file.hpp"
#include "sql/encoding.hpp"
#include "sql/text_file.hpp"

namespace retort::pipeline {

namespace {

std::map<std::string, std::unique_ptr<introspect::Database>> connect(Project& project,
                                                                     const std::vector<const Source*>& sources,
                                                                     bool models) {
    std::map<std::string, std::unique_ptr<introspect::Database>> connections;
    for (const Source* source : sources) {
        if (!source->url || connections.contains(source->name)) continue;
        connections[source->name] = introspect::open(
            *source->url, models ? introspect::access_to_compare(source->url->dialect) : introspect::Access::read_only,
            project.open_options());
    }
    return connections;
}

}  // namespace

SourceReader::SourceReader(Project& project, Dialect dialect, const std::vector<const Source*>& sources, bool models)
    : project_(project),
      dialect_(dialect),
      connections_(connect(project, sources, models)),
      scratch_(scratch_options()) {}

introspect::Database* SourceReader::first_connection() {
    return connections_.empty() ? nullptr : connections_.begin()->second.get();
}

scratch::ScratchOptions SourceReader::scratch_options() {
    scratch::ScratchOptions options = project_.scratch_options(dialect_);
    const introspect::Database* live = first_connection();
    if (live && live->dialect() == dialect_) options.major_version = live->major_version();
    return options;
}

Schema SourceReader::read(const Source& source) {
    if (source.kind == Source::Kind::snapshot) return *source.snapshot;
    if (source.kind != Source::Kind::models)
        return database(source).introspect(project_.version_store(dialect_).filter());
    introspect::Database* live = first_connection();
    const Schema declared = project_.models(dialect_, live);
    if (live == nullptr) return desired::normalize(declared, nullptr, &scratch_);
    return desired::normalize_or_match(declared, live->introspect(project_.version_store(dialect_).filter()), *live,
                                       scratch_, structural_);
}

introspect::ExcludedDependents SourceReader::excluded_dependents(const Source& source) {
    if (source.kind == Source::Kind::models || source.kind == Source::Kind::snapshot) return {};
    return database(source).excluded_dependents(project_.version_store(dialect_).filter());
}

introspect::Database& SourceReader::database(const Source& source) {
    if (source.url) return *connections_.at(source.name);
    std::unique_ptr<introspect::Database>& built = built_[source.name];
    if (built) return *built;
    project_.progress(fmt::format("building {} on a scratch database", source.name));
    built = scratch_.get().create();
    build(*built, source);
    project_.done();
    return *built;
}

void SourceReader::build(introspect::Database& database, const Source& source) {
    const migrate::VersionStore store = project_.version_store(dialect_);
    if (source.kind == Source::Kind::migrations) {
        const migrate::Chain chain = project_.revisions();
        if (chain.empty()) return;
        const migrate::Revision* head = source.revisions ? nullptr : chain.head();
        replay(database, chain, store, source.revisions ? *source.revisions : migrate::Heads{head->id});
        for (const std::string& each : skipped_step_notes(chain, dialect_)) project_.note(each);
        return;
    }
    const std::string text = source.kind == Source::Kind::snapshot
                                 ? emit::to_text(emit::create_script(*source.snapshot))
                                 : sql::read_text_file(source.name);
    run_sql_file(database, text, source.name, scratch_.get());
    if (!project_.has_revisions()) return;
    const migrate::Chain chain = project_.revisions();
    if (!chain.empty()) migrate::Runner(database, chain, store).stamp("head");
}

}  // namespace retort::pipeline
