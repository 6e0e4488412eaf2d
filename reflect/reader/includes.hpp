#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace retort::reflect {

/// The files that a source includes, directly or indirectly, determined from the `#include` lines alone: no
/// preprocessor runs, so lines in an `#if 0` count. System files (/usr) are not followed.
class Includes {
public:
    static constexpr std::size_t most_files = 4000;  ///< files opened at most; further files count as empty

    /// All files that `source` includes, given the include folders `folders`. Absolute paths.
    const std::set<std::string>& of(const std::string& source, const std::vector<std::string>& folders);

    /// Every file that was opened.
    std::vector<std::string> files() const;

private:
    struct Line {
        std::string name;
        bool quoted = false;
    };
    const std::vector<Line>& lines(const std::string& file);
    bool exists(const std::string& file);

    std::map<std::string, std::vector<Line>> lines_;
    std::map<std::string, bool> exists_;
    std::map<std::string, std::set<std::string>> closures_;
};

}  // namespace retort::reflect
