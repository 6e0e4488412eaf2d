#pragma once

#include <string>
#include <string_view>

#include "migrate/revision.hpp"

namespace retort::migrate {

/// The default of `[migrations] file_name`.
inline constexpr std::string_view default_file_name = "{number:04}_{slug}.sql";

/// Checks a `file_name` template: {number} or {number:0W} (at least W digits), {revision},
/// {slug}, {year} {month} {day} {hour} {minute} {second} (of `created`, UTC).
/// Throws Error RT062 naming the setting: an unknown field (did you mean), an unmatched brace, a '/', '\' or
/// control character, a leading '.', a name that does not end in ".sql", more than 120 characters, no field that
/// makes names distinct ({number}, {revision}, {slug} or {second}).
void check_file_name(std::string_view pattern);

/// The file name of a revision whose id, number and created are set; in Unicode's normalisation form C.
std::string file_name(std::string_view pattern, const Revision& revision);

/// The words of `message`, with letters of every script, in lower case, joined by '_': at most 40 bytes, cut between
/// words if possible, and never inside a character; "revision" when no word is left. In normalisation form C.
std::string slug(std::string_view message);

/// Writes the revision into `directory` (created if missing) under its name by `pattern`, sets
/// `revision.path`, returns the path. Throws Error RT226 for a file that exists, RT318 for one whose name differs only
/// in its normalisation.
std::string write_revision(Revision& revision, const std::string& directory, std::string_view pattern);

}  // namespace retort::migrate
