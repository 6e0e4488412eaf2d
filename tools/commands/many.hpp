#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "migrate/version_store.hpp"
#include "tools/many_report.hpp"
#include "tools/selection.hpp"

namespace retort::tools {

class Program;

/// The options of commands that work on many databases.
struct ManyOptions {
    std::vector<std::string> each_schema;  ///< --each-schema
    std::string databases;                 ///< --databases
    std::string retry;                     ///< --retry
    int jobs = 1;                          ///< --jobs
    bool fail_fast = false;                ///< --fail-fast
    std::string report;                    ///< --report
    bool json = false;                     ///< --json of the command; of many databases, the report is printed

    /// Whether the command works on many databases.
    bool given() const { return !each_schema.empty() || !databases.empty() || !retry.empty(); }
};

/// Adds the options. `one` are names of the command's options that are of one database.
void add_many_options(CLI::App& app, CLI::App& command, ManyOptions& options, const std::vector<std::string>& one = {});

/// Throws Error RT264 for an option that requires --each-schema or --databases, without either.
void require_many(const ManyOptions& options);

/// Prints what happens on several databases at one time. Used by several threads.
class ManyProgress {
public:
    ManyProgress(Program& program, std::size_t count) : program_(program), count_(count) {}

    /// A line about a database.
    void note(const Selected& selected, const std::string& text);
    void report(const Selected& selected, const Error& error);
    /// What runs on a database now, for the progress line.
    void activity(const Selected& selected, const std::string& text);
    void ended(State state);
    /// Shows the progress line; on a terminal only.
    void draw();
    /// Runs `work`, which uses the terminal.
    template <class Work>
    auto exclusively(Work work) {
        const std::lock_guard lock(mutex_);
        return work();
    }

private:
    Program& program_;
    const std::size_t count_;
    std::mutex mutex_;
    std::size_t ended_ = 0;
    std::size_t failed_ = 0;
    std::string activity_;
};

/// Works on one database, in a thread of its own, and describes it in the result; what it throws makes it failed.
/// `job` counts the threads from 0.
using ManyWork =
    std::function<void(const Selected& selected, std::size_t job, ManyProgress& progress, DatabaseResult& result)>;

/// What a command does with many databases.
struct ManyCommand {
    std::string name;    ///< "upgrade"
    std::string target;  ///< "head"; empty: it has none
    const migrate::Chain& chain;
    bool all_names = false;  ///< the table leaves no name out
    ManyWork work;
    std::function<void(const Selection&)> prepare = {};  ///< before any work; may be empty
    bool dry_run = false;
};

/// Selects the databases, works on `jobs` of them at one time, prints the table, writes the report. Returns the exit
/// status: 128 + the number of a signal; 2 if a database failed; 1 if one is different; else 0. Throws Error RT358 for
/// a report that can't be written, before any work, and the errors of the selection.
int run_many(Program& program, const ManyOptions& options, const ManyCommand& command);

/// Opens a database for the work.
std::unique_ptr<introspect::Database> open_selected(Program& program, const Selected& selected,
                                                    introspect::Access access, introspect::MissingFile missing,
                                                    ManyProgress& progress);

}  // namespace retort::tools
