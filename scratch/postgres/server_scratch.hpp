#pragma once

#include <memory>
#include <optional>

#include "scratch/postgres/installation.hpp"
#include "scratch/scratch.hpp"

namespace retort::scratch::postgres {

/// Databases named retort_scratch_… on a server, dropped with the Scratch or with the process.
/// Throws Error RT216 when the role may not create databases.
std::unique_ptr<Scratch> scratch_on_server(const sql::Url& url);

/// Databases of a throwaway cluster, on which SQL that is not trusted runs without the rights of a superuser. It has
/// the roles of the live server, without their privileges, so that statements which name them (GRANT, CREATE POLICY …
/// TO) can run.
std::unique_ptr<Scratch> scratch_in_cluster(const Installation& installation, const std::optional<sql::Url>& live,
                                            bool trusted);

/// The database of the URL itself, which must be empty. Only one database exists at a time: `create` and the end of
/// the Scratch empty it. Throws Error RT218 when it is not empty.
std::unique_ptr<Scratch> scratch_in_database(const sql::Url& url);

}  // namespace retort::scratch::postgres
