#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "schema/schema.hpp"
#include "scratch/scratch_source.hpp"
#include "sql/url.hpp"

namespace retort::tools {

class Program;

/// The source of a schema on the command line: models, live, migrations, a database URL,
/// a .sql file, a .json snapshot.
struct Source {
    enum class Kind { models, live, migrations, url, sql, snapshot };

    Kind kind{};
    std::string text;                ///< as given
    std::optional<sql::Url> url;     ///< of `live` and `url`
    std::optional<Schema> snapshot;  ///< already read, for its dialect
    std::optional<Dialect> dialect;  ///< unset: either
};

/// Throws Error RT206 for any other word.
Source parse_source(Program& program, const std::string& text);

/// The common dialect of sources: that of the first source which has one, else
/// `word` (--dialect), else the configured database's, else the revision files'.
/// Throws Error RT207 when dialects conflict, RT208 when none is known.
Dialect common_dialect(Program& program, const std::string& word, const Source& a, const Source* b = nullptr);

/// Reads sources of one dialect in the form in which the engine stores them. Sources without a database are built
/// on one scratch, opened on first use.
class SourceReader {
public:
    /// Connects to the `sources` that are databases. `models`: models will be compared, and
    /// may be normalised in temporary tables there.
    SourceReader(Program& program, Dialect dialect, const std::vector<const Source*>& sources, bool models);

    Schema read(const Source& source);

    /// The objects that excluded objects of the source depend on; empty for models and snapshots, which contain
    /// no excluded objects.
    introspect::ExcludedDependents excluded_dependents(const Source& source);

    /// A database with the source's schema. One on the scratch is at the chain's head.
    introspect::Database& database(const Source& source);

    scratch::ScratchSource& scratch() { return scratch_; }

    /// Why the models' expressions were compared by structure; empty: the server normalised them.
    const std::string& structural() const { return structural_; }

private:
    introspect::Database* first_connection();

    Program& program_;
    Dialect dialect_;
    std::map<std::string, std::unique_ptr<introspect::Database>> connections_;  ///< by Source::text
    scratch::ScratchSource scratch_;
    std::string structural_;
    std::map<std::string, std::unique_ptr<introspect::Database>> made_;  ///< on the scratch
};

/// Runs a script on a database of `scratch` statement by statement. Missing roles are created when the scratch owns
/// its server. Throws Error RT036 with the position of the statement that failed.
void run_script(introspect::Database& database, const std::string& text, const std::string& path,
                const scratch::Scratch& scratch);

}  // namespace retort::tools
