#include "pipeline/row_checks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>

#include "preflight/row_check.hpp"
#include "schema/name.hpp"
#include "sql/identifiers.hpp"
#include "sql/text_file.hpp"

namespace retort::pipeline {

namespace {

using introspect::Row;
using introspect::StatementError;
using preflight::RowCheck;

constexpr const char* bypass = "; --no-data-checks writes the revision anyway";

long long number(const Row& row, std::size_t at) {
    return at < row.size() && row[at] ? std::strtoll(row[at]->c_str(), nullptr, 10) : 0;
}

/// A value for a message: on one line, with a limited length.
std::string shown(const std::optional<std::string>& value) {
    if (!value) return "NULL";
    constexpr std::size_t longest = 40;
    std::string line;
    for (const char c : clip_utf8(*value, longest)) line += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
    return quote_literal(line) + (value->size() > longest ? "…" : "");
}

/// Replaces the first "{}" in `text` and nothing else, not even further braces.
std::string filled(std::string text, const std::string& with) {
    if (const std::size_t at = text.find("{}"); at != std::string::npos) text.replace(at, 2, with);
    return text;
}

/// "'Admin' (2 rows), 'root' (1 row) and 3 more values"
std::string values_in_words(const std::vector<Row>& rows) {
    std::string text;
    for (const Row& row : rows)
        text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", shown(row.at(0)), rows_in_words(number(row, 1)));
    const long long more = number(rows.front(), 3) - static_cast<long long>(rows.size());
    if (more > 0) text += fmt::format(" and {} more {}", more, more == 1 ? "value" : "values");
    return text;
}

/// True for errors that rows can cause: data exceptions and constraint violations (PostgreSQL manual, appendix A).
bool is_about_rows(const StatementError& error) {
    const std::string& state = error.failure().sqlstate;
    return state.starts_with("22") || state.starts_with("23");
}

/// True for the error of a statement that lacks a privilege, or from which row-level security would hide rows
/// (PostgreSQL manual, 20.11, row_security).
bool is_denied(const StatementError& error) { return error.failure().sqlstate == "42501"; }

class Runner {
public:
    Runner(introspect::Database& live, const Schema& from, RowReport& report)
        : live_(live), from_(from), report_(report) {}

    void run(const RowCheck& check) {
        live_.execute("SAVEPOINT retort_look");
        try {
            judge(check, live_.query(check.sql));
        } catch (const StatementError& error) {
            live_.execute("ROLLBACK TO SAVEPOINT retort_look");
            judge(check, error);
        }
        live_.execute("RELEASE SAVEPOINT retort_look");
    }

    /// The same for a check whose query names types that the upgrade creates.
    void run_with_types(const RowCheck& check) {
        try {
            live_.execute(check.creates);
        } catch (const StatementError& error) {
            return note(
                fmt::format("could not check the rows of {}: the types that the upgrade creates are required: {}",
                            check.table, error.what()));
        }
        run(check);
    }

    void skip(const RowCheck& check) {
        note(
            fmt::format("did not check the rows of {}: the query requires types that the upgrade creates, and the "
                        "connection is read-only",
                        check.table));
    }

private:
    void judge(const RowCheck& check, const StatementError& error) {
        if (is_denied(error) && !check.drop && add_hidden(check)) return;
        const bool about_rows = is_about_rows(error);
        if (check.answer == RowCheck::Answer::attempt && about_rows) return failed(check, error.what());
        // The check whether the rows fit the new type reports rows that can't be converted.
        if (check.answer == RowCheck::Answer::changes && about_rows) return;
        note(fmt::format("could not check the rows of {}: {}", check.table, error.what()));
    }

    void judge(const RowCheck& check, const std::vector<Row>& rows) {
        if (check.answer == RowCheck::Answer::attempt || rows.empty()) return;
        if (check.answer == RowCheck::Answer::changes) return changed(check, rows.front());
        if (check.answer == RowCheck::Answer::present) return present(check, number(rows.front(), 0));
        const bool values = check.answer == RowCheck::Answer::values;
        const long long found = number(rows.front(), values ? 2 : 0);
        if (found > 0) add_error(check, rows_in_words(found), values ? ": " + values_in_words(rows) : "");
    }

