#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <clang/Basic/Diagnostic.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/CompilerInvocation.h>

#include "reflect/clang/watch.hpp"
#include "reflect/reader/request.hpp"

namespace retort::reflect {

/// Keeps the compiler's errors, each with the notes that follow it.
class ErrorKeeper : public clang::DiagnosticConsumer {
public:
    explicit ErrorKeeper(const std::string& working_directory) : working_directory_(working_directory) {}

    void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) override;

    std::vector<Diagnostic> errors;

private:
    std::string near(const std::string& path) const;

    std::string working_directory_;
    bool last_was_error_ = false;
};

/// A compiler instance that is ready to run.
struct Session {
    /// `prefix`: the text of the prefix, or empty. `words`: additional arguments.
    /// `input`: the main file, which includes the headers of the request or the prefix.
    Session(const UnitRequest& request, const std::string& prefix, const std::vector<std::string>& words,
            const char* input);

    ErrorKeeper keeper;
    llvm::IntrusiveRefCntPtr<WatchedFiles> watched;
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files;
    clang::CompilerInstance compiler;
    bool good = false;  ///< Clang accepts the arguments; else `keeper` has the errors
};

/// The main files: one that includes the request's headers, and the prefix.
inline constexpr const char* main_file = "/retort/models.cpp";
inline constexpr const char* prefix_file = "/retort/prefix.hpp";

}  // namespace retort::reflect
