#include "reflect/clang/collect.hpp"

#include <set>

#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>
#include <clang/Sema/Sema.h>
#include <clang/Sema/SemaConsumer.h>

#include "reflect/archive.hpp"
#include "reflect/clang/background_task.hpp"
#include "reflect/clang/names.hpp"
#include "reflect/clang/unusable.hpp"
#include "reflect/lower/errors.hpp"

namespace retort::reflect {

namespace {

using clang::CXXMethodDecl;
using clang::CXXRecordDecl;

/// A `schema()` and what it describes.
struct Found {
    const CXXRecordDecl* holder = nullptr;  ///< the struct that declares it: a model, a base, or model<T>
    CXXMethodDecl* schema = nullptr;
    clang::QualType about;  ///< T of model<T>; null when the holder describes itself
    bool done = false;      ///< its rules are known
};

/// The rules of some schema()s, each with its index among the candidates, as a BackgroundTask returns them.
struct Evaluated {
    struct One {
        std::int64_t candidate = 0;
        std::vector<Rule> rules;
    };
    std::vector<One> all;
};

template <class A>
void io(A& archive, Evaluated::One& value) {
    io(archive, value.candidate);
    io(archive, value.rules);
}

template <class A>
void io(A& archive, Evaluated& value) {
    io(archive, value.all);
}

/// Finds the structs that have a schema(), lets the compiler evaluate them, and describes them. Evaluation takes
/// nearly as long as parsing, so copies of this process do it while the parse continues.
class Collector : public clang::SemaConsumer {
public:
    static constexpr std::size_t batch = 200;  ///< candidates per copy

    Collector(const UnitRequest& request, UnitResult& result) : request_(request), result_(result) {}

    void Initialize(clang::ASTContext& context) override {
        schema_name_ = &context.Idents.get("schema");
        walk_ = std::make_unique<Walk>(context, request_.working_directory, request_.doc_comments);
    }
    void InitializeSema(clang::Sema& sema) override { sema_ = &sema; }
    void ForgetSema() override { sema_ = nullptr; }

    void HandleTagDeclDefinition(clang::TagDecl* tag) override {
        auto* record = llvm::dyn_cast<CXXRecordDecl>(tag);
        if (record == nullptr || record->isDependentContext() || record->isLambda() || record->getName().empty())
            return;
        clang::SourceManager& sources = record->getASTContext().getSourceManager();
        if (sources.isInSystemHeader(record->getLocation())) return;
        candidates_.push_back({record, schema_of(record), about(record)});
        if (candidates_.back().schema == nullptr) {
            candidates_.pop_back();
            if (clang::NamedDecl* other = other_schema_of(record)) others_.emplace_back(record, other);
        } else if (candidates_.size() - begun_ >= batch && request_.processes > 1 &&
                   (tasks_.empty() || tasks_.back().done()))
            begin_task(candidates_.size());
    }

    /// Instantiates the schema() of class templates' instances, which nothing calls. At the end of the translation unit
    /// it is too late: Sema has left its scopes.
    bool HandleTopLevelDecl(clang::DeclGroupRef declarations) override {
        const clang::SourceManager& sources = walk_->context.getSourceManager();
        // The only declaration of our own file is its last one (session.cpp).
        if (!declarations.isNull() && sources.isInMainFile((*declarations.begin())->getLocation()))
            for (std::size_t i = 0; i < candidates_.size(); ++i) {
                const Found one = candidates_[i];  // instances may be added
                complete_models_of_members(one.about.isNull() ? one.holder : one.about->getAsCXXRecordDecl());
            }
        for (; instantiated_ < candidates_.size(); ++instantiated_) {
            CXXMethodDecl* schema = candidates_[instantiated_].schema;
            if (schema->getTemplateInstantiationPattern() != nullptr && !schema->isDefined())
                sema_->MarkFunctionReferenced(schema->getLocation(), schema);
        }
        return true;
    }

