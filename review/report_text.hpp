#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

// What the reports of a check and of lint have in common.
namespace retort::review {

/// A path as a URI reference (RFC 3986): other characters than those of a path are escaped.
std::string uri_of(std::string_view path);

/// The text of a GitHub workflow command with the characters escaped that have a meaning there; `property`: also those
/// with a meaning in a property.
std::string workflow_escaped(std::string_view text, bool property);

/// A SARIF 2.1.0 log of one run of this tool; `column_kind` says what columns count.
std::string sarif_log(std::string_view tool_version, std::string_view column_kind, nlohmann::ordered_json rules,
                      nlohmann::ordered_json results);

}  // namespace retort::review
