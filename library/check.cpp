#include <fmt/format.h>
#include <fmt/ranges.h>

#include "library/connect.hpp"
#include "pipeline/compare_live.hpp"

namespace retort {

namespace {

scratch::ScratchOptions scratch_options(const introspect::Database& database, const CheckOptions& options) {
    scratch::ScratchOptions scratch;
    scratch.dialect = database.dialect();
    scratch.major_version = database.major_version();
    scratch.live_url = database.url();
    scratch.extensions = options.extensions;
    scratch.trusted = true;  // the models are the program's own
    scratch.none = options.scratch_url == "none";
    if (!options.scratch_url.empty() && !scratch.none)
        scratch.scratch_url = sql::parse_url(options.scratch_url, "CheckOptions::scratch_url");
    return scratch;
}

std::string headline(const Differences& differences) {
    const std::size_t count = differences.changes.size();
    return fmt::format("{} differs from the models: {} {}", differences.database, count,
                       count == 1 ? "difference" : "differences");
}

Diagnostic diagnostic_of(const Differences& differences) {
    Diagnostic diagnostic;
    diagnostic.code = "RT090";
    diagnostic.message = fmt::format("{}:\n  {}", headline(differences), fmt::join(differences.changes, "\n  "));
    diagnostic.hint = "run the migrations (retort upgrade head), or write one (retort revision --autogenerate)";
    return diagnostic;
}

}  // namespace

std::string to_string(const Differences& differences) {
    if (differences.empty()) return fmt::format("{} matches the models\n", differences.database);
    return fmt::format("{}:\n  {}\n\n{}", headline(differences), fmt::join(differences.changes, "\n  "),
                       differences.sql);
}

DifferenceError::DifferenceError(Differences differences)
    : Error(diagnostic_of(differences)), differences_(std::move(differences)) {}

Differences check(const Connection& connection, const Schema& schema, const CheckOptions& options) {
    introspect::OpenOptions open;
    open.extensions = options.extensions;
    const auto database =
        library::connect(connection, schema, introspect::access_to_compare(connection.dialect()), open);
    const migrate::VersionStore store(schema.dialect, options.version_table, options.history_table);
    scratch::ScratchSource scratch(scratch_options(*database, options));
    const pipeline::Comparison compared = library::translated(*database, [&] {
        return pipeline::compare_live(schema, *database, store, scratch,
                                      {.ignore_comments = true, .ignore_undeclared = options.ignore_undeclared});
    });
    Differences found;
    found.database = database->describe();
    found.changes = compared.plan.differences;
    found.sql = emit::to_text(compared.plan.script);
    found.structural = compared.structural;
    return found;
}

void require(const Connection& connection, const Schema& schema, const CheckOptions& options) {
    Differences found = check(connection, schema, options);
    if (!found.empty()) throw DifferenceError(std::move(found));
}

}  // namespace retort