    void HandleTranslationUnit(clang::ASTContext& context) override {
        if (context.getDiagnostics().hasErrorOccurred()) return;
        const std::size_t left = candidates_.size() - begun_;
        if (request_.processes > 1 && left >= batch / 4) begin_task(begun_ + left / 2);
        for (std::size_t i = begun_; i < candidates_.size(); ++i) candidates_[i].done = evaluate(candidates_[i], false);
        take_tasks();
        // The remaining candidates, in source order: they are wrong, or a copy evaluated them too early.
        for (const Found& one : candidates_)
            if (!one.done) evaluate(one, true);
        for (const auto& [record, declaration] : others_) report_unusable(record, declaration);
        // Types and enums first: members reference them.
        for (const Found& one : candidates_) describe(one);
        for (Record& record : result_.records) record.naming = naming_;
        try {
            errors_.raise();
        } catch (const Error& error) {
            result_.errors = error.diagnostics();
        }
    }

private:
    /// The struct's own static schema(), not one that it inherits.
    CXXMethodDecl* schema_of(CXXRecordDecl* record) const {
        for (clang::NamedDecl* declaration : record->lookup(clang::DeclarationName(schema_name_)))
            if (auto* method = llvm::dyn_cast<CXXMethodDecl>(declaration))
                if (method->isStatic() && method->getNumParams() == 0) return method;
        return nullptr;
    }

    /// Instantiates retort::model<T> of the members' types T that are class templates' instances: a partial
    /// specialisation may describe them, and nothing else needs it.
    void complete_models_of_members(const CXXRecordDecl* record) {
        if (record == nullptr || (record = record->getDefinition()) == nullptr) return;
        for (const clang::CXXBaseSpecifier& base : record->bases())
            complete_models_of_members(base.getType()->getAsCXXRecordDecl());
        for (const clang::FieldDecl* field : record->fields()) complete_models_of(field->getType());
    }

    void complete_models_of(clang::QualType type) {
        const CXXRecordDecl* record = type->getAsCXXRecordDecl();
        const auto* made = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(record);
        if (made == nullptr || model_template() == nullptr || !asked_.insert(made->getCanonicalDecl()).second) return;
        for (const clang::TemplateArgument& argument : made->getTemplateArgs().asArray())
            if (argument.getKind() == clang::TemplateArgument::Type) complete_models_of(argument.getAsType());
        if (made->isInStdNamespace()) return;
        const clang::SourceLocation at = record->getLocation();
        clang::TemplateArgumentListInfo arguments(at, at);
        const clang::QualType canonical = type.getCanonicalType().getUnqualifiedType();
        arguments.addArgument(clang::TemplateArgumentLoc(clang::TemplateArgument(canonical),
                                                         walk_->context.getTrivialTypeSourceInfo(canonical, at)));
        const clang::QualType model = sema_->CheckTemplateIdType(clang::TemplateName(model_template()), at, arguments);
        if (!model.isNull()) sema_->isCompleteType(at, model);
    }

    /// retort::model; nullptr if the header is not included.
    clang::ClassTemplateDecl* model_template() {
        if (model_ != nullptr) return model_;
        clang::ASTContext& context = walk_->context;
        for (clang::NamedDecl* space : context.getTranslationUnitDecl()->lookup(&context.Idents.get("retort")))
            if (auto* found = llvm::dyn_cast<clang::NamespaceDecl>(space))
                for (clang::NamedDecl* each : found->lookup(&context.Idents.get("model")))
                    if (auto* made = llvm::dyn_cast<clang::ClassTemplateDecl>(each)) model_ = made;
        return model_;
    }

    /// A member named schema that nothing can call without an object or arguments.
    clang::NamedDecl* other_schema_of(CXXRecordDecl* record) const {
        for (clang::NamedDecl* declaration : record->lookup(clang::DeclarationName(schema_name_)))
            if (llvm::isa<CXXMethodDecl, clang::FunctionTemplateDecl, clang::VarDecl>(declaration)) return declaration;
        return nullptr;
    }

