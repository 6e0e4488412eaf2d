#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "migrate/chain.hpp"

namespace retort::tools {

class Program;

/// The current revisions of the live database, for a listing. When the database can't be queried, warns on
/// standard error and returns none.
migrate::Heads current_if_reachable(Program& program);

/// A list of revisions, one to a line, with aligned columns:
/// "3f2a9c1d7e40  0003  convert role to enum  (branch billing, head, current)". A head on which another revision
/// depends is an effective head, as in Alembic: its revision is not in the version table once the other has run.
class Listing {
public:
    Listing(const migrate::Chain& chain, std::vector<const migrate::Revision*> shown, const migrate::Heads& current);

    /// `verbose`: with the file, what it follows, its date, dialect and proof below each line.
    std::string text(bool verbose) const;

    /// The lines of one revision.
    std::string entry(const migrate::Revision& revision, bool verbose) const;

private:
    std::string line(const migrate::Revision& revision) const;

    std::vector<const migrate::Revision*> shown_;
    std::set<std::string_view> heads_, effective_heads_, current_;
    std::size_t id_width_ = 0, number_width_ = 0;
};

/// The titles of `heads` for a message: "0003 convert role to enum (3f2a9c1d7e40)", "base".
std::string titles(const migrate::Chain& chain, const migrate::Heads& heads);

}  // namespace retort::tools
