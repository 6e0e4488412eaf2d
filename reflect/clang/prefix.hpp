#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reflect/clang/unit.hpp"

namespace retort::reflect {

/// The headers of the system that a project's headers include, precompiled: most of the time of a reading goes into
/// them, and they hardly ever change. One for each set of arguments. Kept in the cache's folder as two files,
/// the precompiled header and a note; what is damaged, or made by another version, or out of date is
/// ignored. Clang itself looks whether the headers are still the same.
struct Prefix {
    std::vector<std::string> includes;  ///< what is precompiled: "<string>"
    std::vector<std::string> wanted;    ///< what the latest reading has included
    std::vector<std::string>
        macros;  ///< names that the precompiled headers have tested: a model that defines one needs a plain reading
    std::vector<FileRead> files;       ///< the files that took part
    std::vector<std::string> missing;  ///< as UnitResult has them
    std::int64_t digest = 0;           ///< of the precompiled header
    bool hopeless = false;             ///< this project can't be read with one

    /// What was kept for the request; as one that is new where nothing was.
    static Prefix load(const UnitRequest& request);
    /// The one that was made when this program was built, for the arguments that need no configuration.
    static Prefix ready_made(const UnitRequest& request);

    /// True when the precompiled header is there, whole.
    bool usable() const;
    const std::string& path() const { return path_; }
    std::string text() const;
    void keep() const;
    /// Takes the digest of what was precompiled; false when it is not there.
    bool seal();

private:
    std::string path_;  ///< of the precompiled header
    std::string note_;
};

/// Where nothing can be kept, or what is precompiled could not come first.
bool without_prefix(const UnitRequest& request);

/// Precompiles `prefix.wanted`, and makes that its `includes`. False when it can't be done.
bool build(const UnitRequest& request, Prefix& prefix);

}  // namespace retort::reflect
