#pragma once

#include "sql/url.hpp"

namespace retort::scratch::postgres {

/// Throws Error RT324 if SQL that runs as the role of this URL could run programs or read files of the server: the role
/// is a superuser, a member of a role with these rights, or could make itself one. Throws RT031 when it can't connect.
/// A session with SET ROLE or SET SESSION AUTHORIZATION would be no way out: the SQL can reset both.
void require_restricted_role(const sql::Url& url);

}  // namespace retort::scratch::postgres
