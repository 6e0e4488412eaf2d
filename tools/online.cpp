#include "tools/online.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "tools/program.hpp"

namespace retort::tools {

void OnlineOption::add_to(CLI::App& command) {
    CLI::Option* on = command.add_flag("--online", yes, "Write SQL that does not block reads and writes while it runs");
    command.add_flag("--no-online", no, "Write one transaction, whatever [migrations] online is")->excludes(on);
}

bool OnlineOption::chosen(Program& program, Dialect dialect) const {
    if (yes && !info(dialect).server) {
        Terminal& terminal = program.terminal();
        terminal.note(fmt::format("{} --online changes nothing: {} locks the whole database for each write",
                                  terminal.styled("note:", "1"), info(dialect).name));
    }
    return yes || (!no && program.config().online);
}

}  // namespace retort::tools
