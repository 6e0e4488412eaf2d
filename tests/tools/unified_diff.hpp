#pragma once

#include <string>

namespace retort::test {

/// `text` after the unified diff of one file, `diff`, which comes from the file `path`. Lines before its "---" are a
/// description. Unlike patch(1) it applies a hunk only at its own line and only if all of its context matches.
/// Throws std::runtime_error with the position in the diff, "path:line", of what does not apply.
std::string apply_diff(const std::string& text, const std::string& diff, const std::string& path);

}  // namespace retort::test
