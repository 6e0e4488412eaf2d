#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/revision.hpp"
#include "migrate/version_store.hpp"
#include "plan/foreign_keys.hpp"
#include "schema/schema.hpp"
#include "scratch/scratch.hpp"

namespace retort::pipeline {

struct BaselineOptions {
    std::string message;
    std::string id;  ///< empty: one is made
    plan::ForeignKeys foreign_keys = plan::ForeignKeys::off;
    bool verify = true;  ///< false: the file says "verified: no"
};

/// The first revision of a chain for a database that exists: its upgrade builds the schema in scope from nothing. Its
/// number is 0000.
struct Baseline {
    std::optional<migrate::Revision> revision{};  ///< unset: the database has no object in scope
    std::string verified{};                       ///< the result of the proof; empty: not proved
    std::vector<std::string> objects{};           ///< what it creates, each a text
    std::size_t tables = 0;                       ///< of the database, in scope
    std::vector<std::string> notes{};             ///< what it does not have, and of the proof
    std::set<Unsupported> not_compared{};         ///< objects that no revision can create
};

/// Plans the schema of `live` from that of an empty database of `scratch`, and the way back, and proves both as any
/// other revision. Where sample rows make the proof fail it is proved without them; where the way back can't be
/// planned, the revision has no downgrade and says why. Only reads `live`. Throws Error RT363 for a schema that can't
/// be planned, and the errors of prove.
Baseline baseline(introspect::Database& live, const migrate::VersionStore& store, scratch::Scratch& scratch,
                  const BaselineOptions& options);

}  // namespace retort::pipeline
