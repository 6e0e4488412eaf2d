#include <filesystem>

#include <clang/AST/Comment.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/RawCommentList.h>

#include "reflect/clang/names.hpp"

namespace retort::reflect {

namespace {

/// The name without inline namespaces and template arguments, for a comparison with "std::vector".
std::string plain_name(const clang::NamedDecl* declaration) {
    std::string name = declaration->getNameAsString();
    for (const clang::DeclContext* scope = declaration->getDeclContext(); scope != nullptr;
         scope = scope->getParent()) {
        if (const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(scope)) {
            if (!space->isInline() && !space->isAnonymousNamespace()) name.insert(0, space->getNameAsString() + "::");
        } else if (const auto* record = llvm::dyn_cast<clang::RecordDecl>(scope)) {
            name.insert(0, record->getNameAsString() + "::");
        }
    }
    return name;
}

const clang::TemplateArgument* argument(const clang::CXXRecordDecl* record, unsigned i) {
    const auto* made = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
    if (made == nullptr || made->getTemplateArgs().size() <= i) return nullptr;
    return &made->getTemplateArgs()[i];
}

clang::QualType type_argument(const clang::CXXRecordDecl* record, unsigned i) {
    const clang::TemplateArgument* found = argument(record, i);
    return found != nullptr && found->getKind() == clang::TemplateArgument::Type ? found->getAsType()
                                                                                 : clang::QualType();
}

std::int64_t number_argument(const clang::CXXRecordDecl* record, unsigned i) {
    const clang::TemplateArgument* found = argument(record, i);
    return found != nullptr && found->getKind() == clang::TemplateArgument::Integral
               ? found->getAsIntegral().getExtValue()
               : 0;
}

bool is_class(clang::QualType type, const char* name) {
    if (type.isNull()) return false;
    const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
    return record != nullptr && plain_name(record) == name;
}

/// True for a duration of whole days.
bool is_days(clang::QualType duration) {
    if (!is_class(duration, "std::chrono::duration")) return false;
    const clang::QualType ratio = type_argument(duration->getAsCXXRecordDecl(), 1);
    return is_class(ratio, "std::ratio") && number_argument(ratio->getAsCXXRecordDecl(), 0) == 86400 &&
           number_argument(ratio->getAsCXXRecordDecl(), 1) == 1;
}

bool is_byte(const clang::ASTContext& context, clang::QualType type) {
    if (type.isNull()) return false;
    const clang::QualType plain = type.getCanonicalType().getUnqualifiedType();
    if (const auto* declaration = plain->getAs<clang::EnumType>())
        return plain_name(declaration->getDecl()) == "std::byte";
    return plain == context.UnsignedCharTy || plain == context.CharTy;
}

}  // namespace

std::string qualified(const clang::NamedDecl* declaration) {
    std::string name = plain_name(declaration);
    if (const auto* made = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(declaration)) {
        clang::PrintingPolicy policy(made->getASTContext().getLangOpts());
        std::string list;
        llvm::raw_string_ostream out(list);
        clang::printTemplateArgumentList(out, made->getTemplateArgs().asArray(), policy);
        name += out.str();
    }
    return name;
}

Location Walk::place(clang::SourceLocation location) {
    const clang::SourceLocation at = sources.getFileLoc(location);
    const clang::PresumedLoc where = sources.getPresumedLoc(at);
    if (where.isInvalid()) return {};
    const clang::FileID id = sources.getFileID(at);
    std::shared_ptr<const SourceFile>& file = files_[id.getHashValue()];
    if (!file) {
        namespace fs = std::filesystem;
        fs::path path = where.getFilename();
        if (path.is_relative()) path = fs::path(working_directory_) / path;
        path = path.lexically_normal();
        const fs::path near = path.lexically_relative(working_directory_);
        const bool inside = !near.empty() && *near.begin() != "..";
        file = std::make_shared<SourceFile>(SourceFile{inside ? near.string() : path.string(), path.string()});
    }
    return {file, static_cast<int>(where.getLine()), static_cast<int>(where.getColumn())};
}

std::string Walk::comment(const clang::Decl* declaration) const {
    if (!doc_comments_) return {};
    const clang::RawComment* raw = context.getRawCommentForDeclNoCache(declaration);
    if (raw == nullptr) return {};
    std::string text;
    bool paragraph = false;
    for (const clang::RawComment::CommentLine& line : raw->getFormattedLines(sources, context.getDiagnostics())) {
        llvm::StringRef words = llvm::StringRef(line.Text).trim();
        for (const char* command : {"\\brief", "@brief"})
            if (words.starts_with(command)) words = words.drop_front(6).ltrim();
        if (words.empty()) {
            paragraph = !text.empty();
            continue;
        }
        if (paragraph)
            text += '\n';
        else if (!text.empty())
            text += ' ';
        paragraph = false;
        text += words.str();
    }
    return text;
}

std::shared_ptr<const Enumeration> Walk::enumeration(const clang::EnumDecl* declaration) {
    std::shared_ptr<const Enumeration>& known = enumerations_[declaration->getCanonicalDecl()];
    if (known) return known;
    Enumeration made;
    const clang::EnumDecl* whole = declaration->getDefinition() != nullptr ? declaration->getDefinition() : declaration;
    made.name = qualified(whole);
    for (const clang::EnumConstantDecl* constant : whole->enumerators())
        made.enumerators.push_back({constant->getNameAsString(), constant->getInitVal().getExtValue()});
    const clang::QualType beneath = whole->getIntegerType();
    if (!beneath.isNull()) {
        made.bits = static_cast<int>(context.getTypeSize(beneath));
        made.is_unsigned = beneath->isUnsignedIntegerType();
    }
    made.comment = comment(whole);
    made.place = place(whole->getLocation());
    const auto facts = type_facts.find(context.getTypeDeclType(whole).getCanonicalType().getTypePtr());
    if (facts != type_facts.end()) made.facts = facts->second;
    known = std::make_shared<Enumeration>(std::move(made));
    return known;
}

CxxType Walk::type(clang::QualType given) {
    CxxType made;
    clang::PrintingPolicy policy(context.getLangOpts());
    made.spelling = given.getAsString(policy);
    const clang::QualType plain = given.getCanonicalType().getUnqualifiedType();

    if (const auto facts = type_facts.find(plain.getTypePtr()); facts != type_facts.end() && !plain->isEnumeralType()) {
        if (const auto target = stored_as.find(plain.getTypePtr()); target != stored_as.end()) {
            CxxType stored = type(target->second);
            stored.spelling = made.spelling;
            return stored;
        }
        made.kind = TypeKind::custom;
        made.facts = facts->second;
        return made;
    }
    if (const auto* array = context.getAsConstantArrayType(plain)) {
        if (array->getElementType().getUnqualifiedType() == context.CharTy) {
            made.kind = TypeKind::char_array;
            made.extent = static_cast<std::int64_t>(array->getSize().getZExtValue()) - 1;
            return made;
        }
        if (is_byte(context, array->getElementType())) {
            made.kind = TypeKind::bytes;
            return made;
        }
        made.kind = TypeKind::array;
        made.extent = static_cast<std::int64_t>(array->getSize().getZExtValue());
        made.element.push_back(type(array->getElementType()));
        return made;
    }
    if (const auto* enum_type = plain->getAs<clang::EnumType>()) {
        if (plain_name(enum_type->getDecl()) == "std::byte") {
            made.kind = TypeKind::integer;
            made.bits = 8;
            made.is_unsigned = true;
            return made;
        }
        made.kind = TypeKind::enumeration;
        made.enumeration = enumeration(enum_type->getDecl());
        return made;
    }
    if (const auto* builtin = plain->getAs<clang::BuiltinType>()) {
        made.bits = static_cast<int>(context.getTypeSize(plain));
        if (plain == context.BoolTy)
            made.kind = TypeKind::boolean;
        else if (plain == context.CharTy)
            made.kind = TypeKind::character;
        else if (plain == context.FloatTy || plain == context.DoubleTy)
            made.kind = TypeKind::floating;
        else if (builtin->isInteger() && !plain->isAnyCharacterType() && made.bits <= 64)
            made.kind = TypeKind::integer;
        else if (plain == context.SignedCharTy || plain == context.UnsignedCharTy)
            made.kind = TypeKind::integer;
        made.is_unsigned = made.kind == TypeKind::integer && plain->isUnsignedIntegerType();
        return made;
    }
    if (const clang::CXXRecordDecl* record = plain->getAsCXXRecordDecl()) return class_type(record, std::move(made));
    return made;
}

CxxType Walk::class_type(const clang::CXXRecordDecl* record, CxxType made) {
    const std::string name = plain_name(record);
    if (name == "std::optional" || name == "boost::optional") {
        CxxType inner = type(type_argument(record, 0));
        inner.optional = true;
        inner.spelling = made.spelling;
        return inner;
    }
    if (name == "std::basic_string") {
        const clang::QualType character = type_argument(record, 0);
        if (character == context.CharTy || character == context.Char8Ty) made.kind = TypeKind::text;
    } else if (name == "std::filesystem::path") {
        made.kind = TypeKind::text;
    } else if (name == "std::basic_string_view") {
        made.kind = TypeKind::text_view;
    } else if (name == "std::vector" || name == "std::array") {
        const clang::QualType element = type_argument(record, 0);
        if (name == "std::array") made.extent = number_argument(record, 1);
        if (name == "std::array" && !element.isNull() && element.getCanonicalType() == context.CharTy) {
            made.kind = TypeKind::char_array;
        } else if (is_byte(context, element)) {
            made.kind = TypeKind::bytes;
        } else {
            made.element.push_back(type(element));
            made.kind = made.element.front().kind == TypeKind::unmapped ? TypeKind::unmapped : TypeKind::array;
        }
    } else if (name == "std::chrono::time_point") {
        const clang::QualType clock = type_argument(record, 0);
        const clang::QualType step = type_argument(record, 1);
        if (is_days(step))
            made.kind = TypeKind::date;
        else if (is_class(clock, "std::chrono::local_t"))
            made.kind = TypeKind::local_timestamp;
        else if (is_class(clock, "std::chrono::system_clock") || is_class(clock, "std::chrono::utc_clock"))
            made.kind = TypeKind::timestamp;
    } else if (name == "std::chrono::year_month_day") {
        made.kind = TypeKind::date;
    } else if (name == "std::chrono::hh_mm_ss") {
        made.kind = TypeKind::time_of_day;
    } else if (name == "std::chrono::duration") {
        made.kind = TypeKind::duration;
    } else if (name == "boost::uuids::uuid") {
        made.kind = TypeKind::uuid;
    } else if (name == "nlohmann::basic_json" || name == "boost::json::value" || name == "boost::json::object" ||
               name == "boost::json::array") {
        made.kind = TypeKind::json;
    }
    return made;
}

}  // namespace retort::reflect
