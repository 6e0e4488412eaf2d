#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "schema/error.hpp"
#include "schema/schema.hpp"
#include "scratch/scratch.hpp"

namespace retort::migrate {

/// The proof of one revision of a chain.
struct ChainProof {
    const Revision* revision = nullptr;
    std::string verified{};                    ///< the result for bound_to; empty: not proved
    std::vector<std::string> steps_not_run{};  ///< those that it calls: only the program has these functions
    std::vector<std::string> notes{};          ///< parts that were not proved, and why
    std::vector<Diagnostic> errors{};          ///< why it is not proved
    const Revision* blocked_by = nullptr;  ///< not proved since this ancestor's upgrade fails, which is reported there
};

/// True for a revision without a downgrade: its upgrade has statements, and its downgrade has none.
/// Throws the errors of statements_of.
bool is_irreversible(const Revision& revision, Dialect dialect);

/// Runs the upgrades of `revisions`, in their order, on a scratch database. `hint` is the way out of a failure. Throws
/// the errors of run_step, and RT069.
void build_chain(introspect::Database& database, const std::vector<const Revision*>& revisions,
                 const std::string& where, const std::string& hint);

/// Proves the revisions of `ids`, in an order in which each follows its ancestors, and returns one result for each.
///
/// A revision runs on a scratch database that has its ancestors' upgrades and nothing else: its upgrade, its downgrade,
/// which must produce the schema before, and its upgrade again, which must produce the schema of the first one. Rows
/// that revisions insert are there. An irreversible revision is proved upwards. Then, on PostgreSQL, a database that
/// has only that schema and sample rows in the tables that the revision touches or creates runs it again (`prove`);
/// where that database can't be built, or fails without rows too, the result says "without rows". The live database
/// is not queried. Steps of a program are skipped, and the result says "without step NAME".
///
/// One database serves all revisions that follow each other, so the time grows with the length of the chain; a branch,
/// a merge and a failure each start another. `started` is called before each revision; it may be empty.
/// Throws the errors of the scratch.
std::vector<ChainProof> prove_chain(const Chain& chain, const std::set<std::string>& ids, scratch::Scratch& scratch,
                                    const std::function<void(const Revision&)>& started = {});

}  // namespace retort::migrate
