#include "tools/commands/many_reads.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <utility>

#include "migrate/edited_files.hpp"
#include "migrate/skipped_revisions.hpp"
#include "migrate/unfinished.hpp"
#include "pipeline/compare_live.hpp"
#include "schema/name.hpp"
#include "scratch/scratch_source.hpp"
#include "tools/interrupts.hpp"
#include "tools/program.hpp"
#include "tools/tenants.hpp"
#include "tools/unsupported.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view several) {
    return fmt::format("{} {}", count, count == 1 ? one : several);
}

/// Where a database stands, and what `current` and `check` say about its migrations.
migrate::Heads read_heads(introspect::Database& database, const Selected& selected, const migrate::Chain& chain,
                          const migrate::VersionStore& store, DatabaseResult& result) {
    if (!selected.schema.empty()) require_versioned(database, store, selected.schema);
    const migrate::Heads current = store.known_current(database, chain);
    result.before = current;
    result.after = current;
    if (const std::string other = store.other_version(database); !other.empty())
        result.remarks.push_back(fmt::format("{} is not read", display(store.alembic())));
    try {
        if (const auto unfinished = migrate::unfinished_run(store.history(database)))
            result.remarks.push_back(fmt::format("the {} of {} is not complete", unfinished->direction,
                                                 chain.find(unfinished->revision) == nullptr
                                                     ? unfinished->revision
                                                     : chain.get(unfinished->revision).title()));
        for (const migrate::Revision* each : migrate::edited_revisions(database, chain, store)) {
            result.remarks.push_back(each->title() + " was edited after it was run");
            result.different = true;
        }
    } catch (const Error&) {
        result.remarks.emplace_back("the history can't be read");
    }
    return current;
}

/// The names of objects in a schema of their own, which no schema of --each-schema is.
std::optional<ObjectName> outside_default_schema(const Schema& declared) {
    const auto outside = [](const auto& objects) -> std::optional<ObjectName> {
        for (const auto& [name, object] : objects)
            if (!name.schema.empty()) return name;
        return std::nullopt;
    };
    for (const auto& [name, table] : declared.tables)
        if (!name.schema.empty() && !*table.external) return name;
    if (auto found = outside(declared.enums)) return found;
    if (auto found = outside(declared.sequences)) return found;
    for (const SqlStatement& each : declared.sql->statements)
        if (!each.name.schema.empty()) return each.name;
    return std::nullopt;
}

/// Compares databases with the models, which are read once for each dialect.
class Comparing {
public:
    Comparing(Program& program, const migrate::Chain& chain, int jobs)
        : program_(program), chain_(chain), scratches_(static_cast<std::size_t>(jobs)) {}

    /// Reads the models for each dialect of the selection.
    void read_models(const Selection& selection) {
        for (const Selected& each : selection.databases) {
            if (models_.contains(each.url.dialect)) continue;
            Schema declared = compared_schema(program_, each.url.dialect, nullptr);
            const auto other = each.schema.empty() ? std::nullopt : outside_default_schema(declared);
            if (other)
                throw no_each_schema(
                    fmt::format("the models declare {}, and only what has no schema can be in each", display(*other)),
                    "compare such a project with 'retort check'");
            models_.emplace(each.url.dialect, std::move(declared));
        }
    }

    void check(const Selected& selected, std::size_t job, ManyProgress& progress, DatabaseResult& result) {
        const Dialect dialect = selected.url.dialect;
        const auto database = open_selected(program_, selected, introspect::access_to_compare(dialect),
                                            introspect::MissingFile::error, progress);
        const Interrupts interrupts(*database);
        progress.activity(selected, "");
        const migrate::VersionStore all = version_store(program_, dialect);
        const migrate::Heads current = read_heads(*database, selected, chain_, all, result);
        if (const auto waiting = pending(chain_, current); !waiting.empty())
            result.remarks.push_back(counted(waiting.size(), "migration has not run", "migrations have not run"));
        for (const migrate::Revision* each : migrate::skipped_revisions(*database, chain_, all, current)) {
            result.remarks.push_back(each->title() + " never ran");
            result.different = true;
        }
        pipeline::LiveOptions options;
        options.foreign_keys = foreign_keys(program_.config());
        const pipeline::Comparison found =
            pipeline::compare_live(models_.at(dialect), *database, selected.schema.empty() ? all : of_schema(dialect),
                                   scratch(job, selected, *database, progress), options);
        if (program_.strict && !found.not_compared.empty())
            progress.exclusively([&] { report_unsupported(program_, found.not_compared); });
        if (!found.not_compared.empty())
            result.remarks.push_back(
                counted(found.not_compared.size(), "object is not compared", "objects are not compared"));
        if (!found.structural.empty()) result.remarks.emplace_back("compared structurally");
        result.different = result.different || !found.plan.empty();
        result.remarks.insert(result.remarks.begin(),
                              found.plan.empty() ? std::string("matches the models")
                                                 : counted(found.plan.differences.size(), "difference", "differences"));
        if (!found.plan.errors.empty()) throw Error(found.plan.errors);
    }

private:
    /// Only the objects of the session's default schema are compared.
    migrate::VersionStore of_schema(Dialect dialect) const {
        const Config& config = program_.config();
        introspect::Filter filter = version_store(program_, dialect).filter();
        filter.ignored_tables.clear();
        filter.schemas = {{"default"}, {}};
        return {dialect, expand(config.version_table), expand(config.history_table), std::move(filter)};
    }

    /// One for each thread: starting a throwaway cluster takes a second.
    scratch::ScratchSource& scratch(std::size_t job, const Selected& selected, const introspect::Database& database,
                                    ManyProgress& progress) {
        auto& source = scratches_.at(job)[database.dialect()];
        if (source) return *source;
        scratch::ScratchOptions options =
            progress.exclusively([&] { return scratch_options(program_, database.dialect(), &database); });
        options.live_url = selected.url;
        return source.emplace(std::move(options));
    }

    Program& program_;
    const migrate::Chain& chain_;
    std::map<Dialect, Schema> models_;
    std::vector<std::map<Dialect, std::optional<scratch::ScratchSource>>> scratches_;  ///< by thread
};

}  // namespace

int current_of_many(Program& program, const ManyOptions& options, bool all_names, bool check_heads) {
    const migrate::Chain chain = load_chain(program);
    return run_many(program, options,
                    {"current",
                     {},
                     chain,
                     all_names,
                     [&](const Selected& selected, std::size_t, ManyProgress& progress, DatabaseResult& result) {
                         const auto database =
                             open_selected(program, selected, introspect::access_to_compare(selected.url.dialect),
                                           introspect::MissingFile::error, progress);
                         const Interrupts interrupts(*database);
                         progress.activity(selected, "");
                         const migrate::VersionStore store = version_store(program, selected.url.dialect);
                         const migrate::Heads current = read_heads(*database, selected, chain, store, result);
                         migrate::require_none_skipped(*database, chain, store, current);
                         const auto heads = chain.resolve("heads", current);
                         result.different = check_heads && !chain.path(current, heads, migrate::Direction::up).empty();
                     }});
}

int check_many(Program& program, const ManyOptions& options) {
    const migrate::Chain chain = load_chain(program);
    warn_of_unread_sql(program);
    Comparing comparing(program, chain, options.jobs);
    return run_many(program, options,
                    {"check",
                     {},
                     chain,
                     false,
                     [&](const Selected& selected, std::size_t job, ManyProgress& progress, DatabaseResult& result) {
                         comparing.check(selected, job, progress, result);
                     },
                     [&](const Selection& selection) { comparing.read_models(selection); }});
}

}  // namespace retort::tools
