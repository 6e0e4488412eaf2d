#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace retort::tools {

enum class ColourMode { automatic, always, never };

/// Whether `descriptor` gets ANSI colours: `automatic` means a terminal, and neither NO_COLOR
/// set to anything nor TERM=dumb.
bool wants_colour(ColourMode mode, int descriptor);

/// Standard output holds results, standard error everything else.
class Terminal {
public:
    explicit Terminal(ColourMode mode = ColourMode::automatic);

    /// Writes a result. When the reader of a pipe has gone, says nothing and drops the rest;
    /// any other failure is an Error RT010.
    void result(std::string_view text);

    /// A line for a person; adds the line end.
    void note(std::string_view text);

    /// What is being done now, on one line that the next output replaces. Nothing when standard
    /// error is no terminal.
    void progress(std::string_view text);

    /// True when a person can be asked: standard input and standard error are terminals.
    bool can_ask() const;

    /// Writes a question on standard error and reads a line of standard input; unset at its end.
    std::optional<std::string> ask(std::string_view question);

    /// Wipes the progress line.
    void done();

    bool colour_in_result() const { return result_colour_; }
    bool colour_in_notes() const { return note_colour_; }

    /// `text` between an ANSI style ("1", "31") and its end, when notes are coloured.
    std::string styled(std::string_view text, std::string_view style) const;

private:
    void write(int descriptor, std::string_view text);

    bool result_colour_;
    bool note_colour_;
    bool live_;  ///< standard error is a terminal
    bool showing_ = false;
    bool reader_exited_ = false;
};

}  // namespace retort::tools
