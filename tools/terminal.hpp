#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/error.hpp"

namespace retort::tools {

enum class ColourMode { automatic, always, never };

/// Whether to write ANSI colours to `descriptor`. `automatic`: it is a terminal, NO_COLOR is not set or empty,
/// and TERM is set and not "dumb".
bool wants_colour(ColourMode mode, int descriptor);

/// Writes results to standard output, everything else to standard error. On a terminal, characters of the text that
/// would control it are shown as their numbers (sql/printable.hpp); the styles of this class are not part of the
/// text. In a file or pipe every byte is as it is.
class Terminal {
public:
    explicit Terminal(ColourMode mode = ColourMode::automatic);

    /// Writes a result. When the reader of a pipe has exited, drops the rest silently;
    /// any other failure is an Error RT010.
    void result(std::string_view text);

    /// Writes a line of text; adds the line end.
    void note(std::string_view text);

    /// Writes the errors.
    void errors(std::vector<Diagnostic> diagnostics);

    /// Shows the current activity on one line, which the next output replaces. Does nothing when standard
    /// error is not a terminal.
    void progress(std::string_view text);

    /// True when standard input and standard error are terminals.
    bool can_ask() const;

    /// Writes a question to standard error and reads a line from standard input: true for "y" or "yes". Throws Error
    /// RT014 with the hint at the end of input.
    bool confirm(std::string_view question, std::string_view hint);

    /// Erases the progress line.
    void done();

    bool colour_in_result() const { return result_colour_; }
    bool colour_in_notes() const { return note_colour_; }

    /// `text` in an ANSI style ("1", "31") when notes are coloured, for note, progress and confirm.
    std::string styled(std::string_view text, std::string_view style) const;

private:
    /// The answer; unset at the end of input.
    std::optional<std::string> ask(std::string_view question);

    /// `text` as standard error shows it.
    std::string shown(std::string_view text) const;
    void write(int descriptor, std::string_view text);

    bool result_colour_;
    bool note_colour_;
    bool live_;           ///< standard error is a terminal
    bool results_shown_;  ///< standard output is one
    bool showing_ = false;
    bool reader_exited_ = false;
};

}  // namespace retort::tools
