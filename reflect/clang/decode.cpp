#include <clang/AST/APValue.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtCXX.h>

#include "reflect/clang/names.hpp"
#include "reflect/lower/clauses.hpp"

namespace retort::reflect {

namespace {

using clang::APValue;

/// An element of an array value, explicit or from the filler.
const APValue* element(const APValue& array, unsigned i) {
    if (!array.isArray()) return nullptr;
    if (i < array.getArrayInitializedElts()) return &array.getArrayInitializedElt(i);
    return array.hasArrayFiller() ? &array.getArrayFiller() : nullptr;
}

std::string text_of(const APValue& pointer) {
    if (!pointer.isLValue() || pointer.isNullPointer()) return {};
    const APValue::LValueBase base = pointer.getLValueBase();
    const auto offset = static_cast<std::size_t>(pointer.getLValueOffset().getQuantity());
    if (const auto* expression = base.dyn_cast<const clang::Expr*>()) {
        if (const auto* literal = llvm::dyn_cast<clang::StringLiteral>(expression->IgnoreParens())) {
            const llvm::StringRef bytes = literal->getBytes();
            return offset <= bytes.size() ? bytes.drop_front(offset).str() : std::string{};
        }
        return {};
    }
    if (const auto* declaration = base.dyn_cast<const clang::ValueDecl*>()) {
        const auto* variable = llvm::dyn_cast<clang::VarDecl>(declaration);
        const APValue* value = variable != nullptr ? variable->evaluateValue() : nullptr;
        std::string text;
        if (value != nullptr && value->isArray())
            for (auto i = static_cast<unsigned>(offset); i < value->getArraySize(); ++i) {
                const APValue* c = element(*value, i);
                if (c == nullptr || !c->isInt() || c->getInt() == 0) break;
                text += static_cast<char>(c->getInt().getExtValue());
            }
        return text;
    }
    return {};
}

/// Template argument 0 of the member_id<M> or type_tag<T>::id that the pointer points to.
const clang::TemplateArgument* tagged(const APValue& pointer) {
    if (!pointer.isLValue() || pointer.isNullPointer()) return nullptr;
    const auto* declaration = pointer.getLValueBase().dyn_cast<const clang::ValueDecl*>();
    if (declaration == nullptr) return nullptr;
    if (const auto* id = llvm::dyn_cast<clang::VarTemplateSpecializationDecl>(declaration))
        return id->getTemplateArgs().size() > 0 ? &id->getTemplateArgs()[0] : nullptr;
    const auto* holder = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(declaration->getDeclContext());
    return holder != nullptr && holder->getTemplateArgs().size() > 0 ? &holder->getTemplateArgs()[0] : nullptr;
}

std::int64_t integer(const APValue& value) {
    if (!value.isInt()) return 0;
    return value.getInt().isUnsigned() ? static_cast<std::int64_t>(value.getInt().getZExtValue())
                                       : value.getInt().getSExtValue();
}

Fact decode_fact(const APValue& value, clang::QualType* stored_as) {
    Fact fact;
    fact.kind = static_cast<fact_kind>(integer(value.getStructField(0)));
    fact.on = static_cast<engine>(integer(value.getStructField(1)));
    fact.text = text_of(value.getStructField(2));
    fact.more = text_of(value.getStructField(3));
    fact.number = integer(value.getStructField(4));
    if (value.getStructField(5).isFloat()) fact.real = value.getStructField(5).getFloat().convertToDouble();
    if (const clang::TemplateArgument* tag = tagged(value.getStructField(6))) {
        if (tag->getKind() == clang::TemplateArgument::Declaration) {
            const clang::ValueDecl* member = tag->getAsDecl();
            fact.member.name = member->getNameAsString();
            if (const auto* owner = llvm::dyn_cast<clang::CXXRecordDecl>(member->getDeclContext()))
                fact.member.owner = qualified(owner);
        } else if (tag->getKind() == clang::TemplateArgument::Type) {
            if (const clang::CXXRecordDecl* record = tag->getAsType()->getAsCXXRecordDecl())
                fact.type = qualified(record);
            else
                fact.type = tag->getAsType().getCanonicalType().getAsString();
            if (fact.kind == fact_kind::stored_as && stored_as != nullptr) *stored_as = tag->getAsType();
        }
    }
    return fact;
}

// --- locations

const clang::Expr* bare(const clang::Expr* expression) {
    for (;;) {
        expression = expression->IgnoreParenImpCasts();
        if (const auto* made = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(expression))
            expression = made->getSubExpr();
        else if (const auto* bound = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(expression))
            expression = bound->getSubExpr();
        else if (const auto* full = llvm::dyn_cast<clang::FullExpr>(expression))
            expression = full->getSubExpr();
        else if (const auto* cast = llvm::dyn_cast<clang::CXXFunctionalCastExpr>(expression))
            expression = cast->getSubExpr();
        else if (const auto* copy = llvm::dyn_cast<clang::CXXConstructExpr>(expression);
                 copy != nullptr && !llvm::isa<clang::CXXTemporaryObjectExpr>(copy) && copy->getNumArgs() == 1 &&
                 copy->getConstructor()->isCopyOrMoveConstructor())
            expression = copy->getArg(0);
        else
            return expression;
    }
}

struct Call {
    std::string name;
    clang::SourceLocation at;
};

/// Splits `f<…>(…).g(…).h(…)` into its first expression and the calls after it, in order.
const clang::Expr* unchain(const clang::Expr* expression, std::vector<Call>& calls) {
    expression = bare(expression);
    while (const auto* call = llvm::dyn_cast<clang::CXXMemberCallExpr>(expression)) {
        const auto* member = llvm::dyn_cast<clang::MemberExpr>(call->getCallee()->IgnoreParenImpCasts());
        if (member == nullptr) break;
        calls.insert(calls.begin(), Call{member->getMemberDecl()->getNameAsString(), member->getMemberLoc()});
        expression = bare(call->getImplicitObjectArgument());
    }
    return expression;
}

/// The method of the public header that adds a clause.
std::string method(fact_kind kind) {
    switch (kind) {
        case fact_kind::target_type:
        case fact_kind::target_member:
        case fact_kind::delete_action:
        case fact_kind::update_action: return "references";
        case fact_kind::default_bool:
        case fact_kind::default_integer:
        case fact_kind::default_unsigned:
        case fact_kind::default_real:
        case fact_kind::default_text:
        case fact_kind::default_label: return "server_default";
        case fact_kind::set_member: return "set_columns";
        case fact_kind::include: return "include";
        case fact_kind::external: return "external";
        case fact_kind::dropped: return "dropped";
        case fact_kind::dropped_column: return "dropped_column";
        case fact_kind::unlogged: return "unlogged";
        case fact_kind::strict: return "strict";
        case fact_kind::without_rowid: return "without_rowid";
        case fact_kind::storage_parameter: return "storage";
        case fact_kind::only: return "only";
        case fact_kind::not_null: return "not_null";
        case fact_kind::old_label: return "old_label";
        case fact_kind::label: return "label";
        case fact_kind::omit: return "omit";
        default: return word(kind);
    }
}

void locate_rule(Walk& walk, const clang::Expr* expression, Rule& rule) {
    std::vector<Call> calls;
    const clang::Expr* first = unchain(expression, calls);
    rule.place = walk.place(first->getExprLoc().isValid() ? first->getBeginLoc() : expression->getBeginLoc());
    std::size_t at = 0;
    Location current = rule.place;
    for (Fact& fact : rule.facts) {
        const std::string name = method(fact.kind);
        for (std::size_t i = at; i < calls.size(); ++i) {
            if (calls[i].name != name && !(name == "partition_by" && calls[i].name.rfind("partition_by", 0) == 0))
                continue;
            current = walk.place(calls[i].at);
            at = i + 1;
            break;
        }
        fact.place = current;
    }
}

const clang::Expr* returned(const clang::Stmt* statement) {
    if (statement == nullptr) return nullptr;
    if (const auto* back = llvm::dyn_cast<clang::ReturnStmt>(statement)) return back->getRetValue();
    for (const clang::Stmt* child : statement->children())
        if (const clang::Expr* found = returned(child)) return found;
    return nullptr;
}

}  // namespace

Rule decode_rule(const APValue& value, clang::QualType* stored_as) {
    Rule rule;
    rule.kind = static_cast<rule_kind>(integer(value.getStructField(0)));
    const auto count = static_cast<unsigned>(integer(value.getStructField(2)));
    for (unsigned i = 0; i < count; ++i)
        if (const APValue* fact = element(value.getStructField(3), i))
            rule.facts.push_back(decode_fact(*fact, stored_as));
    return rule;
}

void locate(Walk& walk, const clang::FunctionDecl* schema, std::vector<Rule>& rules) {
    const Location whole = walk.place(schema->getLocation());
    for (Rule& rule : rules) {
        rule.place = whole;
        for (Fact& fact : rule.facts) fact.place = whole;
    }
    const clang::Expr* expression = returned(schema->getBody());
    if (expression == nullptr || rules.empty()) return;
    std::vector<Call> calls;
    const auto* built = llvm::dyn_cast<clang::CXXConstructExpr>(unchain(expression, calls));
    locate_rule(walk, expression, rules.front());
    if (built == nullptr) return;
    const unsigned before = rules.front().kind == rule_kind::mixin ? 0 : 1;
    if (built->getNumArgs() != rules.size() - 1 + before) return;
    for (unsigned i = 1; i < rules.size(); ++i) locate_rule(walk, built->getArg(i - 1 + before), rules[i]);
}

}  // namespace retort::reflect
