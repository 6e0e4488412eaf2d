#include "review/lint/lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "review/lint/allow.hpp"
#include "schema/error.hpp"

namespace retort::hazards {

namespace {

class Linter {
public:
    explicit Linter(const LintOptions& options) : options_(options), judge_(open_judge(options.dialect)) {}

    LintReport run(const std::vector<LintFile>& files) {
        for (const LintFile& each : files) {
            const Places places(each.path, each.text);
            places_ = &places;
            // A downgrade is judged after the upgrade, and changes nothing for the next file.
            for (const Part& part : each.parts)
                if (!part.down) judge(each, part, *judge_);
            if (each.reported) ++report_.files;
            if (!each.reported || !options_.down) continue;
            const auto downgrade = open_judge(options_.dialect);
            for (const Part& part : each.parts)
                if (part.down) judge(each, part, *downgrade);
        }
        return std::move(report_);
    }

private:
    Severity severity(Rule rule) const {
        const auto found = options_.severities.find(rule);
        return found == options_.severities.end() ? entry(rule).severity : found->second;
    }

    void judge(const LintFile& file, const Part& part, Judge& judge) {
        const std::string_view sql = std::string_view(file.text).substr(part.offset, part.length);
        std::vector<JudgedStatement> statements;
        try {
            statements = judge.judge({sql, part.transaction, file.lock_timeout});
        } catch (const Error& error) {
            if (file.reported) throw Error(moved(error, file, part));
            return;
        }
        if (!file.reported) return;
        const std::vector<Allow> allows = read_allows(sql, statements, *places_, part.offset);
        std::set<std::pair<std::size_t, Rule>> used;
        const std::size_t first = report_.findings.size();
        for (std::size_t i = 0; i < statements.size(); ++i) add(part, statements[i], i, allows, used);
        for (const Allow& each : allows)
            for (const Rule rule : each.rules)
                if (!used.contains({each.offset, rule})) add_unused(part, each, rule);
        std::stable_sort(report_.findings.begin() + static_cast<std::ptrdiff_t>(first), report_.findings.end(),
                         [](const LintFinding& a, const LintFinding& b) {
                             return std::pair(a.place.position.line, a.place.position.column) <
                                    std::pair(b.place.position.line, b.place.position.column);
                         });
    }

    /// Errors of the part at their lines of the file.
    static std::vector<Diagnostic> moved(const Error& error, const LintFile& file, const Part& part) {
        std::vector<Diagnostic> diagnostics = error.diagnostics();
        const std::string_view before = std::string_view(file.text).substr(0, part.offset);
        for (Diagnostic& each : diagnostics) {
            each.position.file = file.path;
            if (each.position.known())
                each.position.line += static_cast<int>(std::count(before.begin(), before.end(), '\n'));
        }
        return diagnostics;
    }

    void add(const Part& part, const JudgedStatement& statement, std::size_t number, const std::vector<Allow>& allows,
             std::set<std::pair<std::size_t, Rule>>& used) {
        LintStatement out;
        out.offset = part.offset + statement.offset;
        out.length = statement.length;
        out.place = places_->at(out.offset);
        out.effects = statement.effects;
        for (const Finding& each : statement.findings) {
            const Harm harm = entry(each.rule).harm;
            if (std::find(out.harms.begin(), out.harms.end(), harm) == out.harms.end()) out.harms.push_back(harm);
            const Severity level = severity(each.rule);
            if (level == Severity::off) continue;
            const auto allow = std::find_if(allows.begin(), allows.end(), [&](const Allow& comment) {
                return comment.statement == number &&
                       std::find(comment.rules.begin(), comment.rules.end(), each.rule) != comment.rules.end();
            });
            if (allow == allows.end()) {
                add_finding(part, statement, each, level);
            } else {
                used.emplace(allow->offset, each.rule);
                out.allowed.push_back(each.rule);
            }
        }
        report_.statements.push_back(std::move(out));
    }

    void add_finding(const Part& part, const JudgedStatement& statement, const Finding& finding, Severity level) {
        LintFinding out{finding.rule,
                        level,
                        places_->at(part.offset + finding.offset),
                        finding.message,
                        finding.hint.empty() ? std::string(entry(finding.rule).safer) : finding.hint,
                        finding.table,
                        {},
                        report_.statements.size()};
        for (const TableEffect& each : statement.effects)
            if (each.table == finding.table) out.work = std::max(out.work, each.work);
        if (const auto size = options_.sizes.find(finding.table); size != options_.sizes.end()) {
            out.size = size->second;
            out.seconds = seconds(out, options_.rates);
            out.message += size_remark(out);
        }
        report_.findings.push_back(std::move(out));
    }

