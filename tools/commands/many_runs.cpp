#include "tools/commands/many_runs.hpp"

#include <fmt/format.h>

#include <utility>

#include "migrate/edited_files.hpp"
#include "tools/commands/run_log.hpp"
#include "tools/interrupts.hpp"
#include "tools/program.hpp"
#include "tools/tenants.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

/// Reports what a run on one of many databases waits for, and what it runs now.
class OneOfMany : public migrate::Observer {
public:
    OneOfMany(ManyProgress& progress, const Selected& selected) : progress_(progress), selected_(selected) {}

    void waiting(const std::string& reason) override { progress_.note(selected_, "waiting: " + reason); }
    void retrying(const std::string& reason, int attempt, int attempts, std::chrono::milliseconds pause) override {
        progress_.note(selected_, retry_text(reason, attempt, attempts, pause));
    }
    void tables_changed(const migrate::CreatedTables& tables) override {
        for (const std::string& each : change_texts(tables)) progress_.note(selected_, each);
    }
    void started(const migrate::Revision& revision, migrate::Direction) override {
        progress_.activity(selected_, revision.title());
    }

private:
    ManyProgress& progress_;
    const Selected& selected_;
};

/// Where a database stands after a failure; unset if it can't be queried.
std::optional<migrate::Heads> heads_after_failure(introspect::Database& database, const migrate::VersionStore& store) {
    // The request to cancel the failed statement may have reached the server after its end.
    for (int attempt = 0; attempt < 2; ++attempt) {
        try {
            return store.current(database);
        } catch (const std::exception&) {
        }
    }
    return std::nullopt;
}

/// One database of a run.
class OneRun {
public:
    OneRun(Program& program, const migrate::Chain& chain, const Selected& selected, ManyProgress& progress,
           introspect::MissingFile missing)
        : program_(program),
          chain_(chain),
          selected_(selected),
          progress_(progress),
          database_(open_selected(program, selected, introspect::Access::read_write, missing, progress)),
          store_(version_store(program, database_->dialect())),
          interrupts_(*database_) {}

    void run(const RunRequest& request, LogFile& log_file, DatabaseResult& result) {
        if (!selected_.schema.empty()) require_versioned(*database_, store_, selected_.schema);
        OneOfMany observer(progress_, selected_);
        RunLog log(log_file, database_->describe(), observer);
        migrate::RunOptions options = run_options(program_, database_->dialect(), log);
        options.one_transaction = request.one_transaction;
        options.dry_run = request.dry_run;
        migrate::Runner runner(*database_, chain_, store_, std::move(options));
        log.begin(request.target, request.direction);
        guarded(result, [&] {
            migrate::RunResult ran;
            try {
                ran = request.direction == migrate::Direction::up ? runner.upgrade(request.target)
                                                                  : runner.downgrade(request.target);
            } catch (const Error& error) {
                log.failed(error);
                throw;
            } catch (const introspect::StatementError& error) {
                log.failed(introspect::own_statement_failed(error));
                throw;
            }
            if (request.dry_run) ran.after = ran.before;
            log.end(ran.before, ran.after, request.dry_run);
            for (const auto& each : ran.steps) result.ran.push_back(each.revision->id);
            result.before = ran.before;
            result.after = ran.after;
        });
        if (request.dry_run) result.remarks.emplace_back("rolled back");
        if (request.direction == migrate::Direction::up) note_edited_files(result);
    }

    void stamp(const std::string& target, DatabaseResult& result) {
        OneOfMany observer(progress_, selected_);
        migrate::Runner runner(*database_, chain_, store_, run_options(program_, database_->dialect(), observer));
        guarded(result, [&] {
            const migrate::RunResult stamped = runner.stamp(target);
            result.before = stamped.before;
            result.after = stamped.after;
        });
    }

private:
    template <class Work>
    void guarded(DatabaseResult& result, Work work) {
        try {
            migrate::stop_if([] { return Interrupts::received() != 0; });
            work();
        } catch (const std::exception&) {
            result.after = heads_after_failure(*database_, store_);
            if (!result.after) result.remarks.emplace_back("where it stands is not known");
            throw;
        }
    }

    void note_edited_files(DatabaseResult& result) {
        try {
            for (const migrate::Revision* each : migrate::edited_revisions(*database_, chain_, store_))
                result.remarks.push_back(each->title() + " was edited after it was run");
        } catch (const Error& error) {
            progress_.note(selected_,
                           "can't check whether migrations were edited: " + error.diagnostics().front().message);
        }
    }

    Program& program_;
    const migrate::Chain& chain_;
    const Selected& selected_;
    ManyProgress& progress_;
    std::unique_ptr<introspect::Database> database_;
    migrate::VersionStore store_;
    Interrupts interrupts_;  // after the database
};

}  // namespace

int run_on_many(Program& program, const RunRequest& request) {
    reject_range(request.target);
    const migrate::Chain chain = load_chain(program);
    if (request.target == "head" && chain.heads().size() > 1) throw chain.several_heads({});
    LogFile log(request.log);
    const bool up = request.direction == migrate::Direction::up;
    const auto missing = up ? introspect::MissingFile::accept : introspect::MissingFile::error;
    return run_many(program, request.many,
                    {std::string(to_string(request.direction)),
                     request.target,
                     chain,
                     false,
                     [&](const Selected& selected, std::size_t, ManyProgress& progress, DatabaseResult& result) {
                         OneRun(program, chain, selected, progress, missing).run(request, log, result);
                     },
                     {},
                     request.dry_run});
}

int stamp_many(Program& program, const ManyOptions& options, const std::string& target) {
    const migrate::Chain chain = load_chain(program);
    return run_many(
        program, options,
        {"stamp", target, chain, false,
         [&](const Selected& selected, std::size_t, ManyProgress& progress, DatabaseResult& result) {
             OneRun(program, chain, selected, progress, introspect::MissingFile::error).stamp(target, result);
         }});
}

}  // namespace retort::tools
