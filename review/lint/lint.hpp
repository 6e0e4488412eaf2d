#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "review/hazards/judge.hpp"
#include "review/lint/place.hpp"

namespace retort::hazards {

/// A part of a file that is run as one script.
struct Part {
    std::size_t offset = 0;  ///< in the text of the file
    std::size_t length = 0;
    bool transaction = true;
    bool down = false;
};

/// The parts of a file: the sections after '-- migrate:up' and '-- migrate:down'; a file without such a line is one
/// part, which is one transaction if `transaction` is set.
std::vector<Part> parts_of(const std::string& text, bool transaction);

/// A file to judge.
struct LintFile {
    std::string path;  ///< for messages
    std::string text;  ///< UTF-8
    std::vector<Part> parts;
    bool reported = true;       ///< false: it only runs before the others, so that what it creates is known
    bool lock_timeout = false;  ///< lock_timeout is set when the file is run
};

/// The size of a table of a live database.
struct TableSize {
    std::int64_t rows = -1;  ///< PostgreSQL: the estimate of the planner; -1: never counted
    std::int64_t bytes = 0;  ///< with indexes and toast; -1: not known
    std::int64_t table = 0;  ///< of these, without indexes; 0: not known
    int indexes = 0;
};

using TableSizes = std::map<ObjectName, TableSize>;

/// What a live server was measured to do with the rows of a table, in bytes per second; 0: not measured.
struct Rates {
    double read = 0;
    double copy = 0;  ///< into a file
    double sort = 0;  ///< a key of each row, as for an index
};

/// 41000000 as "41,000,000"
std::string grouped(std::int64_t number);

/// "about 41,000,000 rows, 12 GB"; "more than 1,000,000 rows" if neither is known
std::string describe(const TableSize& size);

/// "less than a second", "about 40 s", "about 3 min", "about 2 h"
std::string describe_seconds(double seconds);

struct LintOptions {
    Dialect dialect{};
    bool down = false;                      ///< downgrades are reported too
    std::map<Rule, Severity> severities{};  ///< where they differ from the defaults
    TableSizes sizes{};                     ///< of the live database; may be empty
    Rates rates{};                          ///< of its server
};

/// A finding that is reported.
struct LintFinding {
    Rule rule{};
    Severity severity{};
    Place place{};
    std::string message{};
    std::string hint{};
    ObjectName table{};
    std::optional<TableSize> size{};
    std::optional<std::size_t> statement{};  ///< its place in LintReport::statements; none: of no statement
    Work work{};                             ///< of its statement on `table`
    std::optional<double> seconds{};         ///< how long that may take, if it was measured
};

/// An estimate of what the statement of a finding takes. A rewrite copies the rows into the table and into the log, and
/// sorts them for each index. None without rates or a size, and for work that does not grow with the table.
std::optional<double> seconds(const LintFinding& finding, const Rates& rates);

/// " (users has about 41,000,000 rows, 12 GB; about 3 min at the rate measured here)"; empty without a size.
std::string size_remark(const LintFinding& finding);

/// A statement and its effects, for reports.
struct LintStatement {
    Place place{};
    std::size_t offset = 0;  ///< in the text of the file
    std::size_t length = 0;  ///< without the semicolon
    std::vector<TableEffect> effects{};
    std::vector<Harm> harms{};    ///< of its findings, also of silenced ones
    std::vector<Rule> allowed{};  ///< rules that a comment silenced
};

struct LintReport {
    std::vector<LintFinding> findings{};  ///< by file and place
    std::vector<LintStatement> statements{};
    std::size_t files = 0;

    std::size_t count(Severity severity) const;
    std::size_t allowed() const;
};

/// Judges the files in their order. Throws Error RT033 or RT271 for text that can't be split, and those of read_allows.
LintReport lint(const std::vector<LintFile>& files, const LintOptions& options);

}  // namespace retort::hazards
