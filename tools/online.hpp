#pragma once

#include <optional>
#include <string>

#include "plan/online_kinds.hpp"
#include "schema/dialect.hpp"

namespace CLI {
class App;
}

namespace retort::tools {

class Program;

/// --online and --no-online, of the commands that write scripts.
struct OnlineOption {
    std::string kinds;  ///< "true", or a list of words; empty: not given
    bool no = false;

    void add_to(CLI::App& command);

    bool given() const { return !kinds.empty() || no; }

    /// The kinds of change that scripts make without blocking reads and writes: by the option, else by [migrations]
    /// online; none if neither is set. With --online, a note on standard error for a dialect on which that changes
    /// nothing. Throws Error RT367 for an unknown word.
    std::optional<plan::OnlineKinds> chosen(Program& program, Dialect dialect) const;
};

}  // namespace retort::tools
