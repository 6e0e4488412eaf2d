#include <fmt/format.h>

#include "migrate/export/writers.hpp"

namespace retort::migrate {

namespace {

constexpr std::string_view tool = "goose";

/// goose ends a statement at a line that ends with a semicolon, unless it is in a block.
std::string block(std::string_view sql) {
    return fmt::format("-- +goose StatementBegin\n{}\n-- +goose StatementEnd\n", sql);
}

std::string statement(const std::string& sql) {
    return sql.find(';') == std::string::npos ? sql + ";\n" : block(sql + ";");
}

/// The statements of a file without a transaction. goose may run each in another session of its pool, so that those
/// which belong together are one block.
std::string outside(const ExportItem& item, Direction direction) {
    if (!info(item.dialect).server) {
        std::string script = export_script(item, direction);
        while (script.ends_with('\n')) script.pop_back();
        return script.empty() ? "" : block(script);
    }
    std::string text;
    for (const ExportPart& part : export_parts(item, direction)) {
        if (!part.transaction) {
            text += statement(part.statements.front());
            continue;
        }
        std::string script = "BEGIN;\n";
        for (const std::string& each : part.statements) script += each + ";\n";
        text += block(script + "COMMIT;");
    }
    return text;
}

std::string inside(const ExportItem& item, Direction direction) {
    std::string text;
    for (const ExportPart& part : export_parts(item, direction))
        for (const std::string& each : part.statements) text += statement(each);
    return text;
}

void require_no_annotation(const Revision& revision, const Section& section) {
    if (section.sql.starts_with("-- +goose") || section.sql.find("\n-- +goose") != std::string::npos)
        throw not_exported(revision, tool, "a line of its SQL is an annotation of goose", "indent that line");
}

}  // namespace

void write_goose(const ExportItem& item, Exported& to) {
    const Revision& revision = item.revision;
    require_no_annotation(revision, revision.up);
    require_no_annotation(revision, revision.down);
    const bool transaction = revision.up.transaction && revision.down.transaction;
    const auto section = [&](Direction direction) {
        return transaction ? inside(item, direction) : outside(item, direction);
    };
    to.files.push_back(
        {export_stem(item) + ".sql",
         fmt::format("{}{}\n-- +goose Up\n{}\n-- +goose Down\n{}", export_title(item),
                     transaction ? "" : "-- +goose NO TRANSACTION\n", section(Direction::up), section(Direction::down)),
         revision.id});
}

}  // namespace retort::migrate
