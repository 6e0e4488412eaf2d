#pragma once

#include <string>

namespace retort::tools {

/// Throws Error RT334 if neither $VISUAL nor $EDITOR is set, and standard input or output is no terminal. `path` is the
/// file that is to be edited, for the message.
void require_editor(const std::string& path);

/// Opens the file in the user's editor and waits for its end: $VISUAL, else $EDITOR, else vi. The variable is a command
/// of the shell, which gets the path as its last argument. Throws Error RT334 for an editor that is missing or fails,
/// and, unless a variable is set, if standard input or output is no terminal.
void open_in_editor(const std::string& path);

}  // namespace retort::tools
