#pragma once

#include <string>
#include <string_view>

namespace retort::emit::postgres {

/// PostgreSQL prints `role IN ('a', 'b')` over varchar as
/// `(ARRAY['a'::character varying, …])::text[]`, but parses that as a cast of every element
/// (parse_expr.c, transformTypeCast) and then prints it differently. This adds a cast to the array's own type,
/// `(ARRAY[…]::character varying[])::text[]`, which the server prints back as the original expression.
/// String literals, quoted identifiers and dollar-quoted bodies are unchanged.
std::string keep_array_casts(std::string sql);

}  // namespace retort::emit::postgres
