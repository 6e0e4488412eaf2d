#include "tools/commands/run_log.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "sql/masked.hpp"

namespace retort::tools {

namespace {

std::string text(std::string_view value) {
    return nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string member(std::string_view name, std::string_view value) {
    return fmt::format(",\"{}\":{}", name, text(value));
}

std::string member(std::string_view name, long long value) { return fmt::format(",\"{}\":{}", name, value); }

std::string of(const migrate::Revision& revision, migrate::Direction direction) {
    return member("direction", to_string(direction)) + member("revision", revision.id) +
           member("number", revision.number) + member("message", revision.message) + member("file", revision.path);
}

std::string list(std::string_view name, const migrate::Heads& heads) {
    return fmt::format(",\"{}\":{}", name, nlohmann::json(heads).dump());
}

/// UTC, with milliseconds.
std::string now() {
    const auto time = std::chrono::system_clock::now();
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count() % 1000;
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(time)), ms);
}

}  // namespace

LogFile::LogFile(const std::string& file) {
    if (file.empty()) return;
    out_.open(file, std::ios::app);
    if (!out_)
        throw Error("RT307", fmt::format("can't open the log file {}: {}", file, std::strerror(errno)),
                    "nothing was run; name a file in a folder that exists and can be written");
}

void LogFile::write(const std::string& line) {
    const std::lock_guard lock(mutex_);
    out_ << line << std::flush;
}

RunLog::RunLog(LogFile& file, std::string database, migrate::Observer& next)
    : file_(file), database_(std::move(database)), next_(next) {}

void RunLog::write(std::string_view event, const std::string& members) {
    if (!file_.open()) return;
    file_.write(fmt::format("{{\"time\":\"{}\",\"event\":\"{}\"{}{}}}\n", now(), event, member("database", database_),
                            members));
}

void RunLog::begin(const std::string& target, migrate::Direction direction) {
    write("begin", member("direction", to_string(direction)) + member("target", target));
}

void RunLog::waiting(const std::string& reason) {
    write("waiting", member("reason", reason));
    next_.waiting(reason);
}

void RunLog::retrying(const std::string& reason, int attempt, int attempts, std::chrono::milliseconds pause) {
    write("retrying", member("reason", reason) + member("attempt", attempt) + member("attempts", attempts) +
                          member("pause_ms", pause.count()));
    next_.retrying(reason, attempt, attempts, pause);
}

void RunLog::tables_changed(const migrate::CreatedTables& tables) { next_.tables_changed(tables); }

void RunLog::started(const migrate::Revision& revision, migrate::Direction direction) {
    write("started", of(revision, direction));
    next_.started(revision, direction);
}

void RunLog::statement(std::size_t index, std::size_t count, std::string_view sql) {
    write("statement", member("index", static_cast<long long>(index)) + member("count", static_cast<long long>(count)) +
                           member("sql", sql::masked(sql)));
    next_.statement(index, count, sql);
}

void RunLog::finished(const migrate::Revision& revision, migrate::Direction direction,
                      std::chrono::milliseconds duration) {
    write("finished", of(revision, direction) + member("duration_ms", duration.count()));
    next_.finished(revision, direction, duration);
}

void RunLog::end(const migrate::Heads& before, const migrate::Heads& after, bool rolled_back) {
    write("end", list("before", before) + list("after", after) + (rolled_back ? ",\"rolled_back\":true" : ""));
}

void RunLog::failed(const Error& error) {
    for (const Diagnostic& each : error.diagnostics())
        write("failed", member("code", each.code.text()) + member("message", sql::masked(each.message)) +
                            member("file", each.position.file) + member("line", each.position.line));
}

}  // namespace retort::tools
