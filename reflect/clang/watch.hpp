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

/// A file system that notes what was looked for in vain.
class WatchedFiles : public llvm::vfs::ProxyFileSystem {
public:
    explicit WatchedFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) : ProxyFileSystem(std::move(files)) {}

    llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine& path) override;
    llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine& path) override;

    std::set<std::string> missing;

private:
    void note(const llvm::Twine& path);
};

/// What a unit's result depends on: the files that were read, and those that would be, were they there.
class Watch {
public:
    explicit Watch(llvm::IntrusiveRefCntPtr<WatchedFiles> files) : files_(std::move(files)) {}

    /// Has the preprocessor tell what is looked for.
    void begin(clang::Preprocessor& preprocessor);
    /// Takes the files that were read, with the digests of what was read of them.
    void end(const clang::SourceManager& sources, const UnitRequest& request, UnitResult& result) const;

    std::vector<std::string> system_includes;  ///< "<string>": what the user's files include of the system, in order
    std::set<std::string> user_macros;         ///< that the user's files define
    std::set<std::string> tested_macros;       ///< names of which an #ifdef or the like has asked

private:
    friend class Names;

    llvm::IntrusiveRefCntPtr<WatchedFiles> files_;
    std::set<std::string> names_;  ///< as #include in the user's files and __has_include write them
};

}  // namespace retort::reflect
