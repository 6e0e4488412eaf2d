#pragma once

// Clang's headers are heavy: only collect.cpp, decode.cpp, types.cpp and unit.cpp include this.

#include <map>
#include <memory>
#include <string>

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/Expr.h>
#include <clang/Basic/SourceManager.h>

#include "reflect/record.hpp"

namespace clang {
class Sema;
}

namespace retort::reflect {

/// The state that the parts of the reader share for one translation unit.
class Walk {
public:
    Walk(clang::ASTContext& ast, std::string working_directory, bool doc_comments)
        : context(ast),
          sources(ast.getSourceManager()),
          working_directory_(std::move(working_directory)),
          doc_comments_(doc_comments) {}

    clang::ASTContext& context;
    clang::SourceManager& sources;
    /// Canonical type T → the clauses of model<T>::schema(), for types and enums.
    std::map<const clang::Type*, std::vector<Fact>> type_facts;
    /// Canonical type T → the type in which T is stored, from model<T>.
    std::map<const clang::Type*, clang::QualType> stored_as;

    Location place(clang::SourceLocation location);
    /// The doc comment of a declaration as one text, with one line per paragraph.
    std::string comment(const clang::Decl* declaration) const;
    CxxType type(clang::QualType type);
    std::shared_ptr<const Enumeration> enumeration(const clang::EnumDecl* declaration);

private:
    CxxType class_type(const clang::CXXRecordDecl* record, CxxType made);

    std::string working_directory_;
    bool doc_comments_;
    std::map<unsigned, std::shared_ptr<const SourceFile>> files_;
    std::map<const clang::EnumDecl*, std::shared_ptr<const Enumeration>> enumerations_;
};

/// "auth::User", without inline and unnamed namespaces; a template with its arguments.
std::string qualified(const clang::NamedDecl* declaration);

/// Decodes an APValue of type retort::rule. Sets `stored_as` to the type of a stored_as clause.
Rule decode_rule(const clang::APValue& value, clang::QualType* stored_as = nullptr);

/// Sets the locations of rules and clauses from the expression that `schema()` returns.
void locate(Walk& walk, const clang::FunctionDecl* schema, std::vector<Rule>& rules);

}  // namespace retort::reflect
