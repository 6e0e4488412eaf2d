#pragma once

#include <string>
#include <string_view>

#include "diff/change.hpp"
#include "introspect/database.hpp"
#include "migrate/revision.hpp"
#include "schema/schema.hpp"

namespace retort::migrate {

/// The results of a proof.
inline constexpr std::string_view proved_both_ways = "upgrade, downgrade, upgrade";
inline constexpr std::string_view proved_upwards = "upgrade; no downgrade";

/// One step of a proof, for its messages.
struct ProofStep {
    const Revision& revision;
    Direction direction;
    std::string name;   ///< "the upgrade after the downgrade"
    std::string where;  ///< scratch::Scratch::describe
    std::string hint;
};

/// Runs a section as the runner does, but skips the steps of a program (migrate/step.hpp). Throws the errors of
/// execute_section with a note that names the step, and its hint.
void run_step(introspect::Database& database, const ProofStep& step);

/// Throws Error RT082 with the differences if `found`, the schema after the step, is not the expected one, which
/// `name` names: "the initial schema".
void require_schema(const Schema& found, const Schema& expected, const ProofStep& step, std::string_view name);

/// The diagnostic with a note for each difference, at most 20.
Error with_differences(Diagnostic diagnostic, const diff::Differences& changes);

}  // namespace retort::migrate
