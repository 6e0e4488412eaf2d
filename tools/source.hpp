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

/// Where a schema comes from, as a word on the command line: models, live, migrations, a
/// database URL, a .sql file, a .json snapshot.
struct Source {
    enum class Kind { models, live, migrations, url, sql, snapshot };

    Kind kind{};
    std::string text;                ///< as it was given
    std::optional<sql::Url> url;     ///< of `live` and `url`
    std::optional<Schema> snapshot;  ///< read already, since it says its dialect
    std::optional<Dialect> dialect;  ///< unset: whatever is asked for
};

/// Throws Error RT206 for a word that is none of them.
Source parse_source(Program& program, const std::string& text);

/// The dialect for sources that have to be of one: that of the first which has one, else
/// `word` (--dialect), else the configured database's, else what the revision files say.
/// Throws Error RT207 when two have different ones, RT208 when nothing tells.
Dialect common_dialect(Program& program, const std::string& word, const Source& a, const Source* b = nullptr);

/// Reads sources, all of one dialect, as the engine stores them. What needs a database of its
/// own is made on one scratch, opened when it is first needed.
class SourceReader {
public:
    /// Connects to those of `sources` that are databases. `models`: models will be compared, and
    /// may be normalised in temporary tables there.
    SourceReader(Program& program, Dialect dialect, const std::vector<const Source*>& sources, bool models);

    Schema read(const Source& source);

    /// What something in the source needs that [filter] leaves out; nothing of models and snapshots,
    /// which say what there is.
    introspect::Needed needed_by_unseen(const Source& source);

    /// A database that holds the source and, unless it is a live one, stands at the chain's head.
    introspect::Database& database(const Source& source);

    scratch::ScratchSource& scratch() { return scratch_; }

    /// Why the models' expressions were compared by their structure; empty: the server was asked.
    const std::string& structural() const { return structural_; }

private:
    introspect::Database* first_connection();

    Program& program_;
    Dialect dialect_;
    std::map<std::string, std::unique_ptr<introspect::Database>> connections_;  ///< by the source's text
    scratch::ScratchSource scratch_;
    std::string structural_;
    std::map<std::string, std::unique_ptr<introspect::Database>> made_;  ///< on the scratch
};

/// Runs a script on a database of `scratch` statement by statement. Roles that it names are made where the whole server
/// is ours. Throws Error RT036 with the place of the statement that failed.
void run_script(introspect::Database& database, const std::string& text, const std::string& path,
                const scratch::Scratch& scratch);

}  // namespace retort::tools
