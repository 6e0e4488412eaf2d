#pragma once

#include <string>
#include <string_view>

namespace retort::tools {

class Terminal;

/// Writes a result to a file, which is replaced as a whole or not at all; to a device or pipe as it is; and to standard
/// output for "-". Throws Error RT060.
void write_output(Terminal& terminal, const std::string& path, std::string_view text);

}  // namespace retort::tools
