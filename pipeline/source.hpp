#pragma once

#include <optional>
#include <string>

#include "pipeline/project.hpp"
#include "schema/error.hpp"
#include "schema/schema.hpp"
#include "sql/url.hpp"

namespace retort::pipeline {

/// A schema that can be one side of a comparison.
struct Source {
    enum class Kind { models, migrations, database, sql_file, snapshot };

    Kind kind{};
    std::string name{};                ///< as given, for messages; the path of `sql_file`
    std::optional<sql::Url> url{};     ///< of `database`
    std::optional<Schema> snapshot{};  ///< already read, for its dialect
    std::optional<migrate::Heads>
        revisions{};  ///< of `migrations`: those that have run; unset: all, up to the one head

    /// Unset: the source is for either dialect.
    std::optional<Dialect> dialect() const;
};

/// The common dialect of sources: that of the first source which has one, else the `requested` one, else that of the
/// project's database, else that of the revision files. `b` may be null.
/// Throws Error RT269 when the sources' dialects differ, RT207 when the requested one does, RT208 when none is known.
Dialect common_dialect(Project& project, std::optional<Dialect> requested, const Source& a, const Source* b = nullptr);

/// Throws Error RT207 when the `requested` dialect, of --dialect, is not that of `source`, a name for messages.
void check_requested(std::optional<Dialect> requested, const std::string& source, Dialect known);

/// Error RT208: nothing says for which dialect `source` is meant, a name for messages.
Error no_dialect(const std::string& source);

}  // namespace retort::pipeline