    void report_unusable(const CXXRecordDecl* record, const clang::NamedDecl* declaration) {
        const std::string why = why_unusable(declaration);
        if (why.empty()) return;
        errors_.add("RT388", walk_->place(declaration->getLocation()), "schema() of '" + qualified(record) + "' " + why,
                    "write: static constexpr auto schema()");
    }

    static clang::QualType about(const CXXRecordDecl* record) {
        const auto* made = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
        if (made == nullptr || made->getName() != "model" || made->getTemplateArgs().size() != 1) return {};
        const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(made->getDeclContext());
        if (space == nullptr || space->getName() != "retort" ||
            made->getTemplateArgs()[0].getKind() != clang::TemplateArgument::Type)
            return {};
        return made->getTemplateArgs()[0].getAsType().getCanonicalType();
    }

    /// "table", "mixin", "enumeration_rule", "type_rule", "naming_rule", or empty for any other result type.
    static std::string result_of(const CXXMethodDecl* schema) {
        const CXXRecordDecl* record = schema->getReturnType()->getAsCXXRecordDecl();
        if (record == nullptr) return {};
        const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(record->getDeclContext());
        return space != nullptr && space->getName() == "retort" ? record->getNameAsString() : std::string{};
    }

    /// Starts a copy of this process that evaluates the candidates up to `end` that no copy has yet.
    void begin_task(std::size_t end) {
        const std::size_t first = std::exchange(begun_, end);
        tasks_.emplace_back([this, first, end] {
            Evaluated made;
            for (std::size_t i = first; i < end; ++i)
                if (auto rules = evaluate_ahead(candidates_[i]))
                    made.all.push_back({static_cast<std::int64_t>(i), std::move(*rules)});
            return archive::packed(std::move(made));
        });
    }

    void take_tasks() {
        for (BackgroundTask& task : tasks_) {
            std::optional<Evaluated> made = archive::unpacked<Evaluated>(task.result());
            if (!made) continue;
            for (Evaluated::One& one : made->all) {
                Found& found = candidates_[static_cast<std::size_t>(one.candidate)];
                rules_[found.holder->getCanonicalDecl()] = std::move(one.rules);
                found.done = true;
            }
        }
        tasks_.clear();
    }

    /// The rules of a table or mixin, if the parse has progressed far enough to evaluate them.
    std::optional<std::vector<Rule>> evaluate_ahead(const Found& one) {
        CXXMethodDecl* schema = one.schema;
        if (schema->getReturnType()->isUndeducedType() || !schema->hasBody() || !schema->isConstexpr())
            return std::nullopt;
        const std::string made = result_of(schema);
        if (made != "table" && made != "mixin") return std::nullopt;
        clang::Expr::EvalResult value;
        llvm::SmallVector<clang::PartialDiagnosticAt, 8> notes;
        value.Diag = &notes;
        if (!call_of(schema)->EvaluateAsConstantExpr(value, walk_->context) || !value.Val.isStruct())
            return std::nullopt;
        return rules_in(one, value.Val);
    }

    clang::CallExpr* call_of(CXXMethodDecl* schema) const {
        clang::ASTContext& context = walk_->context;
        auto* reference =
            clang::DeclRefExpr::Create(context, clang::NestedNameSpecifierLoc(), clang::SourceLocation(), schema, false,
                                       schema->getLocation(), schema->getType(), clang::VK_LValue);
        auto* decayed = clang::ImplicitCastExpr::Create(context, context.getPointerType(schema->getType()),
                                                        clang::CK_FunctionToPointerDecay, reference, nullptr,
                                                        clang::VK_PRValue, clang::FPOptionsOverride());
        return clang::CallExpr::Create(context, decayed, {}, schema->getReturnType(), clang::VK_PRValue,
                                       schema->getLocation(), clang::FPOptionsOverride());
    }

