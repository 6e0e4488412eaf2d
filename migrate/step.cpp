#include "migrate/step.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "migrate/execute.hpp"
#include "schema/name.hpp"

namespace retort::migrate {

namespace {

constexpr std::string_view blanks = " \t";
constexpr std::string_view word = "migrate:step";

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string_view line_at(std::string_view text, std::size_t start) {
    return text.substr(start, text.find('\n', start) - start);
}

/// An error at a line of the section.
Diagnostic at_line(const Revision& revision, const Section& section, std::size_t offset, Diagnostic diagnostic) {
    diagnostic.position = section.position(revision.path.empty() ? "(new revision)" : revision.path, offset);
    diagnostic.source_line = line_at(section.sql, offset);
    return diagnostic;
}

/// Past the block comment at the start of `text`, which may contain others (PostgreSQL, SQL Syntax, Comments). SQLite's
/// ends at its first "*/"; a script with a comment inside another is none for it.
std::size_t comment_end(std::string_view text) {
    std::size_t depth = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const std::string_view two = text.substr(i, 2);
        if (two != "/*" && two != "*/") continue;
        depth = two == "/*" ? depth + 1 : depth - 1;
        ++i;
        if (depth == 0) return i + 1;
    }
    return text.size();
}

/// Finds the steps in the section's text from `begin` to `end`, which has no token but semicolons.
void find_between(std::string_view sql, std::size_t begin, std::size_t end, std::vector<StepLine>& found) {
    for (std::size_t at = begin; at < end;) {
        if (sql.substr(at, 2) == "/*") {
            at += comment_end(sql.substr(at, end - at));
        } else if (sql.substr(at, 2) == "--") {
            const std::string_view line = line_at(sql, at);
            if (const auto name = step_in(line)) found.push_back({line, *name, at});
            at += line.size();
        } else {
            ++at;
        }
    }
}

void reject_inside(const Revision& revision, const Section& section, std::size_t begin, std::size_t end) {
    const std::string_view sql = section.sql;
    for (std::size_t at = sql.find('\n', begin); at < end; at = sql.find('\n', at)) {
        ++at;
        if (at >= end || !step_in(line_at(sql, at))) continue;
        throw Error(at_line(revision, section, at,
                            {.code = "RT349",
                             .message = fmt::format("a step inside a statement of {}", revision.title()),
                             .hint = "end the statement above with ';'; if the line is text of the statement, indent "
                                     "it"}));
    }
}

}  // namespace

std::optional<std::string_view> step_in(std::string_view comment) {
    if (!comment.starts_with("--")) return std::nullopt;
    const std::string_view text = trim(comment.substr(2));
    if (text.substr(0, text.find_first_of(blanks)) != word) return std::nullopt;
    return trim(text.substr(word.size()));
}

bool is_step_name(std::string_view name) {
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
               c == '-';
    });
}

std::vector<StepLine> steps_of(const Revision& revision, Direction direction,
                               const std::vector<std::string_view>& statements) {
    const Section& section = revision.section(direction);
    if (section.sql.find(word) == std::string::npos) return {};
    std::vector<StepLine> steps;
    std::size_t after = 0;
    for (const std::string_view statement : statements) {
        const auto begin = static_cast<std::size_t>(statement.data() - section.sql.data());
        find_between(section.sql, after, begin, steps);
        after = begin + statement.size();
        reject_inside(revision, section, begin, after);
    }
    find_between(section.sql, after, section.sql.size(), steps);
    if (!steps.empty() && !section.transaction)
        throw Error(at_line(revision, section, steps.front().offset,
                            {.code = "RT348",
                             .message = fmt::format("the step '{}' of {} is in a transaction:false section",
                                                    steps.front().name, revision.title()),
                             .hint = "a step runs in the transaction that records its revision: move it to a revision "
                                     "of its own, before or after this one"}));
    return steps;
}

