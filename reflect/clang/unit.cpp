#include "reflect/clang/unit.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>

#include <clang/Basic/Diagnostic.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/CompilerInvocation.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Frontend/Utils.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <llvm/Support/VirtualFileSystem.h>

#include "reflect/clang/collect.hpp"
#include "reflect/lower/faults.hpp"

namespace retort::reflect {

namespace {

constexpr const char* main_file = "/retort/models.cpp";
constexpr const char* overlay = "/retort/overlay";

/// Stands in for Boost.Describe's own headers: the Clang reader sees members by itself.
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

/// Keeps the compiler's errors, each with the notes that follow it.
class ErrorKeeper : public clang::DiagnosticConsumer {
public:
    explicit ErrorKeeper(const std::string& working_directory) : working_directory_(working_directory) {}

    void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) override {
        clang::DiagnosticConsumer::HandleDiagnostic(level, info);
        const bool note = level == clang::DiagnosticsEngine::Note;
        if (level < clang::DiagnosticsEngine::Error && !(note && last_was_error_)) {
            if (!note) last_was_error_ = false;
            return;
        }
        if (info.getID() == clang::diag::fatal_too_many_errors) return;
        llvm::SmallString<256> text;
        info.FormatDiagnostic(text);
        Diagnostic made{note ? "" : "RT100", text.str().str(), {}, {}, {}, {}};
        if (info.hasSourceManager() && info.getLocation().isValid()) {
            const clang::PresumedLoc where = info.getSourceManager().getPresumedLoc(info.getSourceManager().getFileLoc(info.getLocation()));
            if (where.isValid()) {
                const std::string path = std::filesystem::path(where.getFilename()).lexically_normal().string();
                const auto file = std::make_shared<SourceFile>(SourceFile{near(path), path});
                const Place place{file, static_cast<int>(where.getLine()), static_cast<int>(where.getColumn())};
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

    std::vector<Diagnostic> errors;

private:
    std::string near(const std::string& path) const {
        const std::string folder = working_directory_ + "/";
        return path.compare(0, folder.size(), folder) == 0 ? path.substr(folder.size()) : path;
    }

    std::string working_directory_;
    bool last_was_error_ = false;
};

/// The names of all files that take part, the system's too.
class AllFiles : public clang::DependencyCollector {
public:
    bool needSystemDependencies() override { return true; }
};

class ReadAction : public clang::ASTFrontendAction {
public:
    ReadAction(const UnitRequest& request, UnitResult& result) : request_(request), result_(result) {}

    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance&, llvm::StringRef) override {
        return make_collector(request_, result_);
    }

private:
    const UnitRequest& request_;
    UnitResult& result_;
};

/// Errors that the model header's own static_asserts make are moved to the line of the model, in
/// our words; what else the compiler says within the model header only follows from them.
std::vector<Diagnostic> in_our_words(std::vector<Diagnostic> errors) {
    static constexpr std::string_view mark = "retort: ";
    const auto within = [](const Diagnostic& d) { return d.position.file.find("retort/model/") != std::string::npos; };
    std::vector<Diagnostic> kept;
    bool ours = false;
    for (Diagnostic& error : errors) {
        const std::size_t at = error.message.find(mark);
        if (!within(error)) {
            kept.push_back(std::move(error));
            continue;
        }
        if (at == std::string::npos && ours) continue;
        if (at != std::string::npos) {
            ours = true;
            error.message = error.message.substr(at + mark.size());
            const auto user = std::find_if(error.notes.begin(), error.notes.end(), [&](const Diagnostic& note) { return note.position.known() && !within(note); });
            if (user != error.notes.end()) {
                error.position = user->position;
                error.source_line = user->source_line;
                error.notes.clear();
            }
        }
        const bool repeated = std::any_of(kept.begin(), kept.end(), [&](const Diagnostic& d) {
            return d.position.file == error.position.file && d.position.line == error.position.line && d.position.column == error.position.column;
        });
        if (!repeated) kept.push_back(std::move(error));
    }
    return kept;
}

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
    return text;
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> file_system(const UnitRequest& request) {
    auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    memory->addFile(main_file, 0, llvm::MemoryBuffer::getMemBufferCopy(includes(request)));
    if (request.neutral_describe)
        for (const char* name : {"/boost/describe.hpp", "/boost/describe/class.hpp", "/boost/describe/enum.hpp"})
            memory->addFile(std::string(overlay) + name, 0, llvm::MemoryBuffer::getMemBuffer(describe_header));
    // A file system of its own: getRealFileSystem's working folder is the whole process's.
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk(llvm::vfs::createPhysicalFileSystem().release());
    disk->setCurrentWorkingDirectory(request.working_directory);
    auto all = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(disk);
    all->pushOverlay(memory);
    all->setCurrentWorkingDirectory(request.working_directory);
    return all;
}

}  // namespace

namespace {

UnitResult read_once(const UnitRequest& request) {
    UnitResult result;
    ErrorKeeper keeper(request.working_directory);
    const auto files = file_system(request);
    const llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> diagnostics =
        clang::CompilerInstance::createDiagnostics(new clang::DiagnosticOptions, &keeper, false);

    std::vector<std::string> words = {"clang++", "-fsyntax-only", "-w", "-x", "c++", "-resource-dir", request.resource_directory};
    if (request.neutral_describe) words.push_back(std::string("-I") + overlay);
    words.insert(words.end(), request.arguments.begin(), request.arguments.end());
    words.push_back(main_file);
    std::vector<const char*> arguments;
    for (const std::string& word : words) arguments.push_back(word.c_str());
    clang::CreateInvocationOptions creation;
    creation.Diags = diagnostics;
    creation.VFS = files;
    creation.RecoverOnError = true;
    std::shared_ptr<clang::CompilerInvocation> invocation = clang::createInvocation(arguments, creation);
    if (!invocation || !keeper.errors.empty()) {
        result.errors = std::move(keeper.errors);
        for (Diagnostic& error : result.errors) error.hint = "see [models] flags in retort.toml";
        if (result.errors.empty()) result.errors.push_back({"RT100", "Clang does not take these arguments", {}, {}, "see [models] flags in retort.toml", {}});
        return result;
    }
    invocation->getFrontendOpts().SkipFunctionBodies = true;
    invocation->getFrontendOpts().DisableFree = true;  // the process ends right after
    invocation->getDiagnosticOpts().ErrorLimit = 20;
    invocation->getDiagnosticOpts().ShowCarets = false;  // no count of errors on standard error

    clang::CompilerInstance compiler;
    compiler.setInvocation(std::move(invocation));
    compiler.createDiagnostics(&keeper, false);
    compiler.createFileManager(files);
    const auto files_read = std::make_shared<AllFiles>();
    compiler.addDependencyCollector(files_read);
    ReadAction action(request, result);
    compiler.ExecuteAction(action);
    result.compiled = keeper.errors.empty();
    for (const std::string& file : files_read->getDependencies()) {
        if (file.rfind("/retort/", 0) == 0) continue;
        const std::filesystem::path path(file);
        result.files.push_back((path.is_absolute() ? path : std::filesystem::path(request.working_directory) / path).string());
    }
    if (!result.compiled) {
        result.errors = in_our_words(std::move(keeper.errors));
        result.records.clear();
    }
    return result;
}

}  // namespace

UnitResult read_unit(const UnitRequest& request) {
    UnitResult result = read_once(request);
    if (result.compiled || !request.neutral_describe) return result;
    // A header may use Boost.Describe in earnest: read it as it is.
    UnitRequest plain = request;
    plain.neutral_describe = false;
    return read_once(plain);
}

}  // namespace retort::reflect
