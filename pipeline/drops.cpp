#include "pipeline/drops.hpp"

#include <fmt/format.h>

#include "pipeline/row_checks.hpp"
#include "sql/text_file.hpp"

namespace retort::pipeline {

namespace {

std::optional<long long> rows_of(const preflight::Loss& loss, const std::map<Drop, long long>& rows) {
    const auto found = rows.find(loss.drop);
    return found == rows.end() ? std::nullopt : std::optional<long long>(found->second);
}

std::string way_out(const preflight::Loss& loss) {
    const std::string name = display(loss.table);
    if (loss.drop.column.empty())
        return fmt::format(
            "nothing was written. Permit the drop with --allow-drop {0}, or keep the struct with .dropped() in its "
            "table(...); if the table has another name now, declare .renamed_from(\"{1}\") there",
            name, loss.table.name);
    return fmt::format(
        "nothing was written. Permit the drop with --allow-drop {0}.{1}, or .dropped_column(\"{1}\") in the table(...) "
        "of the model; if the column has another name now, declare .renamed_from(\"{1}\") there",
        name, loss.drop.column);
}

}  // namespace

std::string describe(const preflight::Loss& loss, std::optional<long long> rows) {
    std::string text = loss.describe();
    if (!rows) return text + (loss.drop.column.empty() ? " with all rows" : " with its values");
    return fmt::format("{} with {}{}", text, loss.drop.column.empty() ? "" : "its values in ", rows_in_words(*rows));
}

std::vector<Diagnostic> unpermitted_drops(const std::vector<preflight::Loss>& losses,
                                          const std::map<Drop, long long>& rows, const std::set<Drop>& declared,
                                          const MayDrop& may_drop) {
    std::vector<Diagnostic> errors;
    for (const preflight::Loss& loss : losses) {
        const std::optional<long long> count = rows_of(loss, rows);
        if (declared.contains(loss.drop) || declared.contains({loss.table, loss.drop.column})) continue;
        if (!may_drop || may_drop(loss, count)) continue;
        Diagnostic error{.code = "RT461",
                         .message = fmt::format("the upgrade would drop {}", describe(loss, count)),
                         .position = loss.declared,
                         .hint = way_out(loss)};
        if (error.position.known()) {
            try {
                error.source_line = line_of(sql::read_file(error.position.file), error.position.line);
            } catch (const Error&) {
                // The diagnostic has no source line.
            }
        }
        errors.push_back(std::move(error));
    }
    return errors;
}

}  // namespace retort::pipeline
