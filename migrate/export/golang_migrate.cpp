#include <fmt/format.h>

#include <algorithm>

#include "migrate/export/writers.hpp"

namespace retort::migrate {

namespace {

constexpr std::string_view tool = "golang-migrate";
constexpr const char* no_wrapping =
    "the files begin and end transactions themselves: run them with x-no-tx-wrap=true in the database's URL";

}  // namespace

/// A file is one message to the server. The driver for SQLite wraps it in a transaction unless x-no-tx-wrap=true is in
/// the URL, which then holds for all files.
void write_golang_migrate(const ExportItem& item, Exported& to) {
    require_one_message(item, tool);
    const bool wrapped = !info(item.dialect).server && item.in_transactions;
    if (!info(item.dialect).server && !wrapped &&
        std::find(to.notes.begin(), to.notes.end(), no_wrapping) == to.notes.end())
        to.notes.emplace_back(no_wrapping);
    for (const Direction direction : {Direction::up, Direction::down}) {
        if (direction == Direction::down && !has_statements(item, direction) && has_statements(item, Direction::up))
            continue;  // no downgrade
        to.files.push_back(
            {fmt::format("{}.{}.sql", export_stem(item), direction == Direction::up ? "up" : "down"),
             export_title(item) + "\n" + (wrapped ? export_section(item, direction) : export_script(item, direction)),
             item.revision.id});
    }
}

}  // namespace retort::migrate
