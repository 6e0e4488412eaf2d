#include "migrate/section_failure.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace retort::migrate {

namespace {

/// The hint for a statement that can't run in the section's transaction. PostgreSQL: 25001
/// active_sql_transaction, 55P04 unsafe_new_enum_value_usage (appendix A).
std::string hint_for(const introspect::StatementFailure& failure) {
    const bool not_in_transaction =
        failure.sqlstate == "25001" || failure.message.find("within a transaction") != std::string::npos;
    if (not_in_transaction)
        return "mark the section transaction:false, and write BEGIN and COMMIT around the other statements";
    if (failure.sqlstate == "55P04")
        return "a new label can be used only after it is committed: use it in a later revision";
    return {};
}

/// The object that the statement creates is there already (PostgreSQL, appendix A, class 42; SQLite has only the text).
bool exists_already(const introspect::StatementFailure& failure) {
    static constexpr std::string_view states[] = {"42P06", "42P07", "42710", "42723"};
    return std::find(std::begin(states), std::end(states), failure.sqlstate) != std::end(states) ||
           (failure.sqlstate.empty() && failure.message.find(" already exists") != std::string::npos);
}

/// True when one of these statements may have changed the database.
bool effective(const SectionState& state, std::size_t from, std::size_t to) {
    return std::any_of(state.kinds.begin() + static_cast<std::ptrdiff_t>(from),
                       state.kinds.begin() + static_cast<std::ptrdiff_t>(to),
                       [](StatementKind kind) { return kind == StatementKind::other; });
}

int line(const SectionState& state, std::size_t statement) {
    return state.section().position({}, state.statements[statement].offset).line;
}

/// "line 7", "lines 7 to 9".
std::string lines(const SectionState& state, std::size_t from, std::size_t to) {
    return line(state, from) == line(state, to) ? fmt::format("line {}", line(state, from))
                                                : fmt::format("lines {} to {}", line(state, from), line(state, to));
}

/// Whether a statement or a COMMIT was sent, and the connection lost before the answer.
bool undecided(const SectionState& state) { return state.committing || state.alone; }

/// What is known after the connection to a server was lost.
std::string lost_note(const SectionState& state) {
    const bool at_statement = state.at < state.statements.size();
    const std::string found = state.recorded || state.section().transaction || state.moved
                                  ? "; the next run finds out"
                                  : "; without a history table the next run does not find out";
    if (state.committing && state.section().transaction)
        return "the connection was lost during COMMIT: whether the transaction was committed is not known" + found;
    if (state.committing && at_statement)
        return fmt::format(
            "the connection was lost during COMMIT: whether the transaction of {} was committed is not known{}",
            lines(state, state.durable, state.at), found);
    if (state.committing)
        return "the connection was lost during COMMIT: whether the revision was recorded is not known" + found;
    if (state.alone && at_statement)
        return fmt::format("the connection was lost: whether the statement of {} had its effect is not known{}",
                           lines(state, state.at, state.at), found);
    return "the connection is lost: the server rolls back the open transaction; 'retort current' shows the database's "
           "revision";
}

/// How to go on with a section of which statements were committed, or may be.
std::string way_out(const SectionState& state, bool lost) {
    const bool unknown = lost && undecided(state);
    const Direction other = state.direction == Direction::up ? Direction::down : Direction::up;
    if (!state.recorded && lost && state.moved)
        return fmt::format(
            "'retort current' shows whether the revision was recorded; if not, complete the section by "
            "hand and run 'retort stamp {}', or revert the committed statements by hand",
            start_of(state.revision, other));
    if (!state.recorded)
        return fmt::format(
            "the version table is unchanged, and without a history table the next run starts at the first statement: "
            "{}revert the committed statements by hand, or complete the section by hand and run 'retort stamp {}'",
            unknown ? "find out which statements were committed; " : "", start_of(state.revision, other));
    const std::string next = unknown ? "goes on with the first statement that was not committed"
                             : state.durable < state.statements.size()
                                 ? fmt::format("goes on at line {}", line(state, state.durable))
                                 : "only records the revision";
    return fmt::format(
        "correct the cause, in the file too if need be, and run the command again: it {}; or revert the committed "
        "statements by hand and run 'retort stamp {}'",
        next, start_of(state.revision, state.direction));
}

}  // namespace

std::string path_of(const Revision& revision) { return revision.path.empty() ? "(new revision)" : revision.path; }

