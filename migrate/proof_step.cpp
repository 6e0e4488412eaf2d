#include "migrate/proof_step.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "diff/compare.hpp"
#include "migrate/execute.hpp"

namespace retort::migrate {

namespace {

constexpr std::size_t most_shown = 20;

/// The diagnostics of a failed step, as those of the proof.
std::vector<Diagnostic> in_proof(const Error& error, const ProofStep& step, const std::vector<std::string>& skipped) {
    std::vector<Diagnostic> diagnostics = error.diagnostics();
    if (diagnostics.empty()) return diagnostics;
    diagnostics.front().notes.push_back(
        {.code = {}, .message = fmt::format("this was {} in the proof on {}", step.name, step.where)});
    for (const std::string& name : skipped)
        diagnostics.front().notes.push_back(
            {.code = {},
             .message = fmt::format("the step '{}' was not run: it is a C++ function of the program", name)});
    diagnostics.front().hint = step.hint;
    return diagnostics;
}

}  // namespace

void run_step(introspect::Database& database, const ProofStep& step) {
    const std::vector<std::string> skipped = step_names(database.dialect(), step.revision);
    const Steps steps = skipped_steps(skipped);
    try {
        SectionHooks hooks;
        hooks.before = [] { return true; };
        hooks.at_end = [&] { database.reset_session(); };
        hooks.steps = &steps;
        hooks.aftermath = Aftermath::keep_silent;
        execute_section(database, step.revision, step.direction, hooks);
    } catch (const StatementFailed& error) {
        throw StatementFailed(in_proof(error, step, skipped).front(), error.failure());
    } catch (const Error& error) {
        throw Error(in_proof(error, step, skipped));
    }
}

void require_schema(const Schema& found, const Schema& expected, const ProofStep& step, std::string_view name) {
    const diff::Differences changes = diff::compare(found, expected);
    if (changes.empty()) return;
    throw with_differences(
        {.code = "RT082",
         .message = fmt::format("{} of {} does not produce {}", step.name, step.revision.title(), name),
         .hint = step.hint},
        changes);
}

Error with_differences(Diagnostic diagnostic, const diff::Differences& changes) {
    for (std::size_t i = 0; i < changes.size() && i < most_shown; ++i)
        diagnostic.notes.push_back({.code = {}, .message = "remaining difference: " + diff::describe(changes[i])});
    if (changes.size() > most_shown)
        diagnostic.notes.push_back({.code = {}, .message = fmt::format("and {} more", changes.size() - most_shown)});
    return Error(std::move(diagnostic));
}

}  // namespace retort::migrate
