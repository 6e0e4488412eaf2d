#pragma once

/// How a struct becomes a table. Include this in the header of a model and give the struct a
/// `static constexpr auto schema()` that returns a retort::table.
///
///     struct User {
///         std::int64_t id;
///         std::string email;
///
///         static constexpr auto schema() {
///             using namespace retort;
///             return table("users",
///                 column<&User::id>().primary_key().identity(),
///                 column<&User::email>().varchar(255).unique());
///         }
///     };
///
/// C++17, the standard library only, no code at run time.

#include "retort/model/column.hpp"
#include "retort/model/constraint.hpp"
#include "retort/model/fact.hpp"
#include "retort/model/index.hpp"
#include "retort/model/member.hpp"
#include "retort/model/table.hpp"
#include "retort/model/type.hpp"
