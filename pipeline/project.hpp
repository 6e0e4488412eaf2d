#pragma once

#include <optional>
#include <string>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "migrate/sum_file.hpp"
#include "migrate/version_store.hpp"
#include "plan/foreign_keys.hpp"
#include "schema/schema.hpp"
#include "scratch/scratch.hpp"

namespace retort::pipeline {

/// The models, revision files and settings to which sources refer. Each is read when a source needs it. The command
/// reads them from retort.toml (tools/configured_project.hpp).
class Project {
public:
    virtual ~Project() = default;

    /// The declared schema, not yet as the engine stores it, to be compared with `database` (may be null).
    virtual Schema models(Dialect dialect, introspect::Database* database) = 0;

    /// False without a folder of revision files: a scratch database is then not stamped.
    virtual bool has_revisions() = 0;
    virtual migrate::Chain revisions() = 0;
    /// The checksum file of the revisions, if there is one.
    virtual std::optional<migrate::SumFile> sums() { return std::nullopt; }

    /// The version and history tables, and the filter of comparisons.
    virtual migrate::VersionStore version_store(Dialect dialect) = 0;

    /// The options for scratch databases, without the live server's version.
    virtual scratch::ScratchOptions scratch_options(Dialect dialect) = 0;

    /// How sources that are databases are opened.
    virtual introspect::OpenOptions open_options() { return {}; }

    /// How scripts for SQLite treat foreign keys.
    virtual plan::ForeignKeys foreign_keys() { return plan::ForeignKeys::off; }

    /// The dialect of the configured database; unset if none is configured, or if its URL can't be read.
    virtual std::optional<Dialect> dialect() = 0;

    /// Throws the Error of a configured database whose URL can't be read: a variable that is not set.
    virtual void check_url() {}

    /// Shows the current activity until `done`.
    virtual void progress(const std::string&) {}
    virtual void done() {}
    /// Reports something that the result does not say.
    virtual void note(const std::string&) {}
};

}  // namespace retort::pipeline
