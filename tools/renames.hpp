#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort::tools {

class Program;

/// What the command line says of renames.
struct RenameOptions {
    std::vector<std::string> given;  ///< --rename: "users.mail=users.email"
    bool ask = false;                ///< whether a person may be asked
    bool records = false;            ///< whether a revision is written, which says that names were exchanged
    bool in_models = true;           ///< whether the new side is models, which can declare a rename

    /// Adds --rename.
    void add_to(CLI::App& command);
};

/// Settles what between two schemas goes and comes under another name, beyond the renames that are declared:
/// first those of --rename, then, where standard input and error are terminals and `ask` is set, one
/// question after the other. What is answered with yes is declared in `to`. What nobody was asked about is
/// listed on standard error, and never taken for a rename.
/// Throws Error RT013 for a --rename that names nothing, RT014 when the answers end.
void settle_renames(Program& program, const RenameOptions& options, const Schema& from, Schema& to);

}  // namespace retort::tools
