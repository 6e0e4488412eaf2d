#include "reflect/clang/unusable.hpp"

#include <algorithm>

#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>

namespace retort::reflect {

namespace {

using clang::CXXMethodDecl;
using clang::CXXRecordDecl;

bool is_rules(const CXXRecordDecl* record) {
    if (record == nullptr) return false;
    const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(record->getDeclContext());
    return space != nullptr && space->getName() == "retort" &&
           (record->getName() == "table" || record->getName() == "mixin");
}

/// True for `table` and `mixin` before their arguments are deduced.
bool is_template_of_rules(clang::QualType type) {
    const auto* deduced = type->getAs<clang::DeducedTemplateSpecializationType>();
    if (deduced == nullptr) return false;
    const clang::TemplateDecl* made = deduced->getTemplateName().getAsTemplateDecl();
    return made != nullptr && is_rules(llvm::dyn_cast_or_null<CXXRecordDecl>(made->getTemplatedDecl()));
}

/// True if a body makes a table or mixin: the type of a function that is not instantiated is not known.
bool makes_rules(const clang::Stmt* statement) {
    if (statement == nullptr) return false;
    if (const auto* name = llvm::dyn_cast<clang::OverloadExpr>(statement)) {
        const std::string text = name->getName().getAsString();
        if (text == "table" || text == "mixin") return true;
    }
    if (const auto* made = llvm::dyn_cast<clang::Expr>(statement)) {
        const auto* unresolved = llvm::dyn_cast<clang::CXXUnresolvedConstructExpr>(made);
        if (is_template_of_rules(unresolved != nullptr ? unresolved->getTypeAsWritten() : made->getType())) return true;
        if (is_rules(made->getType()->getAsCXXRecordDecl())) return true;
    }
    return std::any_of(statement->child_begin(), statement->child_end(), makes_rules);
}

bool returns_rules(const clang::FunctionDecl* function) {
    const clang::QualType type = function->getReturnType();
    if (!type->isUndeducedType() && !type->isDependentType()) return is_rules(type->getAsCXXRecordDecl());
    const clang::FunctionDecl* defined = nullptr;
    return function->hasBody(defined) && makes_rules(defined->getBody());
}

}  // namespace

std::string why_unusable(const clang::NamedDecl* declaration) {
    if (const auto* method = llvm::dyn_cast<CXXMethodDecl>(declaration)) {
        if (!returns_rules(method)) return {};
        return method->isStatic() ? "has parameters" : "is not static";
    }
    if (const auto* made = llvm::dyn_cast<clang::FunctionTemplateDecl>(declaration))
        return returns_rules(made->getTemplatedDecl()) ? "is a template" : "";
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(declaration);
    if (variable == nullptr) return {};
    const CXXRecordDecl* type = variable->getType()->getAsCXXRecordDecl();
    const CXXMethodDecl* call = type != nullptr && type->isLambda() ? type->getLambdaCallOperator() : nullptr;
    if (call != nullptr) return returns_rules(call) ? "is a lambda" : "";
    return is_rules(type) ? "is a variable" : "";
}

}  // namespace retort::reflect