    void add_unused(const Part& part, const Allow& allow, Rule rule) {
        const Severity level = severity(Rule::unused_allow);
        if (level == Severity::off) return;
        report_.findings.push_back(
            {Rule::unused_allow,
             level,
             places_->at(part.offset + allow.offset),
             fmt::format("the statement has no finding {} that the comment allows", entry(rule).code),
             std::string(entry(Rule::unused_allow).safer),
             {},
             {},
             {}});
    }

    const LintOptions& options_;
    std::unique_ptr<Judge> judge_;
    const Places* places_ = nullptr;  ///< of the file that is judged
    LintReport report_{};
};

/// The options after a marker: transaction:false.
bool is_transaction(std::string_view line) { return line.find("transaction:false") == std::string_view::npos; }

}  // namespace

std::vector<Part> parts_of(const std::string& text, bool transaction) {
    std::vector<Part> parts;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = std::string_view(text).substr(start, end - start);
        std::size_t at = line.starts_with("--") ? std::min(line.find_first_not_of(" \t", 2), line.size()) : line.size();
        const std::string_view marker = line.substr(at);
        const bool up = marker.starts_with("migrate:up"), down = marker.starts_with("migrate:down");
        if (up || down) {
            if (!parts.empty()) parts.back().length = start - parts.back().offset;
            parts.push_back({std::min(end + 1, text.size()), 0, is_transaction(marker), down});
        }
        start = end + 1;
    }
    if (parts.empty()) return {{0, text.size(), transaction, false}};
    parts.back().length = text.size() - parts.back().offset;
    return parts;
}

std::string grouped(std::int64_t number) {
    const std::string digits = std::to_string(number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
        text += digits[i];
    }
    return text;
}

std::string describe(const TableSize& size) {
    constexpr std::array units{"bytes", "kB", "MB", "GB", "TB"};
    if (size.bytes < 0) return size.rows < 0 ? "more than 1,000,000 rows" : fmt::format("{} rows", grouped(size.rows));
    double amount = static_cast<double>(size.bytes);
    std::size_t unit = 0;
    while (amount >= 1024 && unit + 1 < units.size()) amount /= 1024, ++unit;
    const std::string bytes = unit == 0 || amount >= 10 ? fmt::format("{:.0f} {}", amount, units[unit])
                                                        : fmt::format("{:.1f} {}", amount, units[unit]);
    return size.rows < 0 ? bytes : fmt::format("about {} rows, {}", grouped(size.rows), bytes);
}

std::optional<double> seconds(const LintFinding& finding, const Rates& rates) {
    constexpr std::array index_rules{Rule::index_blocks_writes, Rule::reindex_blocks, Rule::unique_constraint_blocks,
                                     Rule::primary_key_blocks};
    if (!finding.size || rates.read <= 0 || rates.copy <= 0 || rates.sort <= 0) return std::nullopt;
    const double table = static_cast<double>(finding.size->table);
    const bool builds = std::find(index_rules.begin(), index_rules.end(), finding.rule) != index_rules.end();
    if (finding.work == Work::rewrite) return 2 * table / rates.copy + finding.size->indexes * table / rates.sort;
    if (finding.work == Work::scan) return table / (builds ? rates.sort : rates.read);
    return std::nullopt;
}

std::string describe_seconds(double seconds) {
    if (seconds < 1) return "less than a second";
    if (seconds < 90) return fmt::format("about {:.0f} s", seconds);
    if (seconds < 90 * 60) return fmt::format("about {:.0f} min", seconds / 60);
    return fmt::format("about {:.0f} h", seconds / 3600);
}

std::string size_remark(const LintFinding& finding) {
    if (!finding.size) return "";
    const std::string time =
        finding.seconds ? fmt::format("; {} at the rate measured here", describe_seconds(*finding.seconds)) : "";
    return fmt::format(" ({} has {}{})", display(finding.table), describe(*finding.size), time);
}

std::size_t LintReport::count(Severity severity) const {
    return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(),
                                                  [&](const LintFinding& each) { return each.severity == severity; }));
}

std::size_t LintReport::allowed() const {
    std::size_t sum = 0;
    for (const LintStatement& each : statements) sum += each.allowed.size();
    return sum;
}

LintReport lint(const std::vector<LintFile>& files, const LintOptions& options) { return Linter(options).run(files); }

}  // namespace retort::hazards
