#include "tools/commands/many.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <ctime>
#include <fstream>
#include <system_error>
#include <thread>

#include "tools/interrupts.hpp"
#include "tools/many_files.hpp"
#include "tools/program.hpp"
#include "tools/tenants.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

void add_many_options(CLI::App& app, CLI::App& command, ManyOptions& options, const std::vector<std::string>& one) {
    CLI::Option* schemas = command
                               .add_option("--each-schema", options.each_schema,
                                           "Work on each schema that matches the pattern, '*' for all (PostgreSQL)")
                               ->type_name("PATTERN")
                               ->allow_extra_args(false);
    CLI::Option* list = command
                            .add_option("--databases", options.databases,
                                        "Work on each database of FILE: a URL on each line, with ${NAME}; # comments")
                            ->type_name("FILE")
                            ->excludes(schemas)
                            ->excludes(app.get_option("--database"));
    CLI::Option* retry =
        command
            .add_option("--retry", options.retry, "Work on the databases that are not done in FILE, a former --report")
            ->type_name("FILE")
            ->excludes(schemas)
            ->excludes(list);
    for (const std::string& each : one)
        for (CLI::Option* option : {schemas, list, retry}) option->excludes(command.get_option(each));
    command.add_option("--jobs", options.jobs, "How many databases at one time (default 1)")
        ->type_name("N")
        ->check(CLI::Range(1, Interrupts::most).description(""));
    command.add_flag("--fail-fast", options.fail_fast, "Begin no other database after one has failed");
    command.add_option("--report", options.report, "Write the result for each database to FILE as JSON")
        ->type_name("FILE");
}

void require_many(const ManyOptions& options) {
    if (options.given()) return;
    const std::string many = "--each-schema, --databases or --retry";
    if (options.jobs != 1) throw missing_option("--jobs", many);
    if (options.fail_fast) throw missing_option("--fail-fast", many);
    if (!options.report.empty()) throw missing_option("--report", many);
}

void ManyProgress::note(const Selected& selected, const std::string& text) {
    exclusively([&] { program_.terminal().note(fmt::format("{}: {}", selected.name, text)); });
}

void ManyProgress::report(const Selected& selected, const Error& error) {
    std::vector<Diagnostic> diagnostics = error.diagnostics();
    for (Diagnostic& each : diagnostics) each.message = fmt::format("{}: {}", selected.name, each.message);
    exclusively([&] { program_.report(Error(std::move(diagnostics))); });
}

void ManyProgress::activity(const Selected& selected, const std::string& text) {
    exclusively([&] { activity_ = fmt::format("{} {}", selected.name, text); });
}

void ManyProgress::ended(State state) {
    exclusively([&] {
        ++ended_;
        failed_ += state == State::failed ? 1 : 0;
    });
}

void ManyProgress::draw() {
    exclusively([&] {
        constexpr std::size_t width = 20;
        constexpr std::size_t most = 40;  // bytes: the line has to fit into 80 columns
        const std::size_t full = ended_ * width / std::max<std::size_t>(count_, 1);
        std::string last = activity_;
        if (last.size() > most) {
            std::size_t end = most;
            while (end > 0 && (static_cast<unsigned char>(last[end]) & 0xC0U) == 0x80U) --end;
            last = last.substr(0, end) + "…";
        }
        program_.terminal().progress(fmt::format("[{:#<{}}{:.<{}}] {}/{}{} {}", "", full, "", width - full, ended_,
                                                 count_, failed_ == 0 ? "" : fmt::format(", {} failed", failed_),
                                                 last));
    });
}

std::unique_ptr<introspect::Database> open_selected(Program& program, const Selected& selected,
                                                    introspect::Access access, introspect::MissingFile missing,
                                                    ManyProgress& progress) {
    introspect::OpenOptions options = open_options(program, missing);
    options.lock_wait.waiting = [&](const std::string& reason) { progress.note(selected, "waiting: " + reason); };
    if (!selected.schema.empty()) return open_schema(selected.url, selected.schema, access, options);
    return introspect::open(selected.url, access, options);
}

namespace {

using Clock = std::chrono::steady_clock;

std::chrono::milliseconds since(Clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
}

Selection select(Program& program, const ManyOptions& options) {
    if (!options.each_schema.empty()) return select_schemas(program, options.each_schema);
    if (!options.databases.empty()) return select_listed(options.databases);
    return select_again(program, options.retry);
}

/// `append`: only checks that it can be written.
void write_report(const std::string& file, const std::string& text, bool append) {
    if (file.empty()) return;
    std::ofstream out(file, append ? std::ios::app : std::ios::trunc);
    out << text << std::flush;
    if (!out)
        throw unusable({file, 0, 0}, fmt::format("the report can't be written: {}", std::strerror(errno)),
                       append ? "nothing was run; name a file in a folder that exists and can be written"
                              : "the table above has the result");
}

/// The threads that work on the databases.
class Jobs {
public:
    Jobs(Program& program, const ManyOptions& options, const Selection& selection, const ManyWork& work)
        : options_(options),
          selection_(selection),
          work_(work),
          progress_(program, selection.databases.size()),
          results_(selection.databases.size()) {}

