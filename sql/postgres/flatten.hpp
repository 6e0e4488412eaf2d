#pragma once

#include <string>
#include <string_view>

namespace retort::sql::postgres {

/// Rewrites `((a AND b) AND c)` to `(a AND b AND c)` in `sql`, a text that the server printed, and OR likewise.
/// The server's parser builds one list of operands for both forms (makeAndExpr in src/backend/parser/gram.y), but
/// keeps the brackets of expressions that it builds itself, for example from `x BETWEEN a AND b`: such an
/// expression changes its text when it is printed, parsed and printed again. `(a AND (b AND c))` stays
/// unchanged, as in the server. Literals, quoted names and dollar-quoted texts stay unchanged.
std::string flatten_logic(std::string_view sql);

}  // namespace retort::sql::postgres
