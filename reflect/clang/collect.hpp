#pragma once

#include <memory>

#include <clang/AST/ASTConsumer.h>

#include "reflect/clang/unit.hpp"

namespace retort::reflect {

/// Finds the models of a translation unit while Clang parses it, and adds them to `result`.
std::unique_ptr<clang::ASTConsumer> make_collector(const UnitRequest& request, UnitResult& result);

}  // namespace retort::reflect