    /// Reports each table that the check reads and whose rows the policies hide from the role. False: there is none.
    bool add_hidden(const RowCheck& check) {
        bool found = false;
        for (const auto& [name, table] : from_.tables) {
            if (!table.row_security || !sql::references_name(check.sql, name.name)) continue;
            const std::vector<Row> active =
                live_.query("SELECT row_security_active($1) AND has_any_column_privilege($1, 'SELECT')", {quote(name)});
            if (active.at(0).at(0) != "t") continue;
            found = true;
            if (!hidden_.insert(name).second) continue;
            std::vector<std::string> policies;
            for (const auto& [id, each] : from_.definitions)
                if (each.kind == ObjectKind::policy && each.table == name) policies.push_back(each.name.name);
            report_.errors.push_back(
                {.code = "RT285",
                 .message =
                     fmt::format("the rows of {} cannot be checked: row-level security hides rows from this role "
                                 "({})",
                                 display(name),
                                 policies.empty() ? std::string("the table has no policy")
                                                  : fmt::format("{} {}", policies.size() == 1 ? "policy" : "policies",
                                                                fmt::join(policies, ", "))),
                 .position = check.declared,
                 .hint =
                     fmt::format("use a role with BYPASSRLS in the URL, or end the force for the owner: ALTER TABLE {} "
                                 "NO FORCE ROW LEVEL SECURITY{}",
                                 quote(name), bypass)});
        }
        return found;
    }

    void present(const RowCheck& check, long long found) {
        if (check.drop)
            report_.lost[*check.drop] = found;
        else if (found > 0)
            note(filled(check.message, rows_in_words(found)));
    }

    void changed(const RowCheck& check, const Row& row) {
        const long long found = number(row, 0);
        if (found > 0)
            note(fmt::format("{}: {} → {}", filled(check.message, rows_in_words(found)), shown(row.at(1)),
                             shown(row.at(2))));
    }

    /// Reports the engine's error, which names one row, with all blocking values if the search finds them.
    void failed(const RowCheck& check, const std::string& error) {
        std::vector<Row> values;
        if (!check.search.empty()) {
            live_.execute("SAVEPOINT retort_search");
            try {
                live_.execute(check.search);
                values = live_.query(check.search_values);
            } catch (const StatementError&) {
                // The search may exceed the time limit; the engine's error then stands alone.
                live_.execute("ROLLBACK TO SAVEPOINT retort_search");
            }
            live_.execute("RELEASE SAVEPOINT retort_search");
        }
        if (values.empty())
            add_error(check, "a row", ": " + error);
        else
            add_error(check, rows_in_words(number(values.front(), 2)), ": " + values_in_words(values) + "; " + error);
    }

    void add_error(const RowCheck& check, const std::string& rows, const std::string& values) {
        Diagnostic diagnostic{.code = "RT084",
                              .message = filled(check.message, rows) + values,
                              .position = check.declared,
                              .hint = check.hint + bypass};
        if (check.declared.known()) {
            try {
                diagnostic.source_line = line_of(sql::read_file(check.declared.file), check.declared.line);
            } catch (const Error&) {
                // The diagnostic has no source line.
            }
        }
        report_.errors.push_back(std::move(diagnostic));
    }

    void note(std::string text) {
        if (std::find(report_.notes.begin(), report_.notes.end(), text) == report_.notes.end())
            report_.notes.push_back(std::move(text));
    }

    introspect::Database& live_;
    const Schema& from_;
    RowReport& report_;
    std::set<ObjectName> hidden_{};  ///< tables that are reported
};

}  // namespace

namespace {

/// True if the session can create types in a transaction: it may write, and the server is no standby.
bool can_create(introspect::Database& live) {
    return live.query("SELECT current_setting('default_transaction_read_only') = 'off' AND NOT pg_is_in_recovery()")
               .at(0)
               .at(0) == "t";
}

/// Runs `work` in a transaction that is rolled back.
template <class Work>
void in_transaction(introspect::Database& live, std::chrono::milliseconds limit, Work work) {
    live.begin_reading(limit);
    try {
        work();
    } catch (...) {
        try {
            if (live.in_transaction()) live.execute("ROLLBACK");
        } catch (const std::exception&) {
            // The connection is closed, and with it the transaction.
        }
        throw;
    }
    live.execute("ROLLBACK");
}

}  // namespace

std::string rows_in_words(long long rows) { return rows == 1 ? "1 row" : fmt::format("{} rows", rows); }

RowReport check_rows(introspect::Database& live, const Schema& from, const Schema& to, const emit::Plan& up,
                     std::chrono::milliseconds limit) {
    RowReport report;
    const std::vector<RowCheck> checks = preflight::row_checks(from, to, up);
    const auto creates = [](const RowCheck& check) { return !check.creates.empty(); };
    Runner runner(live, from, report);
    if (!std::all_of(checks.begin(), checks.end(), creates))
        in_transaction(live, limit, [&] {
            for (const RowCheck& check : checks)
                if (!creates(check)) runner.run(check);
        });
    if (std::none_of(checks.begin(), checks.end(), creates)) return report;
    const bool possible = can_create(live);
    for (const RowCheck& check : checks) {
        if (!creates(check)) continue;
        if (!possible) {
            runner.skip(check);
            continue;
        }
        in_transaction(live, limit, [&] {
            // Before any query (PostgreSQL, SET TRANSACTION). Only the new types are written, and rolled back.
            live.execute("SET TRANSACTION READ WRITE");
            runner.run_with_types(check);
        });
    }
    return report;
}

}  // namespace retort::pipeline
