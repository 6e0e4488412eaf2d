#pragma once

#include <string>
#include <vector>

#include "migrate/chain.hpp"
#include "pipeline/diff_sources.hpp"
#include "review/page/page.hpp"

namespace retort::tools {

class Program;

/// The migrations of a review, and why these.
struct ReviewedMigrations {
    migrate::Chain chain{};
    std::vector<const migrate::Revision*> revisions{};  ///< of `chain`, in its order
    std::string chosen{};                               ///< a sentence without a period; may be empty
};

/// Reviews migrations: their states are replayed on a scratch database, and what they drop is counted in the live
/// database, if one is configured and can be queried. What can't be done is a note on the page. Throws the errors of
/// hazards::lint.
page::Page review_migrations(Program& program, const ReviewedMigrations& migrations);

/// Reviews the SQL that `diff` prints for two sources; what it drops is counted if `from` is a database. Throws the
/// errors of diff_sources.
page::Page review_sources(Program& program, const pipeline::Source& from, const pipeline::Source& to,
                          const pipeline::DiffOptions& options);

}  // namespace retort::tools