    /// Returns true when the candidate is done. Errors are reported only with `loud`.
    bool evaluate(const Found& one, bool loud) {
        clang::ASTContext& context = walk_->context;
        CXXMethodDecl* schema = one.schema;
        if (schema->getReturnType()->isUndeducedType()) sema_->DeduceReturnType(schema, schema->getLocation(), false);
        if (!schema->isDefined()) {
            sema_->MarkFunctionReferenced(schema->getLocation(), schema);
            sema_->PerformPendingInstantiations();
        }
        const std::string name = "schema() of '" + qualified(one.holder) + "'";
        if (!schema->isDefined() && (schema->getReturnType()->isUndeducedType() || !result_of(schema).empty())) {
            if (loud)
                errors_.add("RT389", walk_->place(schema->getLocation()), name + " is declared and never defined",
                            "add the header that defines it to [models] headers, or include it here");
            return false;
        }
        const std::string made = result_of(schema);
        if (made.empty()) return true;
        if (!schema->isConstexpr()) {
            if (loud)
                errors_.add("RT258", walk_->place(schema->getLocation()), name + " is not constexpr",
                            "write: static constexpr auto schema()");
            return false;
        }
        clang::Expr::EvalResult value;
        llvm::SmallVector<clang::PartialDiagnosticAt, 8> notes;
        value.Diag = &notes;
        if (!call_of(schema)->EvaluateAsConstantExpr(value, context) || !value.Val.isStruct()) {
            if (loud) report_not_constant(name, schema, notes);
            return false;
        }
        decode(one, made, value.Val);
        return true;
    }

    /// Reports why a schema() is not a constant, with a message of our own where one of our checks failed.
    void report_not_constant(const std::string& name, const CXXMethodDecl* schema,
                             const llvm::SmallVectorImpl<clang::PartialDiagnosticAt>& notes) {
        std::string ours;
        ErrorCode code = "RT109";
        Location at;
        std::vector<std::pair<Location, std::string>> reasons;
        for (const clang::PartialDiagnosticAt& note : notes) {
            if (note.first.isInvalid()) continue;
            llvm::SmallString<128> text;
            note.second.EmitToString(walk_->context.getDiagnostics(), text);
            const Location here = walk_->place(note.first);
            if (text.str().contains("too_many_clauses_in_one_rule")) {
                ours = "a rule has more than " + std::to_string(rule::limit) + " clauses: ";
                code = "RT253";
            }
            if (text.str().contains("default_is_out_of_range_for_the_column"))
                ours = "a default does not fit the type of its column: ";
            if (text.str().contains("value_is_of_another_enum"))
                ours = "a default or label does not belong to the enum of its column: ";
            if (!at.file && here.file && here.file->path.find("retort/model/") == std::string::npos) at = here;
            reasons.emplace_back(here, text.str().str());
        }
        if (!ours.empty()) {
            errors_.add(code, at.file ? at : walk_->place(schema->getLocation()), ours + name);
            return;
        }
        Diagnostic& error =
            errors_.add("RT113", walk_->place(schema->getLocation()), name + " can't be evaluated by the compiler",
                        "it must be a constant expression");
        for (const auto& [place, text] : reasons) Errors::note(error, place, text);
    }

    std::vector<Rule> rules_in(const Found& one, const clang::APValue& value) {
        std::vector<Rule> rules;
        const clang::APValue& list = value.getStructField(0);
        for (unsigned i = 0; i < list.getArraySize(); ++i)
            if (i < list.getArrayInitializedElts()) rules.push_back(decode_rule(list.getArrayInitializedElt(i)));
        locate(*walk_, one.schema, rules);
        return rules;
    }

