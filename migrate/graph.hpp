#pragma once

#include <cstddef>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "migrate/revision.hpp"
#include "schema/error.hpp"

namespace retort::migrate {

/// The links of a revision to others, as their positions in the chain.
struct Links {
    std::vector<std::size_t> parents;       ///< its down_revision line
    std::vector<std::size_t> dependencies;  ///< its depends_on line, without the parents
    std::vector<std::size_t> children;      ///< the revisions whose parent it is, ascending
    std::vector<std::size_t> dependents;    ///< the revisions that depend on it, ascending
};

/// Links of one kind or two: `{&Links::parents, &Links::dependencies}`.
using Edges = std::initializer_list<std::vector<std::size_t> Links::*>;

/// For each position: whether it can be reached from `seeds`, which are among them.
std::vector<bool> reached(const std::vector<Links>& links, std::vector<std::size_t> seeds, Edges edges);

/// The files that are no revisions of the chain, because of errors.
struct BadFiles {
    std::set<std::string> ids;  ///< the ids in their headers
    bool unknown = false;       ///< true: a file could not be read, or its id could not
};

/// Checked revisions in the order of a chain, and their links.
struct Graph {
    std::vector<Revision> revisions;
    std::vector<Links> links;
};

/// Orders the revisions: each after its parents and dependencies, ties broken by number, then path, then id.
/// Throws Error with all `errors` and all found here, each naming its files: RT063 for an id in two files, RT064 for a
/// parent or dependency that is in no file (none for the ids of `bad`), RT065 for each cycle, RT310 for two revisions
/// of one number of which one is an ancestor of the other, RT311 for a label in two files, RT312 for a label that is an
/// id.
Graph ordered(std::vector<Revision> revisions, std::vector<Diagnostic> errors = {}, const BadFiles& bad = {});

/// The number of a revision as a value; 0 without one, and for one of more than 18 digits.
long long number_of(const Revision& revision);

/// `number` without leading zeros.
std::string_view significant(std::string_view number);

/// The revision that replaces a squashed one with this id, or nullptr.
const Revision* replacing_in(const std::vector<Revision>& revisions, std::string_view id);

/// The revision in a message: its path, or its title when it has no file.
std::string located(const Revision& revision);

}  // namespace retort::migrate
