#pragma once

#include <string>
#include <string_view>

#include "sql/url.hpp"

namespace retort::sql {

/// The PostgreSQL URL of sessions that begin with `schema` alone in search_path, which is also what RESET ALL returns
/// to: it is a startup parameter (libpq, `options`). Those of `url` are kept; `environment` is the value of PGOPTIONS,
/// which libpq would ignore beside `options`. A pooler may reject or ignore startup parameters.
Url in_schema(const Url& url, std::string_view schema, std::string_view environment = {});

}  // namespace retort::sql
