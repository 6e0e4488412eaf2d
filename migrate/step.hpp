#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/revision.hpp"

namespace retort::migrate {

/// A function of the program, which runs in the transaction of a revision. It ends no transaction.
using Step = std::function<void(introspect::Database& database)>;

/// Steps by the names with which revisions call them.
using Steps = std::map<std::string, Step, std::less<>>;

/// NAME of a comment "-- migrate:step NAME", or what is in its place; nothing for any other text.
std::optional<std::string_view> step_in(std::string_view comment);

/// Letters, digits, '_', '.' and '-', at most 64.
bool is_step_name(std::string_view name);

/// A comment "-- migrate:step NAME" between the statements of a section.
struct StepLine {
    std::string_view text;
    std::string_view name;
    std::size_t offset = 0;  ///< in the section's text
};

/// The steps that a section calls between its statements, which `statements` are as parts of its text. A block comment
/// calls none.
/// Throws Error RT348 for a section without a transaction, and RT349 for a line inside a statement that begins with
/// such a comment.
std::vector<StepLine> steps_of(const Revision& revision, Direction direction,
                               const std::vector<std::string_view>& statements);

/// Throws Error RT347 if the section calls a step that `steps` does not have, and RT346 if `steps` is null: `who` ("a
/// script") can run none.
void check_steps(Dialect dialect, const Revision& revision, Direction direction, const Steps* steps,
                 std::string_view who);

/// The names of the steps that a revision calls in either direction, each once. Throws the errors of statements_of.
std::vector<std::string> step_names(Dialect dialect, const Revision& revision);

/// Steps with these names that do nothing, for a scratch database: only the program has the functions.
Steps skipped_steps(const std::vector<std::string>& names);

/// "; without step fill_slugs", for the result of a proof that skipped them; empty for none.
std::string without_steps(const std::vector<std::string>& names);

/// The end of a step that threw or that ended its transaction.
struct StepFailure {
    Diagnostic diagnostic;           ///< RT351 or RT352, without a position
    bool transaction_ended = false;  ///< by the step: what ran before its end may be committed
};

/// Runs a step in the open transaction.
std::optional<StepFailure> run_step(introspect::Database& database, const Revision& revision, std::string_view name,
                                    const Step& step);

}  // namespace retort::migrate
