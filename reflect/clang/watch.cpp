#include "reflect/clang/watch.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include <clang/Lex/PPCallbacks.h>

#include "reflect/reader/cache.hpp"
#include "reflect/reader/command_line.hpp"
#include "reflect/reader/digest.hpp"

namespace retort::reflect {

/// Records names that determine which files are read: headers in the user's own files and in any __has_include, and
/// macros.
class Names : public clang::PPCallbacks {
public:
    Names(const clang::SourceManager& sources, Watch& watch) : sources_(sources), watch_(watch) {}

    void InclusionDirective(clang::SourceLocation at, const clang::Token&, llvm::StringRef name, bool angled,
                            clang::CharSourceRange, clang::OptionalFileEntryRef file, llvm::StringRef, llvm::StringRef,
                            const clang::Module*, bool, clang::SrcMgr::CharacteristicKind kind) override {
        if (sources_.isInSystemHeader(at)) return;
        add(name);
        if (!file || kind == clang::SrcMgr::C_User || file->getName().starts_with("/retort/")) return;
        std::string spelled = (angled ? "<" : "\"") + name.str() + (angled ? ">" : "\"");
        if (std::find(watch_.system_includes.begin(), watch_.system_includes.end(), spelled) ==
            watch_.system_includes.end())
            watch_.system_includes.push_back(std::move(spelled));
    }
    void HasInclude(clang::SourceLocation, llvm::StringRef name, bool, clang::OptionalFileEntryRef file,
                    clang::SrcMgr::CharacteristicKind) override {
        if (file)
            watch_.found_.insert(file->getName().str());
        else
            add(name);
    }
    void MacroDefined(const clang::Token& name, const clang::MacroDirective*) override {
        if (name.getLocation().isValid() && !sources_.isInSystemHeader(name.getLocation()) &&
            !sources_.isWrittenInBuiltinFile(name.getLocation()) &&
            !sources_.isWrittenInCommandLineFile(name.getLocation()))
            note(name, watch_.user_macros);
    }
    void Ifdef(clang::SourceLocation, const clang::Token& name, const clang::MacroDefinition&) override {
        note(name, watch_.tested_macros);
    }
    void Ifndef(clang::SourceLocation, const clang::Token& name, const clang::MacroDefinition&) override {
        note(name, watch_.tested_macros);
    }
    void Defined(const clang::Token& name, const clang::MacroDefinition&, clang::SourceRange) override {
        note(name, watch_.tested_macros);
    }

private:
    /// Adds the name and the folders in it: in a missing folder, no file is searched.
    void add(llvm::StringRef name) {
        for (std::string_view part(name.data(), name.size()); !part.empty();
             part = part.substr(0, part.rfind('/') == std::string_view::npos ? 0 : part.rfind('/')))
            watch_.names_.emplace(part);
    }
    static void note(const clang::Token& name, std::set<std::string>& names) {
        if (const clang::IdentifierInfo* identifier = name.getIdentifierInfo())
            names.insert(identifier->getName().str());
    }

    const clang::SourceManager& sources_;
    Watch& watch_;
};

namespace {

bool ends_with_one_of(const std::string& path, const std::set<std::string>& names) {
    for (std::size_t slash = path.rfind('/'); slash != std::string::npos && slash != 0;
         slash = path.rfind('/', slash - 1))
        if (names.count(path.substr(slash + 1)) != 0) return true;
    return false;
}

}  // namespace

void WatchedFiles::note(const llvm::Twine& path) {
    if (missing.size() < 200000) missing.insert(path.str());
}

llvm::ErrorOr<llvm::vfs::Status> WatchedFiles::status(const llvm::Twine& path) {
    auto found = ProxyFileSystem::status(path);
    if (!found) note(path);
    return found;
}

llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> WatchedFiles::openFileForRead(const llvm::Twine& path) {
    auto found = ProxyFileSystem::openFileForRead(path);
    if (!found) note(path);
    return found;
}

void Watch::begin(clang::Preprocessor& preprocessor) {
    preprocessor.addPPCallbacks(std::make_unique<Names>(preprocessor.getSourceManager(), *this));
}

void Watch::end(const clang::SourceManager& sources, const UnitRequest& request, UnitResult& result) const {
    const auto absolute = [&](std::string_view path) {
        return path.substr(0, 1) == "/" ? std::string(path) : request.working_directory + "/" + std::string(path);
    };
    std::map<std::string, std::int64_t> read;
    for (auto file = sources.fileinfo_begin(); file != sources.fileinfo_end(); ++file) {
        const auto buffer = file->second->getBufferIfLoaded();
        const llvm::StringRef name = file->first.getName();
        if (!buffer || name.starts_with("/retort/")) continue;
        const llvm::StringRef text = buffer->getBuffer();
        read.emplace(absolute({name.data(), name.size()}),
                     static_cast<std::int64_t>(digest({text.data(), text.size()})));
    }
    for (const std::string& path : found_)
        if (const std::string whole = absolute(path); !read.contains(whole))
            if (const std::optional<FileRead> tested = file_read(whole)) read.emplace(whole, tested->content);
    for (const auto& [path, content] : read) result.files.push_back({path, content});
    // Clang does not search a missing include folder.
    const std::vector<std::string> folders = include_folders(request.arguments);
    for (const std::string& path : files_->missing)
        if (path.rfind("/retort/", 0) != 0 &&
            (ends_with_one_of(path, names_) || std::find(folders.begin(), folders.end(), path) != folders.end()))
            result.missing.push_back(absolute(path));
}

}  // namespace retort::reflect
