#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "migrate/chain.hpp"
#include "schema/error.hpp"
#include "tools/selection.hpp"

namespace retort::tools {

/// How the work on one database ended.
enum class State {
    done,
    failed,
    interrupted,  ///< by a signal; rolled back
    not_reached,  ///< not begun
};

/// "done", "failed", "interrupted", "not reached"
std::string_view to_string(State state);

/// What a command that works on many databases keeps about one.
struct DatabaseResult {
    State state = State::not_reached;
    std::optional<migrate::Heads> before;
    std::optional<migrate::Heads> after;  ///< unset: not known
    std::vector<std::string> ran;         ///< the revisions that ran, in order
    std::vector<std::string> remarks;     ///< "2 differences"
    bool different = false;               ///< `check`, `current --check-heads`: the command's exit status is 1
    std::optional<Diagnostic> error;
    std::chrono::milliseconds duration{};
};

/// A command that worked on many databases.
struct ManyReport {
    std::string command;  ///< "upgrade"
    std::string target;   ///< "head"; empty: the command has none
    bool dry_run = false;
    std::string started;  ///< UTC, "2026-12-01T08:00:00Z"
    std::chrono::milliseconds duration{};
    const Selection& selection;
    const std::vector<DatabaseResult>& results;  ///< in the order of the selection

    /// The number of databases in a state.
    std::size_t count(State state) const;

    /// Equal results in one line, with the names of their databases, those of the most databases first; then each
    /// database that failed:
    ///
    ///     990 done, at 0007 add index (3f2a9c1d7e40): tenant_0001, tenant_0002, … and 970 more
    ///      10 not reached: tenant_0991, …
    ///
    /// `all_names`: no name is left out.
    std::string table(const migrate::Chain& chain, bool all_names) const;

    /// docs/many.md describes it.
    std::string json() const;
};

/// What a report says about which databases to select again.
struct FormerReport {
    std::vector<std::string> patterns;
    std::string database;
    std::string list;
    std::vector<std::string> rest;  ///< the names of the databases that are not done
};

/// Throws Error RT358 for a file that is not a report of `json`, and for one of a dry run; RT060 for one that can't be
/// read.
FormerReport read_report(const std::string& file);

}  // namespace retort::tools
