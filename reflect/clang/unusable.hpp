#pragma once

#include <string>

#include <clang/AST/Decl.h>

namespace retort::reflect {

/// Why a member named schema is no static function without parameters, if it would return a retort::table or mixin:
/// "is not static", "has parameters", "is a template", "is a lambda", "is a variable". Its struct would be no model,
/// and the next revision would drop its table. Empty for a member that has nothing to do with Retort.
std::string why_unusable(const clang::NamedDecl* declaration);

}  // namespace retort::reflect