void point(const SectionState& state, Diagnostic& diagnostic, std::size_t offset) {
    const Section& section = state.section();
    diagnostic.position = section.position(path_of(state.revision), offset);
    diagnostic.source_line = line_of(section.sql, diagnostic.position.line - section.line + 1);
}

Diagnostic failure_of(const SectionState& state, const introspect::StatementFailure& failure) {
    const bool at_statement = state.at < state.statements.size();
    Diagnostic diagnostic{
        .code = "RT070",
        .message = fmt::format("the {} of {} failed{}: {}{}", to_string(state.direction), state.revision.title(),
                               at_statement ? "" : " at COMMIT", failure.message,
                               failure.sqlstate.empty() ? "" : " (SQLSTATE " + failure.sqlstate + ")")};
    if (at_statement) {
        const auto& statement = state.statements[state.at];
        point(state, diagnostic, statement.offset + static_cast<std::size_t>(std::max(failure.offset, 0)));
        Diagnostic start{.code = {}, .message = "the statement begins here"};
        point(state, start, statement.offset);
        if (start.position.line != diagnostic.position.line) diagnostic.notes.push_back(std::move(start));
    } else {
        diagnostic.position = {path_of(state.revision), state.section().line - 1, 1};
        diagnostic.source_line = fmt::format("-- migrate:{}", state.direction == Direction::up ? "up" : "down");
    }
    for (std::string_view rest = failure.detail; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        if (end > 0) diagnostic.notes.push_back({.code = {}, .message = std::string(rest.substr(0, end))});
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (!failure.awaited.empty())
        diagnostic.notes.push_back({.code = {}, .message = "it waited for " + failure.awaited});
    if (state.section().transaction) diagnostic.hint = hint_for(failure);
    if (diagnostic.hint.empty() && state.direction == Direction::up && state.revision.down_revisions.empty() &&
        exists_already(failure))
        diagnostic.hint =
            "a database that has these objects already is recorded, not upgraded: 'retort stamp' if it has the schema "
            "of this migration; 'retort adopt' begins the migrations of a project with what a database has";
    if (failure.needs_trust) diagnostic.hint = introspect::trust_hint(failure);
    return diagnostic;
}

void add_location(const SectionState& state, Diagnostic& diagnostic) {
    if (diagnostic.position.known()) return;
    Diagnostic note{.code = {},
                    .message = fmt::format("in the {} of {}", to_string(state.direction), state.revision.title())};
    if (state.at < state.statements.size()) point(state, note, state.statements[state.at].offset);
    diagnostic.notes.push_back(std::move(note));
}

std::string start_of(const Revision& revision, Direction direction) {
    if (direction == Direction::down) return revision.id;
    return revision.down_revisions.empty() ? "base" : revision.down_revisions.front();
}

void add_outcome(const SectionState& state, Diagnostic& diagnostic, Dialect dialect, bool rolled_back,
                 const std::string& invalid_index) {
    const auto add_note = [&](std::string message) {
        diagnostic.notes.push_back({.code = {}, .message = std::move(message)});
    };
    if (!invalid_index.empty())
        add_note(
            fmt::format("the index {} is left, and invalid: the next run drops it and creates it again when it "
                        "comes to this statement",
                        invalid_index));
    const bool lost = !rolled_back && info(dialect).server;
    if (lost) add_note(lost_note(state));
    if (!rolled_back && !lost) add_note("SQLite rolls back the open transaction when the file is opened the next time");
    if (state.step_ended_transaction)
        return add_note(
            "the step ended the transaction that had begun before it: what ran up to that end may be committed; the "
            "database's revision is unchanged");
    const bool unknown = lost && undecided(state) && !state.section().transaction;
    if (!effective(state, 0, state.durable)) {
        if (rolled_back)
            add_note(fmt::format("nothing {}was committed: the database is as it was before {}",
                                 invalid_index.empty() ? "" : "else ", state.joined ? "the run" : "this revision"));
        if (unknown) diagnostic.hint = way_out(state, lost);
        return;
    }
    add_note(fmt::format("the section is transaction:false: the statements in {} were committed",
                         lines(state, 0, state.durable - 1)));
    const std::size_t reached = std::min(state.at, state.statements.size());
    if (!unknown && state.durable < reached && effective(state, state.durable, reached))
        add_note(fmt::format("the statements in {} were rolled back", lines(state, state.durable, reached - 1)));
    if (diagnostic.hint.empty() || !rolled_back) diagnostic.hint = way_out(state, lost);
}

}  // namespace retort::migrate
