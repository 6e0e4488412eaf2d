#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort::tools {

class Program;

/// The options for renames.
struct RenameOptions {
    std::vector<std::string> given;  ///< --rename: "users.mail=users.email"
    bool ask = false;                ///< ask questions on a terminal
    bool records = false;            ///< a revision is written, which records swapped names in its header
    bool in_models = true;           ///< the new side is models, which can declare a rename

    /// Adds --rename.
    void add_to(CLI::App& command);
};

/// Settles the renames between two schemas that are not declared: first those of --rename, then swaps that the
/// models declare, then candidates. If `ask` is set and standard input and error are terminals, each candidate is a
/// question, and a yes declares the rename in `to`. Otherwise candidates are listed on standard error and are not
/// renames.
/// Throws Error RT013 for a --rename with an unknown name, RT014 when the input ends before the last answer.
void settle_renames(Program& program, const RenameOptions& options, const Schema& from, Schema& to);

}  // namespace retort::tools
