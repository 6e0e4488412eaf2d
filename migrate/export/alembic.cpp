#include <fmt/format.h>

#include "migrate/export/writers.hpp"
#include "migrate/file_name.hpp"

namespace retort::migrate {

namespace {

/// `text` inside of a literal of three quotes.
std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\')
            out += "\\\\";
        else if (c == '"' && (i + 1 == text.size() || text[i + 1] == '"'))
            out += "\\\"";
        else if (c == '\r')
            out += "\\r";
        else if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    return out;
}

std::string literal(std::string_view text) { return fmt::format("\"\"\"{}\"\"\"", escaped(text)); }

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Whether SQLAlchemy's text() would read a colon of the statement as the start of a parameter, or drop a backslash
/// before one (SQLAlchemy, text(), "escape a colon").
bool has_parameter_colon(std::string_view sql) {
    for (std::size_t at = sql.find(':'); at != std::string_view::npos; at = sql.find(':', at + 1)) {
        const char before = at == 0 ? ' ' : sql[at - 1];
        const char after = at + 1 < sql.size() ? sql[at + 1] : ' ';
        if (before == '\\' || (before != ':' && !is_word(before) && is_word(after))) return true;
    }
    return false;
}

/// DDL() formats its text with %.
std::string doubled_percents(std::string_view sql) {
    std::string out;
    for (const char c : sql) out += c == '%' ? std::string("%%") : std::string(1, c);
    return out;
}

std::string execute(std::string_view sql, std::string_view indent, bool& uses_ddl) {
    if (!has_parameter_colon(sql)) return fmt::format("{}op.execute({})\n", indent, literal(sql));
    uses_ddl = true;
    return fmt::format("{}op.execute(DDL({}))\n", indent, literal(doubled_percents(sql)));
}

/// The body of a function. A block outside of Alembic's transaction ends it, and begins another one.
std::string body(const ExportItem& item, Direction direction, bool& uses_ddl) {
    constexpr const char* block = "    with op.get_context().autocommit_block():\n";
    const auto parts = export_parts(item, direction);
    if (parts.empty()) return "    pass\n";
    std::string text;
    if (!info(item.dialect).server && !item.revision.section(direction).transaction) {
        text += block;  // foreign keys are switched off outside of a transaction, which then begins by hand
        for (const SectionStatement& each : statements_of(item.dialect, item.revision, direction))
            text += execute(each.sql, "        ", uses_ddl);
        return text;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool after_transaction = i > 0 && parts[i].transaction && parts[i - 1].transaction;
        if (after_transaction) text += fmt::format("{}        pass\n", block);
        const bool continued = i > 0 && !parts[i].transaction && !parts[i - 1].transaction;
        if (!parts[i].transaction && !continued) text += block;
        for (const std::string& each : parts[i].statements)
            text += execute(each, parts[i].transaction ? "    " : "        ", uses_ddl);
    }
    return text;
}

std::string quoted(const std::string& word) { return fmt::format("\"{}\"", word); }

/// None, a string, or a tuple.
std::string ids(const std::vector<std::string>& list, bool always_tuple) {
    if (list.empty()) return "None";
    if (list.size() == 1 && !always_tuple) return quoted(list.front());
    std::string text = "(";
    for (const std::string& each : list) text += quoted(each) + ", ";
    text.pop_back();
    if (list.size() > 1) text.pop_back();
    return text + ")";
}

/// "2026-11-20 16:56:00+00:00" of "2026-11-20T16:56:00Z".
std::string date(const std::string& created) {
    if (created.size() != 20) return {};
    return fmt::format("{} {}+00:00", created.substr(0, 10), created.substr(11, 8));
}

}  // namespace

void write_alembic(const ExportItem& item, Exported& to) {
    const Revision& revision = item.revision;
    bool uses_ddl = false;
    const std::string up = body(item, Direction::up, uses_ddl);
    const std::string down = body(item, Direction::down, uses_ddl);
    std::string follows;
    for (const std::string& each : revision.down_revisions) follows += (follows.empty() ? "" : ", ") + each;
    std::string text =
        fmt::format("\"\"\"{}\n\nRevision ID: {}\nRevises: {}\n",
                    escaped(revision.message.empty() ? revision.id : revision.message), revision.id, follows);
    if (const std::string created = date(revision.created); !created.empty())
        text += fmt::format("Create Date: {}\n", created);
    text += "\n\"\"\"\nfrom alembic import op\n";
    if (uses_ddl) text += "from sqlalchemy import DDL\n";
    text += fmt::format(
        "\n# revision identifiers, used by Alembic.\nrevision = {}\ndown_revision = {}\nbranch_labels = {}\n"
        "depends_on = {}\n\n\ndef upgrade() -> None:\n{}\n\ndef downgrade() -> None:\n{}",
        quoted(revision.id), ids(revision.down_revisions, false), ids(revision.branch_labels, true),
        ids(revision.depends_on, false), up, down);
    to.files.push_back({fmt::format("{}_{}.py", revision.id, slug(revision.message)), std::move(text), revision.id});
}

}  // namespace retort::migrate
