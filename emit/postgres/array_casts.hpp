#pragma once

#include <string>
#include <string_view>

namespace retort::emit::postgres {

/// PostgreSQL prints `role IN ('a', 'b')` over varchar as
/// `(ARRAY['a'::character varying, …])::text[]`, but reads that as a cast of every element
/// (parse_expr.c, transformTypeCast) and then prints it differently. With the array's own type
/// said in between, `(ARRAY[…]::character varying[])::text[]`, the same expression comes back.
/// String literals and quoted bodies are left alone.
std::string keep_array_casts(std::string sql);

}  // namespace retort::emit::postgres
