#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/dialect.hpp"
#include "schema/error.hpp"

namespace retort::migrate {

/// The direction in which a revision runs.
enum class Direction { up, down };

/// "upgrade" or "downgrade".
constexpr std::string_view to_string(Direction direction) {
    return direction == Direction::up ? "upgrade" : "downgrade";
}

/// The SQL of one direction: the text below its marker in the file.
struct Section {
    std::string sql;          ///< ends with a newline unless empty; no blank lines at its end; LF line ends
    bool transaction = true;  ///< false: `transaction:false` follows the marker
    int line = 0;             ///< the file's line on which `sql` starts

    /// The position of byte `offset` of `sql` in the file `path`.
    Position position(const std::string& path, std::size_t offset) const;

    /// SHA-256 of `sql` for the history table; the same for LF and CRLF files.
    std::string checksum() const;
};

/// One revision file:
///
///     -- 0003 convert role to enum
///     -- revision: 3f2a9c1d7e40
///     -- down_revision: 808b6192c57c
///     -- created: 2026-11-20T16:56:00Z
///     -- dialect: postgresql
///     -- verified: upgrade, downgrade, upgrade; sha256:0123456789ab
///
///     -- migrate:up
///     …
///
///     -- migrate:down
///     …
///
/// A line `-- migrate:step name` between the statements of a section calls a step of the program (migrate/step.hpp).
/// `revision` and `down_revision` are required, the other keys are optional. The first
/// revision has `down_revision: none`; one that merges branches lists several, separated by commas. Two more keys
/// follow `down_revision` where they are needed: `depends_on`, the revisions that run before this one although it does
/// not follow them, and `branch_labels`, the names of the branch that begins with this one. One that `retort squash`
/// wrote lists the ids that it replaces, and checksums of its own upgrade before the squash: `replaces: 17d4bf12c257,
/// 5e0cf2a9b1d3; sha256:0123456789ab`.
struct Revision {
    std::string id;                             ///< letters, digits, '_'; at most 32 (the version table's column)
    std::vector<std::string> down_revisions;    ///< as written; empty for `none`
    std::vector<std::string> depends_on;        ///< ids; each runs before this one, and is not its parent
    std::vector<std::string> branch_labels;     ///< see is_branch_label
    std::string number;                         ///< "0003", for people only; may be empty
    std::string message;                        ///< one line
    std::string created;                        ///< "2026-11-20T16:56:00Z"; may be empty
    std::optional<Dialect> dialect;             ///< unset: any dialect
    std::string verified;                       ///< see migrate/verified.hpp; "no", or empty
    std::vector<std::string> replaces;          ///< the ids whose revisions were squashed into this one
    std::vector<std::string> earlier_upgrades;  ///< of this id before squashes: Section::checksum, or its first digits
    std::vector<std::string> remarks;           ///< other comment lines of the header, without "-- "
    Section up;
    Section down;
    std::string path;         ///< for messages; empty until it is written
    std::string file_sha256;  ///< of the text that was parsed, as sha256sum prints it for the file

    const Section& section(Direction direction) const { return direction == Direction::up ? up : down; }

    /// For messages: "0003 convert role to enum (3f2a9c1d7e40)".
    std::string title() const;
};

/// Throws Error RT069 if the revision is for another dialect than `dialect`, that of `target`: "the database is
/// sqlite:app.db".
void require_dialect(const Revision& revision, Dialect dialect, const std::string& target, std::string hint);

/// Parses a revision file's text; `path` is for positions. CRLF is read as LF.
/// Throws Error RT061 with all errors found: a missing or duplicate key or section, an unknown key
/// or option ("did you mean"), SQL above the first marker.
Revision parse_revision(const std::string& text, const std::string& path);

/// The file's text. `format_revision(parse_revision(t, p)) == t` for every text that this
/// function returned. Throws Error RT061 for SQL with a line that is a section marker.
std::string format_revision(const Revision& revision);

/// Reads the file. Throws Error RT060 when it can't be read.
Revision load_revision(const std::string& path);

/// Sets `id` and `created` of a new revision whose other members are final: twelve random
/// hexadecimal digits and the current time. With SOURCE_DATE_EPOCH in the environment
/// (seconds since 1970) both are derived from it and from the content, so that the same revision
/// gives the same bytes. Throws Error RT200 for a SOURCE_DATE_EPOCH that is not a number.
void identify(Revision& revision);

}  // namespace retort::migrate
