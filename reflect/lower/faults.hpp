#pragma once

#include <string>
#include <vector>

#include "reflect/record.hpp"
#include "schema/error.hpp"

namespace retort::reflect {

/// Collects what is wrong with the models, so that all of it is told together.
class Faults {
public:
    /// Adds a fault; more can be said of it through the reference, until the next `add`.
    Diagnostic& add(ErrorCode code, const Place& place, const std::string& message, const std::string& hint = {});

    /// A note beneath a fault: "first declared here".
    static void note(Diagnostic& fault, const Place& place, const std::string& message);

    /// Throws Error with all of them, in source order, each with its line; nothing when there are none.
    void raise();

    bool empty() const { return found_.empty(); }

private:
    std::vector<Diagnostic> found_;
};

/// The line of the file that `place` points at; empty when it is not known or can't be read.
std::string source_line(const Place& place);

}  // namespace retort::reflect
