#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "pipeline/project.hpp"
#include "pipeline/source.hpp"
#include "scratch/scratch_source.hpp"

namespace retort::pipeline {

/// Reads sources of one dialect in the form in which the engine stores them. Sources without a database are built
/// on one scratch, opened on first use.
class SourceReader {
public:
    /// Connects to the `sources` that are databases. `models`: models will be compared, and may be normalized in
    /// temporary tables there.
    SourceReader(Project& project, Dialect dialect, const std::vector<const Source*>& sources, bool models);

    Schema read(const Source& source);

    /// The objects that excluded objects of the source depend on; empty for models and snapshots, which contain
    /// no excluded objects.
    introspect::ExcludedDependents excluded_dependents(const Source& source);

    /// A database with the source's schema; not for models. One on the scratch is at the head of the revisions.
    introspect::Database& database(const Source& source);

    scratch::ScratchSource& scratch() { return scratch_; }

    /// Why the models' expressions were compared by structure; empty: the server normalized them.
    const std::string& structural() const { return structural_; }

private:
    introspect::Database* first_connection();
    scratch::ScratchOptions scratch_options();
    void build(introspect::Database& database, const Source& source);

    Project& project_;
    Dialect dialect_;
    std::map<std::string, std::unique_ptr<introspect::Database>> connections_;  ///< by Source::name
    scratch::ScratchSource scratch_;
    std::string structural_;
    std::map<std::string, std::unique_ptr<introspect::Database>> built_;  ///< on the scratch, by Source::name
};

}  // namespace retort::pipeline
