#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "migrate/revision.hpp"
#include "schema/error.hpp"

namespace retort::tools {

// The values of which the commands compose what --json prints. docs/json.md describes them.

using Json = nlohmann::ordered_json;

/// A text, or null for an empty one, which is not known.
Json text_or_null(const std::string& value);

/// The members of a revision that its file has.
Json json_of(const migrate::Revision& revision);

/// {"revision", "number", "message", "file"}: enough to recognise a revision in another list.
Json reference_to(const migrate::Revision& revision);

/// {"code", "message", "file", "line", "column", "hint"}, without passwords.
Json json_of(const Diagnostic& diagnostic);
Json json_of(const std::vector<Diagnostic>& diagnostics);

/// The output of a command: `members` after "version".
std::string json_output(Json members);

}  // namespace retort::tools
