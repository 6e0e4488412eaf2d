#pragma once

/// Declares how a struct maps to a table. Include this in the header of a model and add a
/// `static constexpr auto schema()` that returns a retort::table to the struct.
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
/// It requires C++17 and only the standard library, and generates no code at run time.

#include "retort/model/column.hpp"
#include "retort/model/constraint.hpp"
#include "retort/model/fact.hpp"
#include "retort/model/index.hpp"
#include "retort/model/member.hpp"
#include "retort/model/table.hpp"
#include "retort/model/type.hpp"
