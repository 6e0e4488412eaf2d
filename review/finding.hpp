#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migrate/revision.hpp"
#include "schema/error.hpp"
#include "schema/schema.hpp"

namespace retort::review {

/// How models, migrations and a live database can be out of step.
enum class Kind {
    models,      ///< the models are ahead of the migrations
    migrations,  ///< models and live database agree, and the migrations do not
    live,        ///< the live database was changed by hand
    differs,     ///< models and live database differ, and the migrations were not compared
    pending,     ///< migrations have not run
    skipped,     ///< a migration never ran, and one that follows it did
    unfinished,  ///< a section that is not one transaction was begun and is not complete
    edited,      ///< a file was edited after it ran
    unknown,     ///< what ran is not known: there is no checksum
    gone,        ///< a migration ran, and there is no file of it
    heads,       ///< several heads
    void_proof,  ///< `verified:` is void
    sum,         ///< the files are not those of retort.sum
};

struct KindInfo {
    Kind kind;
    std::string_view word;         ///< of --allow and of the output
    std::string_view description;  ///< a sentence without a period
};

/// All kinds, in the order in which they are reported.
std::span<const KindInfo> kinds();
const KindInfo& info(Kind kind);
/// Nothing for a word that names no kind.
std::optional<Kind> parse_kind(std::string_view word);

/// One difference between two schemas.
struct Difference {
    enum class Change { added, dropped, changed };

    Change change = Change::changed;
    std::string text;        ///< "new column people.age integer"
    Position declared = {};  ///< in the models
    ObjectName table = {};   ///< whose difference it is, by its later name; empty: that of another object

    bool operator==(const Difference&) const = default;
};

/// "added", "dropped", "changed"
std::string_view to_string(Difference::Change change);

/// A revision that a finding is about.
struct RevisionName {
    std::string id;
    std::string number;
    std::string message;
    std::string file;
    std::string title;  ///< "0003 invoices (9b1e02c44d11)"
};

RevisionName name_of(const migrate::Revision& revision);

/// SQL for the live database, or for a revision.
struct Script {
    std::string label;  ///< "to undo it"
    std::string sql;
};

/// One way in which the three are out of step.
struct Finding {
    Kind kind{};
    std::string message{};  ///< one sentence without a period
    std::vector<Difference> differences{};
    std::vector<RevisionName> revisions{};
    std::vector<Script> scripts{};
    std::vector<std::string> to_do{};  ///< commands and sentences, each a way to bring them in step again
    bool allowed = false;              ///< it does not change the exit status
};

/// The result of a check.
struct Report {
    std::vector<std::string> compared{};  ///< "models", "migrations", "live"
    std::string database{};               ///< the live database; empty: none was compared
    std::vector<Finding> findings{};
    std::vector<std::string> notes{};      ///< what could not be compared, and why
    std::vector<Diagnostic> errors{};      ///< why a printed script must not run (SQLite)
    std::string structural{};              ///< why expressions were compared by structure; empty: they were normalized
    std::set<Unsupported> not_compared{};  ///< objects that a Schema can't represent

    /// True if every finding is allowed.
    bool in_step() const;
    /// Sorts the findings by kind, and marks those whose kind is allowed.
    void settle(const std::set<Kind>& allowed);
    /// "models, migrations and sqlite:app.db"
    std::string compared_in_words() const;
};

}  // namespace retort::review
