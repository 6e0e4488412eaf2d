#include "reflect/clang/session.hpp"

#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/Utils.h>
#include <clang/Lex/LexDiagnostic.h>
#include <clang/Sema/SemaDiagnostic.h>
#include <llvm/Support/VirtualFileSystem.h>

#include "reflect/lower/errors.hpp"

namespace retort::reflect {

namespace {

constexpr const char* overlay = "/retort/overlay";

/// Replaces Boost.Describe's own headers: the Clang reader does not need them to see members.
constexpr const char* describe_header = R"(#pragma once
#define BOOST_DESCRIBE_CXX14
#define BOOST_DESCRIBE_STRUCT(...)
#define BOOST_DESCRIBE_CLASS(...)
#define BOOST_DESCRIBE_ENUM(...)
#define BOOST_DESCRIBE_NESTED_ENUM(...)
#define BOOST_DEFINE_ENUM(E, ...) enum E { __VA_ARGS__ };
#define BOOST_DEFINE_ENUM_CLASS(E, ...) enum class E { __VA_ARGS__ };
#define BOOST_DEFINE_FIXED_ENUM(E, B, ...) enum E : B { __VA_ARGS__ };
#define BOOST_DEFINE_FIXED_ENUM_CLASS(E, B, ...) enum class E : B { __VA_ARGS__ };
)";

std::string includes(const UnitRequest& request) {
    std::string text;
    for (const std::string& header : request.headers) {
        text += "#include \"";
        for (const char c : header) {
            if (c == '"' || c == '\\') text += '\\';
            text += c;
        }
        text += "\"\n";
    }
    // Tells the collector that all headers are read (collect.cpp).
    return text + "namespace retort {}\n";
}

/// The file system that Clang reads: the disk, through `watched`, and files in memory under /retort.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> file_system(const UnitRequest& request, const std::string& prefix,
                                                            llvm::IntrusiveRefCntPtr<WatchedFiles>& watched) {
    auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    memory->addFile(main_file, 0, llvm::MemoryBuffer::getMemBufferCopy(includes(request)));
    if (!prefix.empty()) memory->addFile(prefix_file, 0, llvm::MemoryBuffer::getMemBufferCopy(prefix));
    if (request.neutral_describe)
        for (const char* name : {"/boost/describe.hpp", "/boost/describe/class.hpp", "/boost/describe/enum.hpp"})
            memory->addFile(std::string(overlay) + name, 0, llvm::MemoryBuffer::getMemBuffer(describe_header));
    // A separate file system: getRealFileSystem's working folder is that of the whole process.
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk(llvm::vfs::createPhysicalFileSystem().release());
    disk->setCurrentWorkingDirectory(request.working_directory);
    watched = llvm::makeIntrusiveRefCnt<WatchedFiles>(disk);
    auto all = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(watched);
    all->pushOverlay(memory);
    all->setCurrentWorkingDirectory(request.working_directory);
    return all;
}

}  // namespace

void ErrorKeeper::HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) {
    clang::DiagnosticConsumer::HandleDiagnostic(level, info);
    const bool note = level == clang::DiagnosticsEngine::Note;
    if (level < clang::DiagnosticsEngine::Error && !(note && last_was_error_)) {
        if (!note) last_was_error_ = false;
        return;
    }
    if (info.getID() == clang::diag::fatal_too_many_errors) return;
    llvm::SmallString<256> text;
    info.FormatDiagnostic(text);
    Diagnostic made{note ? ErrorCode() : "RT100", text.str().str(), {}, {}, {}, {}};
    if (info.getID() == clang::diag::err_pp_file_not_found)
        made.hint =
            "name the folder that has it in retort.toml, [models] flags = [\"-Iinclude\"], or the build folder, "
            "compile_commands = \"build\"";
    // A member named index hides retort::index in schema().
    if (info.getID() == clang::diag::err_invalid_member_use_in_method)
        for (const char* word : {"table", "mixin", "column", "ignore", "index", "unique", "check", "primary_key",
                                 "foreign_key", "exclude", "key", "expression"})
            if (made.message.find("member '" + std::string(word) + "'") != std::string::npos)
                made.hint = "the member hides retort::" + std::string(word) + " here: write retort::" + word;
    if (info.hasSourceManager() && info.getLocation().isValid()) {
        const clang::PresumedLoc where =
            info.getSourceManager().getPresumedLoc(info.getSourceManager().getFileLoc(info.getLocation()));
        if (where.isValid()) {
            const std::string path = std::filesystem::path(where.getFilename()).lexically_normal().string();
            const auto file = std::make_shared<SourceFile>(SourceFile{near(path), path});
            const Location place{file, static_cast<int>(where.getLine()), static_cast<int>(where.getColumn())};
            made.position = place.position();
            made.source_line = source_line(place);
        }
    }
    if (note) {
        if (!errors.empty()) errors.back().notes.push_back(std::move(made));
        return;
    }
    last_was_error_ = true;
    errors.push_back(std::move(made));
}

std::string ErrorKeeper::near(const std::string& path) const {
    const std::string folder = working_directory_ + "/";
    return path.compare(0, folder.size(), folder) == 0 ? path.substr(folder.size()) : path;
}

Session::Session(const UnitRequest& request, const std::string& prefix, const std::vector<std::string>& words,
                 const char* input)
    : keeper(request.working_directory), files(file_system(request, prefix, watched)) {
    std::vector<std::string> all = {"clang++", "-fsyntax-only", "-w", "-resource-dir", request.resource_directory};
    if (request.neutral_describe) all.push_back(std::string("-I") + overlay);
    all.insert(all.end(), request.arguments.begin(), request.arguments.end());
    all.insert(all.end(), words.begin(), words.end());
    all.emplace_back(input);
    std::vector<const char*> arguments;
    for (const std::string& word : all) arguments.push_back(word.c_str());
    clang::CreateInvocationOptions creation;
    creation.Diags = clang::CompilerInstance::createDiagnostics(new clang::DiagnosticOptions, &keeper, false);
    creation.VFS = files;
    creation.RecoverOnError = true;
    std::shared_ptr<clang::CompilerInvocation> invocation = clang::createInvocation(arguments, creation);
    if (!invocation || !keeper.errors.empty()) {
        if (keeper.errors.empty()) keeper.errors.push_back({.message = "Clang rejects these arguments"});
        for (Diagnostic& error : keeper.errors) error.code = "RT260";
        return;
    }
    good = true;
    invocation->getFrontendOpts().SkipFunctionBodies = true;
    invocation->getFrontendOpts().DisableFree = true;  // the process exits right after
    invocation->getDiagnosticOpts().ErrorLimit = 20;
    invocation->getDiagnosticOpts().ShowCarets = false;  // no error count on standard error
    compiler.setInvocation(std::move(invocation));
    compiler.createDiagnostics(&keeper, false);
    compiler.createFileManager(files);
    watched->missing.clear();  // the driver searches for compilers
}

}  // namespace retort::reflect
