#include "pipeline/diff_sources.hpp"

#include <utility>

#include "desired/adopt.hpp"
#include "desired/adopt_excluded.hpp"
#include "desired/adopted_definitions.hpp"
#include "diff/constraint_names.hpp"
#include "diff/population.hpp"
#include "emit/online.hpp"
#include "pipeline/excluded_dependents.hpp"
#include "pipeline/source_reader.hpp"

namespace retort::pipeline {

Comparison diff_sources(const Source& from, const Source& to, Project& project, const DiffOptions& options) {
    const Dialect dialect = common_dialect(project, options.dialect, from, &to);
    const bool models = from.kind == Source::Kind::models || to.kind == Source::Kind::models;
    SourceReader reader(project, dialect, {&from, &to}, models);
    Comparison sides;
    sides.from = reader.read(from);
    sides.to = reader.read(to);
    sides.structural = reader.structural();
    sides.not_compared = not_compared(sides.from, sides.to);
    remove_not_compared(sides.from, sides.to);
    if (options.sides_read) options.sides_read(sides);
    project.version_store(dialect).adopt(sides.from, sides.to);
    if (options.settle_renames) options.settle_renames(sides.from, sides.to);
    if (!models)
        for (Schema* side : {&sides.from, &sides.to}) diff::treat_names_as_explicit(*side);
    diff::keep_population(sides.from, sides.to);
    if (to.kind == Source::Kind::sql_file || to.kind == Source::Kind::models)
        sides.to = desired::adopt_virtual_tables(sides.from, std::move(sides.to));
    if (to.kind == Source::Kind::models) sides.to = desired::adopt_definitions(sides.from, std::move(sides.to));
    if (from.kind == Source::Kind::models) sides.from = desired::adopt_definitions(sides.to, std::move(sides.from));
    sides.excluded_dependents = reader.excluded_dependents(from);
    sides.to = desired::adopt_excluded_dependents(sides.excluded_dependents, sides.from, std::move(sides.to));
    sides.to = desired::adopt_tables_of_extensions(sides.from, std::move(sides.to));
    desired::adopt_excluded(sides.from, sides.to);
    const plan::ForeignKeys foreign_keys = project.foreign_keys();
    sides.plan = options.online
                     ? emit::online_plan(sides.from, sides.to, plan::Direction::up, foreign_keys, *options.online)
                     : emit::plan(sides.from, sides.to, plan::Direction::up, foreign_keys);
    reject_excluded_dependents(sides.excluded_dependents, sides.plan);
    return sides;
}

}  // namespace retort::pipeline