    void decode(const Found& one, const std::string& made, const clang::APValue& value) {
        if (made == "table" || made == "mixin") {
            rules_[one.holder->getCanonicalDecl()] = rules_in(one, value);
            return;
        }
        std::vector<Rule> rules;
        clang::QualType stored_as;
        rules.push_back(decode_rule(value.getStructBase(0), &stored_as));
        locate(*walk_, one.schema, rules);
        if (made == "naming_rule") {
            naming_ = rules.front().facts;
        } else if (!one.about.isNull()) {
            walk_->type_facts[one.about.getTypePtr()] = rules.front().facts;
            if (!stored_as.isNull()) walk_->stored_as[one.about.getTypePtr()] = stored_as;
        }
    }

    void describe(const Found& one) {
        const auto rules = rules_.find(one.holder->getCanonicalDecl());
        if (rules == rules_.end() || rules->second.empty() || rules->second.front().kind != rule_kind::table) return;
        const CXXRecordDecl* subject = one.about.isNull() ? one.holder : one.about->getAsCXXRecordDecl();
        if (subject == nullptr || (subject = subject->getDefinition()) == nullptr) return;
        Record made;
        made.name = qualified(subject);
        made.comment = walk_->comment(comment_holder(subject));
        made.place = walk_->place(subject->getLocation());
        made.rules = rules->second;
        add_members(subject, made, true);
        result_.records.push_back(std::move(made));
    }

    /// The declaration that has the comment: for a class template's instance, the template.
    static const clang::Decl* comment_holder(const CXXRecordDecl* record) {
        if (const auto* made = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record))
            if (!made->isExplicitSpecialization()) return made->getSpecializedTemplate();
        return record;
    }

    static CxxType unmapped(const char* spelling) {
        CxxType made;
        made.spelling = spelling;
        return made;
    }

    void add_members(const CXXRecordDecl* record, Record& made, bool own) {
        for (const clang::CXXBaseSpecifier& base : record->bases()) {
            const CXXRecordDecl* declaration = base.getType()->getAsCXXRecordDecl();
            if (declaration != nullptr && (declaration = declaration->getDefinition()) != nullptr)
                add_members(declaration, made, false);
        }
        const std::string owner = own ? made.name : qualified(record);
        for (const clang::FieldDecl* field : record->fields()) {
            if (field->isUnnamedBitField()) continue;
            Member member;
            member.owner = owner;
            member.name = field->getNameAsString();
            member.type = walk_->type(field->getType());
            if (field->isBitField()) member.type = unmapped("bit-field");
            if (field->isAnonymousStructOrUnion()) {
                member.name = "(anonymous)";
                member.type = unmapped("anonymous union");
            }
            member.comment = walk_->comment(field);
            member.place = walk_->place(field->getLocation());
            made.members.push_back(std::move(member));
        }
        if (own) return;
        const auto rules = rules_.find(record->getCanonicalDecl());
        if (rules == rules_.end()) return;
        for (std::size_t i = 1; i < rules->second.size(); ++i) {
            made.rules.push_back(rules->second[i]);
            made.rules.back().inherited = true;
        }
    }

    const UnitRequest& request_;
    UnitResult& result_;
    clang::Sema* sema_ = nullptr;
    clang::IdentifierInfo* schema_name_ = nullptr;
    clang::ClassTemplateDecl* model_ = nullptr;
    std::set<const clang::Decl*> asked_;  ///< instances whose model<T> was looked for
    std::vector<Found> candidates_;
    std::size_t begun_ = 0;         ///< the candidates before it were given to a copy
    std::size_t instantiated_ = 0;  ///< the candidates before it are instantiated
    std::vector<std::pair<const CXXRecordDecl*, clang::NamedDecl*>> others_;  ///< members named schema
    std::vector<BackgroundTask> tasks_;
    std::map<const CXXRecordDecl*, std::vector<Rule>> rules_;
    std::vector<Fact> naming_;
    Errors errors_;
    std::unique_ptr<Walk> walk_;
};

}  // namespace

std::unique_ptr<clang::ASTConsumer> make_collector(const UnitRequest& request, UnitResult& result) {
    return std::make_unique<Collector>(request, result);
}

}  // namespace retort::reflect
