#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reflect/clang/unit.hpp"

namespace retort::reflect {

/// The precompiled system headers of a project: parsing them takes most of the time of a reading, and they rarely
/// change. There is one prefix for each set of arguments. It is kept in the cache's folder as two files, the
/// precompiled header and a note. Damaged or outdated files and those of another version are ignored. Clang itself
/// checks that the headers are unchanged.
struct Prefix {
    std::vector<std::string> includes;  ///< the precompiled headers: "<string>"
    std::vector<std::string> wanted;    ///< the headers that the latest reading included
    /// Names that the precompiled headers test; a model that defines one of them is read without a prefix.
    std::vector<std::string> macros;
    std::vector<FileRead> files;       ///< the files that it depends on
    std::vector<std::string> missing;  ///< as in UnitResult
    std::int64_t digest = 0;           ///< of the precompiled header
    bool hopeless = false;             ///< this project cannot be read with a prefix

    /// The kept prefix for the request, or a new one.
    static Prefix load(const UnitRequest& request);
    /// The prefix that the build of this program made, for arguments without configuration.
    static Prefix ready_made(const UnitRequest& request);

    /// True when the precompiled header exists and is complete.
    bool usable() const;
    /// True if all of these headers are precompiled.
    bool has(const std::vector<std::string>& headers) const;
    const std::string& path() const { return path_; }
    std::string text() const;
    void keep() const;
    /// Computes the digest of the precompiled header; false if it does not exist.
    bool seal();

private:
    std::string path_;  ///< of the precompiled header
    std::string note_;
};

/// True if no prefix can be used: there is no folder for it, or other includes precede it.
bool without_prefix(const UnitRequest& request);

/// Precompiles `prefix.wanted` and stores it as its `includes`. Returns false on failure.
bool build(const UnitRequest& request, Prefix& prefix);

}  // namespace retort::reflect
