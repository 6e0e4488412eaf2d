#pragma once

#include <string>
#include <string_view>

namespace retort::sql::postgres {

/// `sql` as the server prints it, with `((a AND b) AND c)` written `(a AND b AND c)`, and OR likewise. The
/// server's parser makes one list of operands of both (makeAndExpr in src/backend/parser/gram.y), but keeps
/// the brackets for what it makes itself, of `x BETWEEN a AND b` for example: printed, read and printed again such
/// an expression would be another text. `(a AND (b AND c))` stays, as it does there. Literals, quoted names and
/// dollar-quoted texts are left alone.
std::string flatten_logic(std::string_view sql);

}  // namespace retort::sql::postgres
