#pragma once

#include <set>
#include <string>
#include <vector>

#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Preprocessor.h>
#include <llvm/Support/VirtualFileSystem.h>

#include "reflect/reader/request.hpp"

namespace retort::reflect {

class Names;

/// A file system that records paths that were searched in vain.
class WatchedFiles : public llvm::vfs::ProxyFileSystem {
public:
    explicit WatchedFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) : ProxyFileSystem(std::move(files)) {}

    llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine& path) override;
    llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine& path) override;

    std::set<std::string> missing;

private:
    void note(const llvm::Twine& path);
};

/// Records the files that a unit's result depends on: those that were read, those that an __has_include found, and
/// missing ones that would be read or found.
class Watch {
public:
    explicit Watch(llvm::IntrusiveRefCntPtr<WatchedFiles> files) : files_(std::move(files)) {}

    /// Registers callbacks with the preprocessor.
    void begin(clang::Preprocessor& preprocessor);
    /// Adds the files that were read or found, with the digests of their contents, and the missing ones to `result`.
    void end(const clang::SourceManager& sources, const UnitRequest& request, UnitResult& result) const;

    std::vector<std::string> system_includes;  ///< system headers that the user's files include, in order: "<string>"
    std::set<std::string> user_macros;         ///< macros that the user's files define
    std::set<std::string> tested_macros;       ///< names that an #ifdef or the like tests

private:
    friend class Names;

    llvm::IntrusiveRefCntPtr<WatchedFiles> files_;
    std::set<std::string> names_;  ///< as written in the user files' #include and in __has_include
    std::set<std::string> found_;  ///< by an __has_include
};

}  // namespace retort::reflect