    std::vector<DatabaseResult> run() {
        const std::size_t count = std::min(static_cast<std::size_t>(options_.jobs), results_.size());
        running_ = count;
        std::vector<std::thread> threads;
        std::unique_lock lock(mutex_);
        for (std::size_t job = 0; job < count; ++job) {
            try {
                threads.emplace_back([this, job] { work(job); });
            } catch (const std::system_error&) {  // the system has no more threads
                if (job == 0) throw;
                running_ = job;
                break;
            }
        }
        while (running_ > 0) {
            ended_.wait_for(lock, std::chrono::milliseconds(100));
            lock.unlock();
            progress_.draw();
            lock.lock();
        }
        lock.unlock();
        for (std::thread& each : threads) each.join();
        return std::move(results_);
    }

private:
    void work(std::size_t job) {
        for (std::size_t i = next_++; i < results_.size() && !stopped(); i = next_++) {
            const auto start = Clock::now();
            work_on(selection_.databases[i], job, results_[i]);
            results_[i].duration = since(start);
            progress_.ended(results_[i].state);
        }
        const std::lock_guard lock(mutex_);
        --running_;
        ended_.notify_one();
    }

    bool stopped() const { return Interrupts::received() != 0 || (options_.fail_fast && failed_); }

    void work_on(const Selected& selected, std::size_t job, DatabaseResult& result) {
        try {
            work_(selected, job, progress_, result);
            result.state = State::done;
        } catch (const Error& error) {
            fail(selected, error, result);
        } catch (const introspect::StatementError& error) {
            fail(selected, introspect::own_statement_failed(error), result);
        } catch (const std::exception& error) {
            fail(selected, Error(Diagnostic{.message = error.what()}), result);
        }
    }

    void fail(const Selected& selected, const Error& error, DatabaseResult& result) {
        result.error = error.diagnostics().front();
        result.state = Interrupts::received() != 0 ? State::interrupted : State::failed;
        if (result.state == State::interrupted) return;
        failed_ = true;
        progress_.report(selected, error);
    }

    const ManyOptions& options_;
    const Selection& selection_;
    const ManyWork& work_;
    ManyProgress progress_;
    std::vector<DatabaseResult> results_;
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> failed_{false};
    std::mutex mutex_;
    std::condition_variable ended_;
    std::size_t running_ = 0;
};

/// "upgrade: 28 of 30 databases done, 1 failed, 1 not reached"
std::string summary(const ManyReport& report) {
    std::string text =
        fmt::format("{}: {} of {} databases done", report.command, report.count(State::done), report.results.size());
    for (const State state : {State::failed, State::interrupted, State::not_reached})
        if (const std::size_t count = report.count(state); count > 0)
            text += fmt::format(", {} {}", count, to_string(state));
    return text;
}

}  // namespace

int run_many(Program& program, const ManyOptions& options, const ManyCommand& command) {
    const Selection selection = select(program, options);
    if (selection.databases.empty()) {
        program.terminal().note(fmt::format("nothing to do: {} has no database that is not done", options.retry));
        return Exit::ok;
    }
    write_report(options.report, "", true);
    if (command.prepare) command.prepare(selection);
    const auto start = Clock::now();
    const std::string started = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
    const Interrupts interrupts;
    const std::vector<DatabaseResult> results = Jobs(program, options, selection, command.work).run();
    const ManyReport report{command.name, command.target, command.dry_run, started, since(start), selection, results};
    program.terminal().result(options.json ? report.json() : report.table(command.chain, command.all_names));
    write_report(options.report, report.json(), false);
    std::string text = summary(report);
    const bool done = report.count(State::done) == results.size();
    const int number = done ? 0 : Interrupts::received();
    if (number != 0) text = fmt::format("interrupted by {}: {}", signal_name(number), text);
    if (!done && !options.report.empty()) text += fmt::format("; run the others again with --retry {}", options.report);
    program.terminal().note(text);
    if (number != 0) return 128 + number;
    if (!done) return Exit::error;
    const bool different = std::any_of(results.begin(), results.end(), [](const auto& each) { return each.different; });
    return different ? Exit::different : Exit::ok;
}

}  // namespace retort::tools
