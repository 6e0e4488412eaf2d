#include "tests/support/pg_dump.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include <pqxx/pqxx>

#include "sql/postgres/split.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/process.hpp"

namespace retort::test {

namespace {

bool is_noise(std::string_view statement) {
    return statement.starts_with("SET ") || statement.starts_with("SELECT pg_catalog.set_config(");
}

/// Sorts the lines between "CREATE TABLE … (" and ")", without their commas.
std::string with_sorted_columns(const std::string& statement) {
    const auto open = statement.find("(\n");
    const auto close = statement.rfind("\n)");
    const bool table = statement.starts_with("CREATE TABLE ") || statement.starts_with("CREATE UNLOGGED TABLE ") ||
                       statement.starts_with("CREATE FOREIGN TABLE ");
    if (!table || open == std::string::npos || close == std::string::npos || close < open + 2) {
        return statement;
    }
    std::istringstream body(statement.substr(open + 2, close - open - 2));
    std::vector<std::string> lines;
    for (std::string line; std::getline(body, line);) {
        if (line.ends_with(',')) {
            line.pop_back();
        }
        lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    std::string out = statement.substr(0, open + 2);
    for (const std::string& line : lines) {
        out += line + "\n";
    }
    return out + statement.substr(close + 1);
}

/// Sorts the last list "a, b" in the statement that starts after `opening` and ends before `closing`.
std::string with_sorted_list(std::string statement, const std::string& opening, const std::string& closing) {
    const auto open = statement.rfind(opening);
    if (open == std::string::npos) return statement;
    const auto start = open + opening.size();
    const auto close = statement.find(closing, start);
    if (close == std::string::npos) return statement;
    std::vector<std::string> items;
    for (auto at = start; at < close;) {
        const auto comma = std::min(statement.find(", ", at), close);
        items.push_back(statement.substr(at, comma - at));
        at = comma + 2;
    }
    std::sort(items.begin(), items.end());
    std::string list;
    for (const std::string& item : items) list += (list.empty() ? "" : ", ") + item;
    return statement.replace(start, close - start, list);
}

/// pg_dump prints storage parameters and the options of dictionaries in the order in which they were set, the columns
/// of statistics and of publications in the table's order, and the parents of a table as their rows are in pg_inherits.
std::string with_sorted_lists(const std::string& statement) {
    if (statement.starts_with("CREATE STATISTICS ")) return with_sorted_list(statement, " ON ", " FROM ");
    if (statement.starts_with("ALTER PUBLICATION ")) {
        const std::size_t filter = std::min(statement.find(" WHERE ("), statement.size());
        return with_sorted_list(statement.substr(0, filter), " (", ")") + statement.substr(filter);
    }
    if (statement.starts_with("CREATE TEXT SEARCH DICTIONARY ")) return with_sorted_list(statement, "    ", " )");
    const bool table = statement.starts_with("CREATE TABLE ") || statement.starts_with("CREATE UNLOGGED TABLE ");
    const bool index = statement.starts_with("CREATE INDEX ") || statement.starts_with("CREATE UNIQUE INDEX ");
    const std::string inherits = table ? with_sorted_list(statement, "\nINHERITS (", ")") : statement;
    return table || index ? with_sorted_list(inherits, "WITH (", ")") : statement;
}

/// The first number in a text such as "pg_dump (PostgreSQL) 15.14".
int first_number(const std::string& text) {
    const auto at = text.find_first_of("0123456789");
    return at == std::string::npos ? 0 : std::stoi(text.substr(at));
}

}  // namespace

bool pg_dump_reads_server() {
    static const bool reads = [] {
        const Outcome version = run({"pg_dump", "--version"});
        pqxx::connection connection(server_url());
        return version.status == 0 && first_number(version.out) >= connection.server_version() / 10000;
    }();
    return reads;
}

std::vector<std::string> pg_dump(const std::string& url, bool privileges, bool owners) {
    // There is no provider of security labels.
    std::vector<std::string> command{"pg_dump", "--schema-only", "--no-security-labels", "--dbname=" + url};
    if (!privileges) {
        command.push_back("--no-privileges");
    }
    if (!owners) {
        command.push_back("--no-owner");
    }
    const Outcome outcome = run(command);
    if (outcome.status != 0) {
        throw std::runtime_error("pg_dump failed: " + outcome.err);
    }
    // \restrict and \unrestrict lines are psql commands.
    std::istringstream in(outcome.out);
    std::string script;
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with('\\')) {
            script += line + "\n";
        }
    }
    std::vector<std::string> out;
    for (const std::string_view statement : sql::postgres::split(script)) {
        if (!is_noise(statement)) {
            out.emplace_back(statement);
        }
    }
    return out;
}

std::vector<std::string> pg_dump_unordered(const std::string& url, bool privileges, bool owners) {
    std::vector<std::string> out = pg_dump(url, privileges, owners);
    std::transform(out.begin(), out.end(), out.begin(), with_sorted_columns);
    std::transform(out.begin(), out.end(), out.begin(), with_sorted_lists);
    std::sort(out.begin(), out.end());
    return out;
}

std::string text_of(const std::vector<std::string>& statements) {
    std::string out;
    for (const std::string& statement : statements) {
        out += statement + ";\n";
    }
    return out;
}

}  // namespace retort::test
