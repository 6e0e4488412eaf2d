#pragma once

#include <memory>
#include <string>
#include <vector>

#include "introspect/keeper.hpp"
#include "introspect/postgres/cluster.hpp"
#include "introspect/postgres/connection.hpp"
#include "introspect/scratch.hpp"

namespace retort::introspect::postgres {

/// Databases named retort_scratch_… on a server, dropped at the end, also of the process.
/// Throws Error RT035 when the role may not make databases.
std::unique_ptr<Scratch> scratch_on_server(const Url& url);

/// Databases of a cluster of our own.
std::unique_ptr<Scratch> scratch_in_cluster(const Installation& installation);

/// The named database itself, which must be empty: one at a time, emptied before the next
/// and at the end. Throws Error RT035 when it is not empty.
std::unique_ptr<Scratch> scratch_in_database(const Url& url);

}  // namespace retort::introspect::postgres
