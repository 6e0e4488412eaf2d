#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "diff/compare.hpp"
#include "plan/online_kinds.hpp"
#include "plan/postgres/online.hpp"
#include "plan/step.hpp"

namespace retort::plan::postgres {

/// The steps that turn one schema into another, and the states between which they are written.
struct Plan {
    Steps steps;                           ///< in execution order
    std::vector<Handling> handlings;       ///< one for each step of an online plan; otherwise empty
    std::vector<std::string> differences;  ///< the differences as text (diff/summary.hpp), without interim names
    diff::Renames declared;                ///< the renames that the schemas declare
    std::unique_ptr<const diff::States> states;
    std::optional<Schema> with_old_types;

    /// The first schema with the renames applied, plus the old types under their interim names.
    const Schema& from() const { return with_old_types ? *with_old_types : states->from(); }
    const Schema& to() const { return states->to(); }
    /// The declared renames, and those to interim names.
    const diff::Renames& renames() const { return states->renames(); }
};

/// Whether a plan is one transaction, or does not hold up the programs that read and write while it runs.
enum class Mode { transaction, online };

/// Plans the steps from `from` to `to`, which must outlive the Plan. Throws Error (RT05x) for a change that can't be
/// planned. `kinds`: those that an online plan makes in ways of their own.
Plan plan(const Schema& from, const Schema& to, Mode mode = Mode::transaction, const OnlineKinds& kinds = {});

/// The steps that make the renames and nothing else, in execution order.
Steps rename_steps(const diff::Renames& renames, const Schema& from);

}  // namespace retort::plan::postgres
