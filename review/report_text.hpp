#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

// What the reports of a check, of lint and of a review have in common.
namespace retort::review {

/// A path as a URI reference (RFC 3986): other characters than those of a path are escaped.
std::string uri_of(std::string_view path);

/// The text of a GitHub workflow command with the characters escaped that have a meaning there; `property`: also those
/// with a meaning in a property.
std::string workflow_escaped(std::string_view text, bool property);

/// Text that Markdown and HTML leave as it is.
std::string markdown_escaped(std::string_view text);

/// A code block whose fence is longer than every run of backticks in the text (CommonMark, Fenced code blocks).
std::string markdown_fenced(std::string_view language, std::string_view text);

/// A SARIF 2.1.0 log of one run of this tool; `column_kind` says what columns count.
std::string sarif_log(std::string_view tool_version, std::string_view column_kind, nlohmann::ordered_json rules,
                      nlohmann::ordered_json results);

}  // namespace retort::review
