#pragma once

#include <memory>
#include <optional>

#include "scratch/postgres/installation.hpp"
#include "scratch/scratch.hpp"

namespace retort::scratch::postgres {

/// Databases named retort_scratch_… on a server, dropped at the end, also of the process.
/// Throws Error RT216 when the role may not make databases.
std::unique_ptr<Scratch> scratch_on_server(const sql::Url& url);

/// Databases of a cluster of our own. It has the roles of the live server, without their rights,
/// so that what names them (GRANT, CREATE POLICY … TO) can be tried.
std::unique_ptr<Scratch> scratch_in_cluster(const Installation& installation, const std::optional<sql::Url>& live);

/// The named database itself, which must be empty: one at a time, emptied before the next
/// and at the end. Throws Error RT218 when it is not empty.
std::unique_ptr<Scratch> scratch_in_database(const sql::Url& url);

}  // namespace retort::scratch::postgres