void check_steps(Dialect dialect, const Revision& revision, Direction direction, const Steps* steps,
                 std::string_view who) {
    if (revision.section(direction).sql.find(word) == std::string::npos) return;
    for (const SectionStatement& each : statements_of(dialect, revision, direction)) {
        if (!each.step || (steps != nullptr && steps->contains(*each.step))) continue;
        const auto reject = [&](Diagnostic diagnostic) {
            throw Error(at_line(revision, revision.section(direction), each.offset, std::move(diagnostic)));
        };
        if (steps == nullptr)
            reject(
                {.code = "RT346",
                 .message = fmt::format("{} cannot run the step '{}' of {}: it is a C++ function of the program that "
                                        "migrates the database",
                                        who, *each.step, revision.title()),
                 .hint = "nothing was run; start that program, which runs the revision with retort::upgrade"});
        std::vector<std::string_view> names;
        for (const auto& [name, step] : *steps) names.emplace_back(name);
        const std::string_view meant = did_you_mean(*each.step, names);
        reject(
            {.code = "RT347",
             .message = fmt::format("the program has not registered the step '{}' of {}", *each.step, revision.title()),
             .hint = meant.empty() ? std::string("nothing was run; add it to MigrationOptions::steps")
                                   : fmt::format("nothing was run; did you mean '{}'?", meant)});
    }
}

std::vector<std::string> step_names(Dialect dialect, const Revision& revision) {
    std::vector<std::string> names;
    for (const Direction direction : {Direction::up, Direction::down}) {
        if (revision.section(direction).sql.find(word) == std::string::npos) continue;
        for (const SectionStatement& each : statements_of(dialect, revision, direction))
            if (each.step && std::find(names.begin(), names.end(), *each.step) == names.end())
                names.emplace_back(*each.step);
    }
    return names;
}

Steps skipped_steps(const std::vector<std::string>& names) {
    Steps steps;
    for (const std::string& each : names) steps.emplace(each, [](introspect::Database&) {});
    return steps;
}

std::string without_steps(const std::vector<std::string>& names) {
    if (names.empty()) return {};
    return fmt::format("; without {} {}", names.size() == 1 ? "step" : "steps", fmt::join(names, ", "));
}

std::optional<StepFailure> run_step(introspect::Database& database, const Revision& revision, std::string_view name,
                                    const Step& step) {
    const auto failed = [&](const std::string& what) {
        return Diagnostic{.code = "RT352",
                          .message = fmt::format("the step '{}' of {} failed: {}", name, revision.title(), what)};
    };
    std::optional<Diagnostic> failure;
    database.execute("SAVEPOINT retort_step");
    try {
        step(database);
    } catch (const Error& error) {
        failure = failed(error.what());
        for (const Diagnostic& each : error.diagnostics()) failure->notes.push_back(each);
    } catch (const std::exception& error) {
        failure = failed(error.what());
    } catch (...) {
        failure = failed("it threw an object that is no std::exception");
    }
    // The savepoint exists as long as its transaction.
    const auto succeeds = [&](const char* sql) {
        try {
            database.execute(sql);
            return true;
        } catch (const introspect::StatementError&) {
            return false;
        }
    };
    const bool released = !failure && succeeds("RELEASE SAVEPOINT retort_step");
    if (released) return std::nullopt;
    const bool ended = !succeeds("ROLLBACK TO SAVEPOINT retort_step");
    if (failure) return StepFailure{std::move(*failure), ended};
    return StepFailure{
        {.code = "RT351",
         .message = fmt::format("the step '{}' of {} {}", name, revision.title(),
                                ended ? "ended the transaction of the revision"
                                      : "ignored an error of the server, which rolls back the transaction"),
         .hint = ended ? "remove COMMIT and ROLLBACK from the step; SAVEPOINT and ROLLBACK TO are allowed"
                       : "throw the error, or set a SAVEPOINT before the statement that may fail"},
        ended};
}

}  // namespace retort::migrate
