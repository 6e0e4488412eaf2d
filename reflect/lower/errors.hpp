#pragma once

#include <string>
#include <vector>

#include "reflect/record.hpp"
#include "schema/error.hpp"

namespace retort::reflect {

/// Collects the errors in the models, so that all are reported together.
class Errors {
public:
    /// Adds an error. The reference is valid until the next `add`.
    Diagnostic& add(ErrorCode code, const Location& place, const std::string& message, const std::string& hint = {});

    /// Adds a note to an error: "first declared here".
    static void note(Diagnostic& error, const Location& place, const std::string& message);

    /// Throws Error with all errors, in source order, each with its line. Does nothing if there are none.
    void raise();

    bool empty() const { return found_.empty(); }

private:
    std::vector<Diagnostic> found_;
};

/// The source line at `place`; empty if it is unknown or cannot be read.
std::string source_line(const Location& place);

}  // namespace retort::reflect
