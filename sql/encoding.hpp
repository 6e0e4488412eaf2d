#pragma once

#include <string>
#include <string_view>

namespace retort::sql {

/// Throws Error RT336 if `text`, the content of the file `path`, has a NUL byte or is not UTF-8: with the position of
/// the first byte that is wrong, the encoding that the file seems to have, and the command that converts it.
void check_encoding(std::string_view text, const std::string& path);

/// The content of a file of SQL, without a byte order mark. Throws the errors of read_file and check_encoding.
std::string read_text_file(const std::string& path);

}  // namespace retort::sql
