#pragma once

#include <exception>
#include <string>
#include <vector>

#include "schema/error_codes.hpp"

namespace retort {

/// A position in a text file. Line and column count from 1; line 0 means unknown.
struct Position {
    std::string file{};
    int line = 0;
    int column = 0;

    bool known() const { return line > 0; }
    bool operator==(const Position&) const = default;
};

/// One error, as it is printed for a person.
struct Diagnostic {
    ErrorCode code{};              ///< stable, "RT084"; none for most notes
    std::string message{};         ///< names the object that is wrong; no final period
    Position position = {};        ///< in the source file, if there is one
    std::string source_line = {};  ///< the line at `position`, for the caret
    std::string hint = {};         ///< a way out: the setting to fix, the name that was probably meant
    std::vector<Diagnostic> notes = {};
};

/// The exception that every part of Retort throws: one or more diagnostics, in source order.
class Error : public std::exception {
public:
    explicit Error(Diagnostic diagnostic);
    explicit Error(std::vector<Diagnostic> diagnostics);
    Error(ErrorCode code, std::string message, std::string hint = {});

    /// The first diagnostic's message, with its code.
    const char* what() const noexcept override { return what_.c_str(); }
    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

private:
    std::vector<Diagnostic> diagnostics_;
    std::string what_;
};

/// The diagnostic as text:
///
///     models/auth/user.hpp:12:5: error: no column type for 'std::thread' [RT101]
///        12 |     std::thread worker;
///           |     ^
///       hint: ...
///
/// Ends with a newline. With `colour`, ANSI escapes mark severity and caret.
std::string render(const Diagnostic& diagnostic, bool colour = false);

/// All diagnostics of an error, one after the other.
std::string render(const Error& error, bool colour = false);

/// Line `line` of `text`, counted from 1, without its line end; empty if `text` has no such line.
std::string line_of(const std::string& text, int line);

}  // namespace retort
