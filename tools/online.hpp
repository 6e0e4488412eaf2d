#pragma once

#include "schema/dialect.hpp"

namespace CLI {
class App;
}

namespace retort::tools {

class Program;

/// --online and --no-online, of the commands that write scripts.
struct OnlineOption {
    bool yes = false;
    bool no = false;

    void add_to(CLI::App& command);

    bool given() const { return yes || no; }

    /// True if scripts shall not block reads and writes: by the option, else by [migrations] online. With --online, a
    /// note on standard error for a dialect on which that changes nothing.
    bool chosen(Program& program, Dialect dialect) const;
};

}  // namespace retort::tools
