#pragma once

#include <CLI/CLI.hpp>

namespace retort::tools {

class Program;

// Each function adds its subcommand to the command line. The chosen subcommand sets `program.action`.

void add_init(CLI::App& app, Program& program);
void add_revision(CLI::App& app, Program& program);
void add_upgrade(CLI::App& app, Program& program);
void add_downgrade(CLI::App& app, Program& program);
void add_current(CLI::App& app, Program& program);
void add_history(CLI::App& app, Program& program);
void add_heads(CLI::App& app, Program& program);
void add_branches(CLI::App& app, Program& program);
void add_merge(CLI::App& app, Program& program);
void add_rebase(CLI::App& app, Program& program);
void add_sum(CLI::App& app, Program& program);
void add_squash(CLI::App& app, Program& program);
void add_verify(CLI::App& app, Program& program);
void add_edit(CLI::App& app, Program& program);
void add_show(CLI::App& app, Program& program);
void add_stamp(CLI::App& app, Program& program);
void add_ensure_version(CLI::App& app, Program& program);
void add_check(CLI::App& app, Program& program);
void add_diff(CLI::App& app, Program& program);
void add_inspect(CLI::App& app, Program& program);
void add_models(CLI::App& app, Program& program);
void add_explain(CLI::App& app, Program& program);

}  // namespace retort::tools
