#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "migrate/chain.hpp"

namespace retort::migrate {

/// The name of the checksum file in the first folder of revisions.
inline constexpr const char* sum_file_name = "retort.sum";

/// One way in which the files are not those of the checksum file.
struct SumProblem {
    std::string message;             ///< "0003 invoices (9b1e02c44d11) was changed since retort.sum was written"
    std::string id;                  ///< of the revision; empty: the checksum file itself
    const Revision* file = nullptr;  ///< its file, if there is one
};

/// The checksums of a folder's revisions, one line each, in the chain's order:
///
///     17d4bf12c257 5f0c…64 digits…9a 1c2d3e4f5a6b7c8d
///
/// the id, the SHA-256 of the file, and the first digits of a SHA-256 over the line before and this one. An edit, a
/// file that is missing and a line that was removed show without a database; two people who each add a revision change
/// the same place, which is a conflict of version control. Line ends of files do not count: CRLF is read as LF.
class SumFile {
public:
    /// Nothing if there is no such file. Throws Error RT060 if it can't be read.
    static std::optional<SumFile> load(const std::string& path);

    /// What is different, in the order of the chain; then lines without a file, and the chain of the lines.
    std::vector<SumProblem> problems(const Chain& chain) const;

    /// The text for the files of `chain`. Revisions of `touched`, and those without a line, get the checksums of their
    /// files; all other lines stay, so that an edit or a removed file that nobody accepted is still reported.
    std::string updated(const Chain& chain, const std::set<std::string>& touched) const;

private:
    struct Line {
        std::string id, file, chained;
        int number = 0;
    };

    std::vector<Line> lines_;
    std::vector<int> unreadable_;  ///< the numbers of lines that are none, as the markers of a merge conflict
};

/// The text of a new checksum file.
std::string new_sum_file(const Chain& chain);

}  // namespace retort::migrate
