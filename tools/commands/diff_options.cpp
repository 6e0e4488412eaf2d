#include "tools/commands/diff_options.hpp"

#include <utility>

#include "tools/program.hpp"
#include "tools/unsupported.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

pipeline::DiffOptions diff_options(Program& program, const std::string& dialect, RenameOptions renames,
                                   const pipeline::Source& to) {
    renames.in_models = to.kind == pipeline::Source::Kind::models;
    pipeline::DiffOptions options;
    options.dialect = requested_dialect(dialect);
    options.sides_read = [&program](const pipeline::Comparison& sides) {
        report_structural(program, sides.structural);
        report_unsupported(program, sides.not_compared);
    };
    options.settle_renames = [&program, renames = std::move(renames)](const Schema& before, Schema& after) {
        settle_renames(program, renames, before, after);
    };
    return options;
}

}  // namespace retort::tools
