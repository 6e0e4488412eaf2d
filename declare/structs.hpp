#pragma once

#include <string>

#include "declare/rules.hpp"

namespace retort::declare {

/// The text of a struct.
struct StructText {
    std::string text{};        ///< the struct, with its doc comment
    std::string definition{};  ///< of `schema()`, if it stands after the struct; otherwise empty
};

/// `deferred`: `schema()` is defined after the struct, because it names members of structs that follow.
/// `base`: the mixin that it inherits; empty: none.
StructText struct_of(const Context& context, const Table& table, const TableRules& rules, bool deferred, bool describe,
                     const std::string& base);

/// The declaration of a member, with its doc comment.
std::string member_of(const Context& context, const Table& table, const Column& column);

/// The C++ type of a column: std::optional<T> if it is nullable.
std::string type_of(const Context& context, const ObjectName& table, const Column& column);

/// The text of `enum class`, with its doc comment.
std::string enum_of(const Names& names, const Enum& type, bool describe);

/// The specialization of retort::model for an enum whose name or labels differ from those that C++ has; empty if none
/// is needed.
std::string enum_model_of(const Names& names, const Enum& type);

}  // namespace retort::declare
